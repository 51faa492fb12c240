/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.text;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.flow.ScaleOutGoal;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.Evidence;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Baselines, evidence, goals and submissions as text, to be put away in a file, a ticket or a database. Another process
 * can go on with them on another day.
 *
 * <p>The form is lines of {@code name=value} between a first line with kind and version and a last line with their number; a
 * text that has lost any is refused. Every later version reads it. Names that this version does not know are passed over, and so
 * are words of a later version where an unknown one is known to do no harm. No credential is in it. Thread-safe.
 *
 * @since 0.1.0
 */
public final class StoredForm {

    private static final String BASELINE = "baseline";
    private static final String EVIDENCE = "evidence";
    private static final String GOAL = "goal";
    private static final String SUBMISSION = "submission";

    private StoredForm() {}

    /** Returns a baseline as text. */
    public static String toText(Baseline baseline) {
        requireNonNull(baseline, BASELINE);
        return write(BASELINE, fields -> ModelFields.write(fields, baseline));
    }

    /** Returns evidence as text. */
    public static String toText(Evidence evidence) {
        requireNonNull(evidence, EVIDENCE);
        return write(EVIDENCE, fields -> ModelFields.write(fields, evidence));
    }

    /** Returns a goal as text. */
    public static String toText(ScaleOutGoal goal) {
        requireNonNull(goal, GOAL);
        return write(GOAL, fields -> FlowFields.write(fields, goal));
    }

    /** Returns a submission as text. */
    public static String toText(Submission submission) {
        requireNonNull(submission, SUBMISSION);
        return write(SUBMISSION, fields -> FlowFields.write(fields, submission));
    }

    /**
     * Returns the baseline that a text holds.
     *
     * @throws IllegalArgumentException if it holds none, or is not whole
     */
    public static Baseline parseBaseline(String text) {
        return read(BASELINE, text, ModelFields::baseline);
    }

    /**
     * Returns the evidence that a text holds.
     *
     * @throws IllegalArgumentException if it holds none, or is not whole
     */
    public static Evidence parseEvidence(String text) {
        return read(EVIDENCE, text, ModelFields::evidence);
    }

    /**
     * Returns the goal that a text holds.
     *
     * @throws IllegalArgumentException if it holds none, or is not whole
     */
    public static ScaleOutGoal parseGoal(String text) {
        return read(GOAL, text, FlowFields::goal);
    }

    /**
     * Returns the submission that a text holds.
     *
     * @throws IllegalArgumentException if it holds none, or is not whole
     */
    public static Submission parseSubmission(String text) {
        return read(SUBMISSION, text, FlowFields::submission);
    }

    private static String write(String kind, Consumer<Fields> content) {
        Fields fields = new Fields();
        content.accept(fields);
        return fields.toText(kind);
    }

    private static <T> T read(String kind, String text, Function<Fields, T> content) {
        Fields fields = Fields.parse(kind, requireNonNull(text, "text"));
        try {
            return content.apply(fields);
        } catch (InvalidScaleOutException broken) {
            throw new IllegalArgumentException("The text of a " + kind + " breaks rules", broken);
        }
    }
}
