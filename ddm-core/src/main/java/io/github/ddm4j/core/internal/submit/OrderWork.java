/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.Ensured;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.internal.journal.Late;
import io.github.ddm4j.core.internal.journal.Prepared;
import io.github.ddm4j.core.internal.journal.Proof;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Step;
import io.github.ddm4j.core.internal.run.Step.Stopped;
import io.github.ddm4j.core.internal.submit.AttemptResult.Ready;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.port.Correlation;
import io.github.ddm4j.core.port.SendGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The work of a flow for one submission, and the knowledge of this run about its order. */
final class OrderWork extends LookWork {

    private final Order order;
    private final Attempt attempt;
    private final Retry retry;
    private int number = 1;
    private @Nullable Ready ready;
    private @Nullable Duration again;
    private @Nullable Ensured outcome;
    private @Nullable Throwable failure;
    private @Nullable OutcomeUnknownException lost;
    private @Nullable Baseline lostFrom;

    OrderWork(Context context, Attempt attempt, Reconciler reconciler, Order order, Optional<String> traceId) {
        super(context, reconciler, order.wish().instanceId(), traceId);
        this.order = order;
        this.attempt = attempt;
        this.retry = new Retry(context);
    }

    /** Returns the outcome of the order, as far as this run knows. */
    Optional<Ensured> outcome() {
        return Optional.ofNullable(outcome)
                .or(() -> order.key().flatMap(this::found).map(submission -> submission));
    }

    /** Returns the failure that proves that the order was not applied. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Returns the failure that lost the answer. */
    Optional<OutcomeUnknownException> lost() {
        return Optional.ofNullable(lost);
    }

    @Override
    Optional<OutcomeUnknownException> lost(IdempotencyKey key) {
        return isOwn(key) ? lost() : Optional.empty();
    }

    @Override
    Correlation correlation(IdempotencyKey key) {
        return isOwn(key) ? lost().map(order::correlation).orElseGet(order::correlation) : super.correlation(key);
    }

    @Override
    Optional<Evidence> evidence(IdempotencyKey key) {
        Optional<Evidence> seen = super.evidence(key);
        return seen.isPresent() || !isOwn(key) || lostFrom == null
                ? seen
                : Optional.of(new Evidence(lostFrom, Doubt.NOT_LOOKED, List.of()));
    }

    private boolean isOwn(IdempotencyKey key) {
        return order.key().equals(Optional.of(key));
    }

    @Override
    public void failed(Throwable cause) {
        super.failed(cause);
        context.events().tell(new FlowEvent.JournalFailed(order.correlation(), cause));
    }

    @Override
    public Step<Prepared> prepare(List<Late> late) {
        return Step.begin(() -> {
                    Optional<IdempotencyKey> shortened = learn(late);
                    if (shortened.isPresent()) {
                        throw new ScaleOutRejectedException(
                                RejectionReason.INSTANCE_BUSY,
                                "Not sent: key '" + shortened.get()
                                        + "' was applied less than a day ago, and its record has been shortened",
                                ProviderError.NONE);
                    }
                    return again == null ? prepare() : Step.pause(again).then(over -> prepare());
                })
                .recover(this::notReady);
    }

    private Step<Prepared> prepare() {
        again = null;
        order.attempt(number);
        return attempt.prepare(order).either(this::prepared, why -> prepareAgain(retry.after(order, number, why), why));
    }

    private Step<Prepared> prepared(AttemptResult result) {
        if (result instanceof Ready made) {
            ready = made;
            return Step.done(new Prepared.Ready(
                    JournalTexts.text(made.baseline()),
                    made.baseline().request().nodesToAdd()));
        }
        if (result instanceof AttemptResult.Enough enough) {
            outcome = enough.there();
            return Step.done(new Prepared.NotSent("ENOUGH", enough.there().summary()));
        }
        AttemptResult.Busy busy = (AttemptResult.Busy) result;
        Optional<Duration> at = retry.whenBusy(order);
        return at.isPresent() ? Step.pause(at.get()).then(over -> prepare()) : Step.failed(busy.why());
    }

    private Step<Prepared> prepareAgain(Optional<Duration> at, Throwable why) {
        if (at.isEmpty()) {
            return Step.failed(why);
        }
        number++;
        return Step.pause(at.get()).then(over -> prepare());
    }

    private Step<Prepared> notReady(Throwable why) {
        Proof.NotApplied proof = notApplied(why);
        return Step.done(new Prepared.NotSent(proof.word(), proof.why()));
    }

    private Proof.NotApplied notApplied(Throwable why) {
        failure = Submitter.notSentBecause(why);
        String word = why instanceof ScaleOutRejectedException rejected
                ? rejected.reason().name()
                : why instanceof Stopped stopped
                        ? stopped.by().name()
                        : why.getClass().getSimpleName();
        return new Proof.NotApplied(word, String.valueOf(failure.getMessage()));
    }

    @Override
    public SendResult order(String baseline, SendGate gate) {
        Ready made = ready;
        if (made == null) {
            throw new IllegalStateException("Nothing is prepared");
        }
        try {
            return sent(attempt.send(order, made, gate));
        } catch (ProviderUnavailableException unavailable) {
            Optional<Duration> at = retry.after(order, number, unavailable);
            Proof.NotApplied proof = notApplied(unavailable);
            if (at.isEmpty()) {
                return new SendResult.Known(proof);
            }
            number++;
            again = at.get();
            return new SendResult.Again(proof);
        } catch (RuntimeException | Error why) {
            // What the attempt does not know to be unsent or refused it has told as lost.
            return new SendResult.Known(notApplied(why));
        } finally {
            close();
        }
    }

    private SendResult sent(AttemptResult result) {
        if (result instanceof AttemptResult.Accepted answered) {
            Submission.Accepted accepted = new Submission.Accepted(answered.baseline(), answered.receipt());
            context.own().add(accepted);
            outcome = accepted;
            return new SendResult.Known(new Proof.Receipt(accepted.jobId(), accepted.orderId()));
        }
        if (result instanceof AttemptResult.Lost how) {
            lost = how.how();
            lostFrom = how.baseline();
            failure = null;
            return new SendResult.Lost("");
        }
        return new SendResult.Known(notApplied(((AttemptResult.Refused) result).why()));
    }

    /** Gives back the booking of an order that is not sent. */
    void close() {
        if (ready != null) {
            ready.booking().close();
            ready = null;
        }
    }
}
