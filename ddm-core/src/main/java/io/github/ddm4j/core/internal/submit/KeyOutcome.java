/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.Ensured;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.UnresolvedSubmissionException;
import io.github.ddm4j.core.internal.journal.JournalProtocol;
import io.github.ddm4j.core.internal.journal.JournalRecord;
import io.github.ddm4j.core.internal.journal.Result;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Step;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.validation.Rule;
import io.github.ddm4j.core.validation.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of a run through the journal's protocol for its caller: first from this run's own knowledge, then from
 * the journal.
 */
final class KeyOutcome {

    private final Context context;
    private final Submitter submitter;
    private final Order order;
    private final OrderWork work;
    private final IdempotencyKey key;

    KeyOutcome(Context context, Submitter submitter, Order order, OrderWork work) {
        this.context = context;
        this.submitter = submitter;
        this.order = order;
        this.work = work;
        this.key = order.key().orElseThrow();
    }

    Step<Ensured> of(Result result) {
        if (result instanceof Result.Told told) {
            return told(told.record());
        }
        if (result instanceof Result.Untold) {
            context.events().tell(new FlowEvent.NotRecorded(order.correlation()));
            return known();
        }
        if (result instanceof Result.Busy busy) {
            return Step.failed(rejected(RejectionReason.INSTANCE_BUSY, busy(busy)));
        }
        if (result instanceof Result.OtherWish other) {
            return Step.failed(new InvalidScaleOutException(List.of(Violation.of(
                    Rule.V16,
                    "idempotency_key",
                    key,
                    ", it stands for '" + other.record().terms() + "'"))));
        }
        return result instanceof Result.Unknown unknown
                ? unresolved(unknown.why(), work.evidence(key))
                : Step.failed(unavailable(
                        result instanceof Result.Failed failed ? failed.why() : "key '" + key + "' has changed"));
    }

    /** A bug of ours must not hide the knowledge about an order. */
    Step<Ensured> ofBug(Throwable bug) {
        if (work.outcome().isPresent() || work.failure().isPresent()) {
            return known();
        }
        if (work.lost().isPresent()) {
            work.lost().get().addSuppressed(bug);
            return unresolved("the answer was lost", work.evidence(key));
        }
        return Step.failed(bug);
    }

    private Step<Ensured> known() {
        return work.outcome().isPresent()
                ? submitter.succeeded(order, work.outcome().get())
                : Step.failed(work.failure()
                        .orElseGet(() -> unavailable("key '" + key + "' was refused before it was sent")));
    }

    private Step<Ensured> told(JournalRecord record) {
        return switch (record.state()) {
            case APPLIED -> applied(record);
            case REFUSED -> refused(record);
            case IN_DOUBT -> unresolved("in doubt, " + record.why(), JournalTexts.evidence(record));
            case OPEN, SENDING -> unresolved("somebody else is at it", JournalTexts.evidence(record));
        };
    }

    private Step<Ensured> applied(JournalRecord record) {
        if (work.outcome().orElse(null) instanceof Submission.Applied live && isOf(record, live)) {
            return submitter.succeeded(order, live);
        }
        Submission.Applied remembered = JournalTexts.applied(key, order.wish().instanceId(), record);
        context.events().tell(new FlowEvent.Remembered(order.correlation(), remembered));
        return Step.done(remembered);
    }

    /** What this run has found is not the outcome if another one was faster, with another order. */
    private static boolean isOf(JournalRecord record, Submission.Applied live) {
        return record.knownOrder().stream()
                .anyMatch(known ->
                        known.job().equals(live.jobId()) && known.order().equals(live.orderId()));
    }

    private Step<Ensured> refused(JournalRecord record) {
        String why = "Not sent: " + record.why();
        switch (record.word()) {
            case JournalProtocol.LIMIT -> {
                return Step.failed(rejected(RejectionReason.QUOTA, why));
            }
            case JournalProtocol.TOO_LARGE -> {
                return Step.failed(unavailable(record.why()));
            }
            default -> {
                Optional<Evidence> seen = work.evidence(key);
                boolean foundOut = work.lost().isPresent()
                        || work.failure().isEmpty() && work.outcome().isEmpty();
                return foundOut && seen.isPresent()
                        ? submitter.succeeded(
                                order,
                                new Submission.FoundNotApplied(
                                        seen.get().baseline(), seen.get().observations()))
                        : known();
            }
        }
    }

    private Step<Ensured> unresolved(String why, Optional<Evidence> evidence) {
        OutcomeUnknownException lost = work.lost().orElseGet(LookWork::vanished);
        if (evidence.isEmpty()) {
            return Step.failed(new OutcomeUnknownException("Key '" + key + "': " + why, ProviderError.NONE, lost));
        }
        work.tellDoubt(key, evidence.get());
        return Step.failed(new UnresolvedSubmissionException(key, why, evidence.get(), lost));
    }

    private String busy(Result.Busy busy) {
        String instance = " of instance " + order.wish().instanceId();
        if (busy.state() == KeyState.IN_DOUBT) {
            return "Not sent: key '" + busy.by() + "'" + instance
                    + " is in doubt; submit that key again, which looks and sends nothing, or settle it";
        }
        Duration left = busy.leaseLeft().isNegative() ? Duration.ZERO : busy.leaseLeft();
        return "Not sent: key '" + busy.by() + "'" + instance + " is being submitted by another process, which has "
                + left.toSeconds() + " s left";
    }

    private static ScaleOutRejectedException rejected(RejectionReason reason, String why) {
        return new ScaleOutRejectedException(reason, why, ProviderError.NONE);
    }

    private ProviderUnavailableException unavailable(String why) {
        Throwable cause = work.journalFailure().orElse(null);
        String told = cause == null ? "" : String.valueOf(cause.getMessage());
        return ProviderUnavailableException.notAttempted(
                "Nothing was sent: " + why + (told.isEmpty() || why.contains(told) ? "" : ": " + told), null, cause);
    }
}
