/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.flow.UnresolvedSubmissionException;
import io.github.ddm4j.core.flow.WhenBusy;
import io.github.ddm4j.core.internal.decide.Claim;
import io.github.ddm4j.core.internal.decide.Decision;
import io.github.ddm4j.core.internal.decide.History;
import io.github.ddm4j.core.internal.decide.Reconciliation;
import io.github.ddm4j.core.internal.own.OwnReceipts;
import io.github.ddm4j.core.internal.run.Backoff;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Events;
import io.github.ddm4j.core.internal.run.FlowSettings;
import io.github.ddm4j.core.internal.run.FlowState;
import io.github.ddm4j.core.internal.run.InstanceTurns;
import io.github.ddm4j.core.internal.run.Step;
import io.github.ddm4j.core.internal.run.Step.Stopped;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.Observation;
import io.github.ddm4j.core.port.Correlation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads an instance again and again after a lost answer, until {@link Reconciliation} decides or time is over. */
public final class Reconciler {

    private static final Decision KEEP_LOOKING = new Decision.KeepLooking();

    private final Watcher watcher;
    private final Timekeeper time;
    private final FlowSettings settings;
    private final Events events;
    private final FlowState state;
    private final InstanceTurns turns;
    private final OwnReceipts own;
    private final AuditReader audit;

    public Reconciler(Context context, Watcher watcher) {
        this.audit = new AuditReader(context);
        this.watcher = watcher;
        this.time = context.time();
        this.settings = context.settings();
        this.events = context.events();
        this.state = context.state();
        this.turns = context.turns();
        this.own = context.own();
    }

    /**
     * Goes on with earlier evidence, once it is the turn of its instance.
     *
     * @param learn takes over before that what else is known of orders of the instance
     */
    public Step<Submission> reconcile(Evidence evidence, Optional<String> traceId, Runnable learn) {
        Baseline baseline = evidence.baseline();
        Correlation correlation =
                new Correlation(baseline.instanceId(), Optional.empty(), 0, Optional.empty(), traceId);
        OutcomeUnknownException lost =
                new OutcomeUnknownException("The answer was lost earlier", ProviderError.NONE, null);
        Duration end = time.elapsed().plus(settings.reconcileWithin());
        return turns.take(baseline.instanceId(), WhenBusy.WAIT, end)
                .recover(failure -> givenUp(
                        correlation,
                        new Evidence(baseline, doubtOf(failure).orElse(Doubt.TIME_OVER), evidence.observations()),
                        lost))
                .then(endTurn -> Step.begin(() -> {
                            learn.run();
                            return findOut(correlation, baseline, evidence.observations(), lost, end);
                        })
                        .recover(failure -> notLearned(correlation, evidence, lost, failure))
                        .then(submission -> remembered(correlation, submission))
                        .atEnd(endTurn));
    }

    private Step<Submission> notLearned(
            Correlation correlation, Evidence evidence, OutcomeUnknownException lost, Throwable failure) {
        if (failure instanceof UnresolvedSubmissionException) {
            return Step.failed(failure);
        }
        lost.addSuppressed(failure);
        return givenUp(correlation, evidence, lost);
    }

    private Step<Submission> remembered(Correlation correlation, Submission submission) {
        if (submission instanceof Submission.Applied applied) {
            own.add(applied);
        }
        events.tell(new FlowEvent.Submitted(correlation, submission));
        return Step.done(submission);
    }

    /**
     * Finds out what became of an order. Call it in the turn of the instance.
     *
     * @param correlation the names of the attempt whose answer was lost
     * @param earlier the observations so far, if this goes on with an earlier attempt
     * @param lost the failure that lost the answer
     * @param end the time at which the search gives up, by {@code Timekeeper.elapsed()}
     * @return fails with {@link UnresolvedSubmissionException} if it cannot be found out
     */
    Step<Submission> findOut(
            Correlation correlation,
            Baseline baseline,
            List<Observation> earlier,
            OutcomeUnknownException lost,
            Duration end) {
        Inquiry inquiry = inquire(correlation, baseline, History.goingOn(earlier), lost, end);
        own.lost(baseline);
        return Step.repeat(() -> look(inquiry))
                .then(decision -> concluded(inquiry, decision))
                .recover(failure -> stopped(inquiry, failure));
    }

    /** Begins an inquiry, and tells that it has begun. */
    Inquiry inquire(
            Correlation correlation, Baseline baseline, History history, OutcomeUnknownException lost, Duration end) {
        events.tell(new FlowEvent.AnswerLost(correlation, lost));
        return new Inquiry(
                correlation, baseline, history, time.elapsed().minus(history.end()), end, lost, new AuditReader.Turn());
    }

