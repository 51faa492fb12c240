/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One fault in full: which request it strikes, and what becomes of the request and of its answer.
 *
 * @param applies whether the request is worked on at all
 * @param error the answer instead of the usual one; only with {@link Ending#ERROR}
 * @param word the other instance's id, the job's status or its name; only with the endings that put it into the answer
 */
public record FaultPlan(
        Target target,
        Ending ending,
        boolean applies,
        Delay delay,
        @Nullable Refusal error,
        @Nullable String word,
        Transfer transfer,
        Wording wording) {

    /** The kinds of requests that faults are aimed at. */
    public enum Target {
        ORDER,
        READ,
        IAM;

        /** The target as it is written, such as {@code order}. */
        public final String word = name().toLowerCase(Locale.ROOT);
    }

    /** The ways in which an answer ends. */
    public enum Ending {
        AS_USUAL,
        ERROR,
        HANG_UP,
        RESET,
        CUT_BODY,
        STALL_BODY,
        GARBAGE,
        HTML,
        TOO_LARGE,
        WITHOUT_IDS,
        BROKEN_IDS,
        OTHER_INSTANCE,
        JOB_STATUS,
        JOB_NAME
    }

    /**
     * The times for which a request lies there.
     *
     * @param before before it is worked on
     * @param after before it is answered
     * @param blocks whether the calling thread waits in memory too
     */
    public record Delay(Duration before, Duration after, boolean blocks) {

        static final Delay NONE = new Delay(Duration.ZERO, Duration.ZERO, false);
    }

    /**
     * The way of an answer over the wire.
     *
     * @param perByte the pause before each byte of the body; zero for all bytes at once
     * @param gzip whether the body is compressed, though nobody asked for it
     * @param unasked what follows the answer, or null
     */
    public record Transfer(
            Duration perByte, boolean gzip, @Nullable Unasked unasked) {

        static final Transfer PLAIN = new Transfer(Duration.ZERO, false, null);
    }

    /**
     * An answer that nobody asked for, written to the connection on its own after the right one.
     *
     * @param json its body, or null for one that fits the request and the status
     * @param late how long after the right answer it is written
     */
    public record Unasked(int status, @Nullable String json, Duration late) {}

    /**
     * What an answer says besides.
     *
     * @param besideOrder the order that the answer to an accepted one names beside its job, with a field that nobody knows;
     *     or null for the usual answer. Together with {@link Ending#ERROR}, the body is that of an accepted order.
     * @param requestId in place of the request's own id, or null
     */
    public record Wording(
            @Nullable String besideOrder, @Nullable String requestId) {

        static final Wording USUAL = new Wording(null, null);
    }

    /** A time that is longer than anybody waits. */
    public static final Duration FOREVER = Duration.ofDays(36_500);

    /** The plan of a request with which nothing goes wrong. */
    public static final FaultPlan NONE = of(Ending.AS_USUAL, true);

    /** A fault for the next order. */
    public static FaultPlan of(Ending ending, boolean applies) {
        return new FaultPlan(Target.ORDER, ending, applies, Delay.NONE, null, null, Transfer.PLAIN, Wording.USUAL);
    }

    /** The answer is this one, and nothing is applied. */
    public static FaultPlan of(Refusal error) {
        return new FaultPlan(Target.ORDER, Ending.ERROR, false, Delay.NONE, error, null, Transfer.PLAIN, Wording.USUAL);
    }

    /** The request lies there before it is worked on; see {@link Delay}. */
    public static FaultPlan slow(Duration delay, boolean applies, boolean blocks) {
        Delay before = new Delay(delay, Duration.ZERO, blocks);
        return new FaultPlan(Target.ORDER, Ending.AS_USUAL, applies, before, null, null, Transfer.PLAIN, Wording.USUAL);
    }

    /** Tells whether nothing goes wrong; by identity, which is quick. */
    @SuppressWarnings("ReferenceEquality")
    public boolean isNone() {
        return this == NONE;
    }

    public FaultPlan at(Target other) {
        return new FaultPlan(other, ending, applies, delay, error, word, transfer, wording);
    }

    public FaultPlan saying(String other) {
        return new FaultPlan(target, ending, applies, delay, error, other, transfer, wording);
    }

    FaultPlan sent(Transfer other) {
        return new FaultPlan(target, ending, applies, delay, error, word, other, wording);
    }

    /** The same, but only the reply is late or goes wrong. */
    public FaultPlan afterApplying() {
        Duration late = delay.before().isZero() ? delay.after() : delay.before();
        return new FaultPlan(
                target, ending, true, new Delay(Duration.ZERO, late, delay.blocks()), error, word, transfer, wording);
    }

    public FaultPlan gzipped() {
        return sent(new Transfer(transfer.perByte(), true, transfer.unasked()));
    }

    /**
     * The same, but the answer comes so much later; or what follows it unasked, where something does.
     *
     * @throws IllegalArgumentException if the time is negative
     */
    public FaultPlan late(Duration late) {
        Inputs.requireNotNegative("late", late);
        Unasked unasked = transfer.unasked();
        if (unasked == null) {
            Delay after = new Delay(delay.before(), delay.after().plus(late), delay.blocks());
            return new FaultPlan(target, ending, applies, after, error, word, transfer, wording);
        }
        return sent(
                new Transfer(transfer.perByte(), transfer.gzip(), new Unasked(unasked.status(), unasked.json(), late)));
    }

    /**
     * @throws IllegalArgumentException if the time is negative
     * @throws IllegalStateException if the answer is no error
     */
    public FaultPlan retryAfter(Duration wait, boolean asDate) {
        Inputs.requireNotNegative("wait", wait);
        if (error == null) {
            throw new IllegalStateException("only an answer with an error status can say when to come back");
        }
        return new FaultPlan(target, ending, applies, delay, error.retryAfter(wait, asDate), word, transfer, wording);
    }

    /** @throws IllegalStateException if the answer is no error */
    public FaultPlan retryAfter(String header) {
        requireNonNull(header, "header");
        if (error == null) {
            throw new IllegalStateException("only an answer with an error status can say when to come back");
        }
        return new FaultPlan(target, ending, applies, delay, error.retryAfter(header), word, transfer, wording);
    }

    /** @throws IllegalArgumentException if the id is blank */
    public FaultPlan accepting(String besideOrder) {
        Inputs.requireText("besideOrder", besideOrder);
        return worded(new Wording(besideOrder, wording.requestId()));
    }

    /** @throws IllegalArgumentException if it is not of visible ASCII characters, without blanks */
    public FaultPlan requestId(String id) {
        Inputs.requireVisible("requestId", id);
        return worded(new Wording(wording.besideOrder(), id));
    }

    private FaultPlan worded(Wording other) {
        return new FaultPlan(target, ending, applies, delay, error, word, transfer, other);
    }

    /** Returns the id of the request that the answer names. */
    public String requestIdOr(String own) {
        String other = wording.requestId();
        return other == null ? own : other;
    }

    /** Tells whether a caller reads an answer with a status as that to an accepted order. */
    public boolean accepts() {
        return wording.besideOrder() != null && requiredError().status() / 100 == 2;
    }

    public Refusal requiredError() {
        return requireNonNull(error, "a fault that answers with an error");
    }

    /** Tells whether a caller cannot read the answer. */
    public boolean spoilsAnswer() {
        return switch (ending) {
            case HANG_UP, RESET, CUT_BODY, STALL_BODY, GARBAGE, HTML, TOO_LARGE -> true;
            case AS_USUAL, ERROR, WITHOUT_IDS, BROKEN_IDS, OTHER_INSTANCE, JOB_STATUS, JOB_NAME -> false;
        };
    }

    /** Plays the fault on the result of an accepted order. */
    public EnlargeResult distort(EnlargeResult result) {
        return switch (ending) {
            case WITHOUT_IDS -> result.withoutIds();
            case BROKEN_IDS -> result.withBrokenIds();
            case OTHER_INSTANCE -> result.naming(requireNonNull(word, "other instance"));
            default -> wording.besideOrder() == null ? result : result.beside(wording.besideOrder());
        };
    }

    /** Plays the fault on the status of a job. */
    public String jobStatus(String usual) {
        return ending == Ending.JOB_STATUS ? requireNonNull(word, "job status") : usual;
    }

    /** Plays the fault on the name of a job. */
    public String jobName(String usual) {
        return ending == Ending.JOB_NAME ? requireNonNull(word, "job name") : usual;
    }

    /**
     * Returns the plan in the words of the page, such as {@code order: hang up, applied}; names no secret and no body.
     */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        if (ending == Ending.ERROR) {
            String code = requiredError().code();
            String body = wording.besideOrder() == null ? "" : " as if accepted";
            words.add("answer " + requiredError().status() + (code == null ? "" : " " + code) + body);
        } else if (ending != Ending.AS_USUAL) {
            words.add(ending.name().toLowerCase(Locale.ROOT).replace('_', ' ') + (word == null ? "" : " " + word));
        }
        Duration late = delay.before().plus(delay.after());
        if (late.compareTo(FOREVER) >= 0) {
            words.add("never answered");
        } else if (!late.isZero()) {
            words.add("late by " + late.toMillis() + " ms");
        }
        if (!transfer.perByte().isZero()) {
            words.add("a byte every " + transfer.perByte().toMillis() + " ms");
        }
        if (transfer.gzip()) {
            words.add("gzip");
        }
        if (transfer.unasked() != null) {
            words.add("then an unasked " + transfer.unasked().status());
        }
        words.add(applies ? "applied" : "not applied");
        return target.word + ": " + String.join(", ", words);
    }
}
