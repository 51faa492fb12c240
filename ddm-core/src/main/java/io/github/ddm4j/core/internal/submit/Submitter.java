/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.flow.Ensured;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.flow.UnresolvedSubmissionException;
import io.github.ddm4j.core.flow.WhenBusy;
import io.github.ddm4j.core.internal.own.OwnReceipts;
import io.github.ddm4j.core.internal.run.Backoff;
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

/** Brings a wish to a known outcome: waits for its turn, has it sent, and has the outcome found out if the answer is lost. */
public final class Submitter {

    private final FlowSettings settings;
    private final Timekeeper time;
    private final Events events;
    private final FlowState state;
    private final InstanceTurns turns;
    private final OwnReceipts own;
    private final Attempt attempt;
    private final Reconciler reconciler;

    public Submitter(Context context, Watcher watcher, Reconciler reconciler) {
        this.settings = context.settings();
        this.time = context.time();
        this.events = context.events();
        this.state = context.state();
        this.turns = context.turns();
        this.own = context.own();
        this.attempt = new Attempt(context, watcher);
        this.reconciler = reconciler;
    }

    /**
     * Submits.
     *
     * @param record where the submission is recorded
     * @param handover told when the order leaves, and asked whether it still may
     * @param traceId the caller's trace
     */
    public Step<Ensured> submit(Wish wish, SubmissionRecord record, Handover handover, Optional<String> traceId) {
        Order order = new Order(wish, record, handover, time.elapsed().plus(settings.sendWithin()), traceId);
        return Step.begin(() -> {
                    state.check();
                    return turns.take(wish.instanceId(), settings.whenBusy(), order.end());
                })
                .then(endTurn -> Step.begin(() -> inTurn(order)).atEnd(endTurn))
                .recover(Submitter::notSent)
                .either(outcome -> succeeded(order, outcome), failure -> failed(order, failure));
    }

    private Step<Ensured> inTurn(Order order) {
        Optional<Ensured> known = order.record().claim();
        return known.isPresent() ? Step.done(known.get()) : send(order, 1).then(outcome -> recorded(order, outcome));
    }

    private Step<Ensured> recorded(Order order, Ensured outcome) {
        if (outcome instanceof Submission.Applied applied) {
            own.add(applied);
        }
        order.record().ended(outcome);
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
                    .either(Step::done, failure -> unresolved(order, failure));
        }
        if (result instanceof AttemptResult.Answered answered) {
            return Step.done(new Submission.Accepted(answered.baseline(), answered.receipt()));
        }
        if (result instanceof AttemptResult.Enough enough) {
            return Step.done(enough.there());
        }
        return result instanceof AttemptResult.Refused refused
                ? Step.failed(refused.why())
                : busy(order, number, (AttemptResult.Busy) result);
    }

    private static Step<Ensured> unresolved(Order order, Throwable failure) {
        if (failure instanceof UnresolvedSubmissionException unresolved) {
            order.record().unresolved(unresolved.evidence());
        }
        return Step.failed(failure);
    }

    /** Who counts nodes may wait until nothing changes them. */
    private Step<Ensured> busy(Order order, int number, AttemptResult.Busy busy) {
        Duration again = time.elapsed().plus(settings.pollInterval());
        boolean waits = order.wish() instanceof Wish.Target && settings.whenBusy() == WhenBusy.WAIT;
        return waits && again.compareTo(order.end()) < 0
                ? Step.pause(again).then(over -> send(order, number))
                : Step.failed(busy.why());
    }

    /** Only what was surely not applied is tried again, each time from a new baseline. */
    private Step<Ensured> notApplied(Order order, int number, Throwable failure) {
        if (!(failure instanceof ProviderUnavailableException unavailable)) {
            return Step.failed(failure);
        }
        Duration pause = Backoff.beforeAttempt(number + 1, unavailable);
        Duration again = time.elapsed().plus(pause);
        if (again.compareTo(order.end()) >= 0 || number >= settings.maxAttempts()) {
            return Step.failed(unavailable);
        }
        order.record().postponed(unavailable);
        events.tell(new FlowEvent.Postponed(order.correlation(unavailable), pause, unavailable));
        return Step.pause(again).then(over -> send(order, number + 1));
    }

    /** Stopped here, nothing has been sent, or it has been refused. */
    static <T> Step<T> notSent(Throwable failure) {
        return Step.failed(
                failure instanceof Stopped stopped
                        ? ProviderUnavailableException.notAttempted(
                                "Not sent: " + stopped.by().text(), null)
                        : failure);
    }

    private Step<Ensured> succeeded(Order order, Ensured outcome) {
        events.tell(
                outcome instanceof Submission submission
                        ? new FlowEvent.Submitted(order.correlation(), submission)
                        : new FlowEvent.NothingToAdd(order.correlation(), (Ensured.AlreadyThere) outcome));
        return Step.done(outcome);
    }

    private Step<Ensured> failed(Order order, Throwable failure) {
        if (failure instanceof UnresolvedSubmissionException) {
            return Step.failed(failure);
        }
        order.record().refused(failure);
        if (failure instanceof ScaleOutException refused) {
            events.tell(new FlowEvent.Refused(order.correlation(refused), refused));
        }
        return Step.failed(failure);
    }
}