    private Step<Submission> concluded(Inquiry inquiry, Decision decision) {
        Baseline baseline = inquiry.baseline();
        if (decision instanceof Decision.Applied || decision instanceof Decision.NotApplied) {
            own.found(baseline);
        }
        return outcome(inquiry, decision)
                .map(Step::done)
                .orElseGet(() ->
                        givenUp(inquiry.correlation(), inquiry.evidence(doubt(inquiry, decision)), inquiry.lost()));
    }

    /** Returns the outcome of an order if the decision settles it. */
    static Optional<Submission> outcome(Inquiry inquiry, Decision decision) {
        List<Observation> seen = inquiry.history().observations();
        if (decision instanceof Decision.Applied applied) {
            return Optional.of(new Submission.FoundApplied(inquiry.baseline(), applied.job(), applied.trace(), seen));
        }
        return decision instanceof Decision.NotApplied
                ? Optional.of(new Submission.FoundNotApplied(inquiry.baseline(), seen))
                : Optional.empty();
    }

    /** Returns the reason that a decision does not decide. */
    static Doubt doubt(Inquiry inquiry, Decision decision) {
        return decision instanceof Decision.Undecidable undecidable ? undecidable.doubt() : inquiry.lateDoubt();
    }

    /** A lost answer stays lost, whatever ended the search; and the observations must not get lost as well. */
    private Step<Submission> stopped(Inquiry inquiry, Throwable failure) {
        if (failure instanceof UnresolvedSubmissionException) {
            return Step.failed(failure);
        }
        Optional<Doubt> doubt = doubtOf(failure);
        if (doubt.isEmpty()) {
            inquiry.lost().addSuppressed(failure);
        }
        return givenUp(inquiry.correlation(), inquiry.evidence(doubt.orElseGet(inquiry::lateDoubt)), inquiry.lost());
    }

    private <T> Step<T> givenUp(Correlation correlation, Evidence evidence, OutcomeUnknownException lost) {
        events.tell(new FlowEvent.GaveUp(correlation, evidence));
        return Step.failed(new UnresolvedSubmissionException(evidence, lost));
    }

    /** Returns the doubt of a search that was stopped; empty for any other failure. */
    static Optional<Doubt> doubtOf(Throwable failure) {
        return failure instanceof Stopped stopped
                ? Optional.of(stopped.by() == Stopped.By.CLOSING ? Doubt.CLOSED : Doubt.INTERRUPTED)
                : Optional.empty();
    }

    /**
     * Makes one reading, and returns the decision if there is one or time is over. A reading that fails tells nothing,
     * and ends nothing.
     */
    Step<Optional<Decision>> look(Inquiry inquiry) {
        state.check();
        Baseline baseline = inquiry.baseline();
        return watcher.afterOrder(baseline, inquiry.end())
                .then(reading -> audit.read(inquiry).then(read -> Step.done(reading)))
                .either(
                        reading -> {
                            Observation seen = inquiry.history()
                                    .add(
                                            reading.began().minus(inquiry.start()),
                                            reading.ended().minus(inquiry.start()),
                                            reading.instance(),
                                            Watcher.newJobs(baseline, reading));
                            events.tell(new FlowEvent.Observed(inquiry.correlation(), seen));
                            Reconciliation known = reconciliation(inquiry, reading.complete());
                            return goOn(known.decide(), known::decideAtLast, settings.pollInterval(), inquiry.end());
                        },
                        failed -> {
                            if (failed instanceof Stopped) {
                                return Step.failed(failed);
                            }
                            events.tell(new FlowEvent.ReadFailed(Optional.of(baseline.instanceId()), failed));
                            Duration pause = Backoff.afterFailure(failed, settings.pollInterval());
                            return goOn(KEEP_LOOKING, () -> KEEP_LOOKING, pause, inquiry.end());
                        });
    }

    private Reconciliation reconciliation(Inquiry inquiry, boolean complete) {
        Baseline baseline = inquiry.baseline();
        List<Claim> claims = own.besides(baseline, inquiry.history().newJobs());
        return new Reconciliation(
                baseline,
                inquiry.history().observations(),
                claims,
                own.otherLost(baseline),
                complete,
                settings.quietTime(),
                audit.terms(inquiry));
    }

    private Step<Optional<Decision>> goOn(Decision decision, Supplier<Decision> atLast, Duration pause, Duration end) {
        Duration now = time.elapsed();
        if (!(decision instanceof Decision.KeepLooking)) {
            return Step.done(Optional.of(decision));
        }
        if (now.compareTo(end) >= 0) {
            return Step.done(Optional.of(atLast.get()));
        }
        Duration next = now.plus(pause);
        return Step.pause(next.compareTo(end) < 0 ? next : end).then(over -> Step.done(Optional.empty()));
    }
}
