/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.ScaleOutIncompleteException;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The tags {@code outcome} and {@code reason}: words of ours from fixed sets, and none of the provider's.
 *
 * @param outcome the kind of outcome, such as {@code rejected}
 * @param reason the reason within it, such as {@code quota}
 */
record OutcomeTags(String outcome, String reason) {

    private static final String NONE = "none";
    static final OutcomeTags UNKNOWN = new OutcomeTags("unknown", NONE);
    static final OutcomeTags OK = new OutcomeTags("ok", NONE);
    static final OutcomeTags OUTAGE = new OutcomeTags("unavailable", "outage");
    static final OutcomeTags JOB_STARTED = new OutcomeTags("ok", "job_started");
    static final OutcomeTags ORDER_PLACED = new OutcomeTags("ok", "order_placed");
    static final OutcomeTags FOUND_APPLIED = new OutcomeTags("found_applied", NONE);
    static final OutcomeTags FOUND_NOT_APPLIED = new OutcomeTags("found_not_applied", NONE);

    static OutcomeTags ofResult(Object result) {
        return result instanceof ScaleOutReceipt receipt ? ofReceipt(receipt) : OK;
    }

    private static OutcomeTags ofReceipt(ScaleOutReceipt receipt) {
        return receipt instanceof ScaleOutReceipt.JobStarted ? JOB_STARTED : ORDER_PLACED;
    }

    /** Returns the tags of a failure. An exception that is not one of ours is unknown, as in the table of outcomes. */
    static OutcomeTags ofFailure(Throwable failure) {
        if (failure instanceof InvalidScaleOutException) {
            return new OutcomeTags("invalid", NONE);
        }
        if (failure instanceof ScaleOutRejectedException rejected) {
            return of(rejected.reason());
        }
        if (failure instanceof ProviderUnavailableException unavailable) {
            String reason = unavailable.throttled() ? "throttled" : "held_back";
            return unavailable.signalsOutage() ? OUTAGE : new OutcomeTags("unavailable", reason);
        }
        return UNKNOWN;
    }

    static OutcomeTags ofSubmission(Submission submission) {
        if (submission instanceof Submission.Accepted accepted) {
            return ofReceipt(accepted.receipt());
        }
        return submission instanceof Submission.FoundApplied ? FOUND_APPLIED : FOUND_NOT_APPLIED;
    }

    static OutcomeTags of(RejectionReason reason) {
        return new OutcomeTags("rejected", word(reason));
    }

    static OutcomeTags of(Doubt doubt) {
        return new OutcomeTags("unknown", word(doubt));
    }

    static OutcomeTags of(ScaleOutIncompleteException.Reason reason) {
        return new OutcomeTags("incomplete", word(reason));
    }

    Tags tags() {
        return Tags.of("outcome", outcome, "reason", reason);
    }

    /** Returns the outcomes of an order that begin with 0 at the start. */
    static List<OutcomeTags> ofOrders() {
        List<OutcomeTags> all = new ArrayList<>(List.of(JOB_STARTED, ORDER_PLACED, OUTAGE, UNKNOWN));
        Stream.of(RejectionReason.values()).map(OutcomeTags::of).forEach(all::add);
        return all;
    }

    /**
     * Returns the outcomes of a submission that begin with 0 at the start: a flow finds out what became of a lost
     * answer.
     */
    static List<OutcomeTags> ofSubmissions() {
        List<OutcomeTags> all = new ArrayList<>(ofOrders());
        all.remove(UNKNOWN);
        all.addAll(ofReconciliations());
        return all;
    }

    /** Returns the outcomes of finding out what became of a lost answer. */
    static List<OutcomeTags> ofReconciliations() {
        List<OutcomeTags> all = new ArrayList<>(List.of(FOUND_APPLIED, FOUND_NOT_APPLIED));
        Stream.of(Doubt.values()).map(OutcomeTags::of).forEach(all::add);
        return all;
    }

    /** Returns the outcomes of a wait for nodes. */
    static List<OutcomeTags> ofWaits() {
        List<OutcomeTags> all = new ArrayList<>(List.of(OK));
        Stream.of(ScaleOutIncompleteException.Reason.values())
                .map(OutcomeTags::of)
                .forEach(all::add);
        return all;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
