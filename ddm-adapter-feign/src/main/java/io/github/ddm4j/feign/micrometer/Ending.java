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
import java.util.Locale;

/** How something ended, in the few words that make tags. Nothing the provider says comes in here. */
record Ending(String outcome, String reason) {

    private static final String NONE = "none";
    private static final Ending UNKNOWN = new Ending("unknown", NONE);
    static final Ending OK = new Ending("ok", NONE);
    static final Ending OUTAGE = new Ending("unavailable", "outage");

    static Ending ofResult(Object result) {
        return result instanceof ScaleOutReceipt receipt ? ofReceipt(receipt) : OK;
    }

    private static Ending ofReceipt(ScaleOutReceipt receipt) {
        return new Ending("ok", receipt instanceof ScaleOutReceipt.JobStarted ? "job_started" : "order_placed");
    }

    /** Whatever is not one of ours is unknown, as in the table of outcomes. */
    static Ending ofFailure(Throwable failure) {
        if (failure instanceof InvalidScaleOutException) {
            return new Ending("invalid", NONE);
        }
        if (failure instanceof ScaleOutRejectedException rejected) {
            return of(rejected.reason());
        }
        if (failure instanceof ProviderUnavailableException unavailable) {
            String reason = unavailable.throttled() ? "throttled" : "held_back";
            return unavailable.signalsOutage() ? OUTAGE : new Ending("unavailable", reason);
        }
        return UNKNOWN;
    }

    static Ending ofSubmission(Submission submission) {
        if (submission instanceof Submission.Accepted accepted) {
            return ofReceipt(accepted.receipt());
        }
        return new Ending(submission instanceof Submission.FoundApplied ? "found_applied" : "found_not_applied", NONE);
    }

    static Ending of(RejectionReason reason) {
        return new Ending("rejected", word(reason));
    }

    static Ending of(Doubt doubt) {
        return new Ending("unknown", word(doubt));
    }

    static Ending of(ScaleOutIncompleteException.Reason reason) {
        return new Ending("incomplete", word(reason));
    }

    Tags tags() {
        return Tags.of("outcome", outcome, "reason", reason);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
