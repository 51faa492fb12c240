/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.flow.Ensured;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.flow.UnresolvedSubmissionException;
import io.github.ddm4j.core.internal.own.OwnReceipts;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Events;
import io.github.ddm4j.core.internal.run.FlowSettings;
import io.github.ddm4j.core.internal.run.FlowState;
import io.github.ddm4j.core.internal.run.InstanceTurns;
import io.github.ddm4j.core.internal.run.Step;
import io.github.ddm4j.core.internal.run.Step.Stopped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Brings a wish to a known outcome: waits for its turn, has it sent, and has the outcome found out if the answer is lost. */
public final class Submitter {

    private final FlowSettings settings;
    private final Timekeeper time;
    private final Events events;
    private final FlowState state;
    private final InstanceTurns turns;
    private final OwnReceipts own;
    private final Attempt attempt;
    private final Retry retry;
    private final Reconciler reconciler;

    public Submitter(Context context, Watcher watcher, Reconciler reconciler) {
        this.settings = context.settings();
        this.time = context.time();
        this.events = context.events();
        this.state = context.state();
        this.turns = context.turns();
        this.own = context.own();
        this.attempt = new Attempt(context, watcher);
        this.retry = new Retry(context);
        this.reconciler = reconciler;
    }

    /**
     * Submits a wish.
     *
     * @param handover told when the order leaves, and asked whether it still may
     * @param traceId the caller's trace
     */
    public Step<Ensured> submit(Wish wish, Handover handover, Optional<String> traceId) {
        Order order = new Order(wish, Optional.empty(), handover, time.elapsed().plus(settings.sendWithin()), traceId);
        return inTurn(order, mine -> send(mine, 1).then(this::remembered))
                .either(outcome -> succeeded(order, outcome), failure -> failed(order, failure));
    }

    /** Does the work of an order in the turn of its instance. */
    Step<Ensured> inTurn(Order order, Function<Order, Step<Ensured>> work) {
        return Step.begin(() -> {
                    state.check();
                    return turns.take(order.wish().instanceId(), settings.whenBusy(), order.end());
                })
                .then(endTurn -> Step.begin(() -> work.apply(order)).atEnd(endTurn))
                .recover(Submitter::notSent);
    }

    private Step<Ensured> remembered(Ensured outcome) {
        if (outcome instanceof Submission.Applied applied) {
            own.add(applied);
        }
        return Step.done(outcome);
    }

    private Step<Ensured> send(Order order, int number) {
        order.attempt(number);
        return attempt.make(order)
                .either(result -> sent(order, number, result), failure -> notApplied(order, number, failure));
    }

    private Step<Ensured> sent(Order order, int number, AttemptResult result) {
        if (result instanceof AttemptResult.Lost lost) {
            Duration end = time.elapsed().plus(settings.reconcileWithin());
            return reconciler
                    .findOut(order.correlation(lost.how()), lost.baseline(), List.of(), lost.how(), end)
                    .then(Step::done);
        }
        if (result instanceof AttemptResult.Accepted answered) {
            return Step.done(new Submission.Accepted(answered.baseline(), answered.receipt()));
        }
        if (result instanceof AttemptResult.Enough enough) {
            return Step.done(enough.there());
        }
        return result instanceof AttemptResult.Refused refused
                ? Step.failed(refused.why())
                : again(order, number, retry.whenBusy(order), ((AttemptResult.Busy) result).why());
    }

    /** Sends again only a request that surely was not applied, each time from a new baseline. */
    private Step<Ensured> notApplied(Order order, int number, Throwable failure) {
        return again(order, number + 1, retry.after(order, number, failure), failure);
    }

    private Step<Ensured> again(Order order, int number, Optional<Duration> at, Throwable otherwise) {
        return at.isPresent() ? Step.pause(at.get()).then(over -> send(order, number)) : Step.failed(otherwise);
    }

    /** Fails without an order: a submission that is stopped here has sent nothing, or has been refused. */
    static <T> Step<T> notSent(Throwable failure) {
        return Step.failed(notSentBecause(failure));
    }

    static Throwable notSentBecause(Throwable failure) {
        return failure instanceof Stopped stopped
                ? ProviderUnavailableException.notAttempted(
                        "Not sent: " + stopped.by().text(), null)
                : failure;
    }

    Step<Ensured> succeeded(Order order, Ensured outcome) {
        events.tell(
                outcome instanceof Submission submission
                        ? new FlowEvent.Submitted(order.correlation(), submission)
                        : new FlowEvent.NothingToAdd(order.correlation(), (Ensured.AlreadyThere) outcome));
        return Step.done(outcome);
    }

    Step<Ensured> failed(Order order, Throwable failure) {
        if (failure instanceof ScaleOutException refused && !(failure instanceof UnresolvedSubmissionException)) {
            events.tell(new FlowEvent.Refused(order.correlation(refused), refused));
        }
        return Step.failed(failure);
    }
}
