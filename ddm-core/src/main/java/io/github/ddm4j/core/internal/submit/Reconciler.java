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

/** Looks at an instance whose answer was lost, until {@link Reconciliation} decides or time is over. */
public final class Reconciler {

    private final Watcher watcher;
    private final Timekeeper time;
    private final FlowSettings settings;
    private final Events events;
    private final FlowState state;
    private final InstanceTurns turns;
    private final OwnReceipts own;

    public Reconciler(Context context, Watcher watcher) {
        this.watcher = watcher;
        this.time = context.time();
        this.settings = context.settings();
        this.events = context.events();
        this.state = context.state();
        this.turns = context.turns();
        this.own = context.own();
    }

    /** Goes on with earlier evidence, once it is the turn of its instance. */
    public Step<Submission> reconcile(Evidence evidence, Optional<String> traceId) {
        Baseline baseline = evidence.baseline();
        Correlation correlation =
                new Correlation(baseline.instanceId(), Optional.empty(), 0, Optional.empty(), traceId);
        OutcomeUnknownException lost =
                new OutcomeUnknownException("The answer was lost earlier", ProviderError.NONE, null);
        Duration end = time.elapsed().plus(settings.reconcileWithin());
        return turns.take(baseline.instanceId(), WhenBusy.WAIT, end)
                .recover(failure ->
                        givenUp(correlation, evidence, doubtOf(failure).orElse(Doubt.TIME_OVER), lost))
                .then(endTurn -> Step.begin(() -> {
                            own.learn(baseline.instanceId());
                            return findOut(correlation, baseline, evidence.observations(), lost, end);
                        })
                        .then(submission -> remembered(correlation, submission))
                        .atEnd(endTurn));
    }

    private Step<Submission> remembered(Correlation correlation, Submission submission) {
        if (submission instanceof Submission.Applied applied) {
            own.add(applied);
        }
        events.tell(new FlowEvent.Submitted(correlation, submission));
        return Step.done(submission);
    }

    /**
     * Finds out. Call it in the turn of the instance.
     *
     * @param correlation the names of the attempt whose answer was lost
     * @param earlier what was seen already, if this goes on with an earlier attempt
     * @param lost how the answer was lost
     * @param end when to give up, by {@code Timekeeper.elapsed()}
     * @return fails with {@link UnresolvedSubmissionException} if it cannot be found out
     */
    Step<Submission> findOut(
            Correlation correlation,
            Baseline baseline,
            List<Observation> earlier,
            OutcomeUnknownException lost,
            Duration end) {
        events.tell(new FlowEvent.AnswerLost(correlation, lost));
        own.lost(baseline);
        History history = new History(earlier);
        Duration start = time.elapsed().minus(history.end());
        return Step.repeat(() -> look(correlation, baseline, history, start, end))
                .then(decision -> concluded(correlation, baseline, history, decision, lost))
                .recover(failure -> stopped(correlation, baseline, history, failure, lost));
    }

    private Step<Submission> concluded(
            Correlation correlation,
            Baseline baseline,
            History history,
            Decision decision,
            OutcomeUnknownException lost) {
        if (decision instanceof Decision.Applied || decision instanceof Decision.NotApplied) {
            own.found(baseline);
        }
        if (decision instanceof Decision.Applied applied) {
            return Step.done(new Submission.FoundApplied(baseline, applied.job(), history.observations()));
        }
        if (decision instanceof Decision.NotApplied) {
            return Step.done(new Submission.FoundNotApplied(baseline, history.observations()));
        }
        Doubt doubt = decision instanceof Decision.Undecidable undecidable ? undecidable.doubt() : lateDoubt(history);
        return givenUp(correlation, new Evidence(baseline, doubt, history.observations()), doubt, lost);
    }

    /** What was lost stays lost, whatever ended the looking; and what was seen must not get lost as well. */
    private Step<Submission> stopped(
            Correlation correlation,
            Baseline baseline,
            History history,
            Throwable failure,
            OutcomeUnknownException lost) {
        if (failure instanceof UnresolvedSubmissionException) {
            return Step.failed(failure);
        }
        Optional<Doubt> doubt = doubtOf(failure);
        if (doubt.isEmpty()) {
            lost.addSuppressed(failure);
        }
        Doubt why = doubt.orElseGet(() -> lateDoubt(history));
        return givenUp(correlation, new Evidence(baseline, why, history.observations()), why, lost);
    }

    private <T> Step<T> givenUp(Correlation correlation, Evidence known, Doubt doubt, OutcomeUnknownException lost) {
        Evidence evidence = new Evidence(known.baseline(), doubt, known.observations());
        events.tell(new FlowEvent.GaveUp(correlation, evidence));
        return Step.failed(new UnresolvedSubmissionException(evidence, lost));
    }

    private static Optional<Doubt> doubtOf(Throwable failure) {
        return failure instanceof Stopped stopped
                ? Optional.of(stopped.by() == Stopped.By.CLOSING ? Doubt.CLOSED : Doubt.INTERRUPTED)
                : Optional.empty();
    }

    private static Doubt lateDoubt(History history) {
        return history.observations().isEmpty() ? Doubt.UNREADABLE : Doubt.TIME_OVER;
    }

    /** One look, and the decision if there is one or time is over. A look that fails tells nothing, and ends nothing. */
    private Step<Optional<Decision>> look(
            Correlation correlation, Baseline baseline, History history, Duration start, Duration end) {
        state.check();
        return watcher.afterOrder(baseline, end)
                .either(
                        reading -> {
                            Observation seen = history.add(
                                    reading.began().minus(start),
                                    reading.ended().minus(start),
                                    reading.instance(),
                                    Watcher.newJobs(baseline, reading));
                            events.tell(new FlowEvent.Observed(correlation, seen));
                            Decision decision = decide(baseline, history, reading.complete());
                            return goOn(decision, settings.pollInterval(), end);
                        },
                        failed -> {
                            if (failed instanceof Stopped) {
                                return Step.failed(failed);
                            }
                            events.tell(new FlowEvent.ReadFailed(Optional.of(baseline.instanceId()), failed));
                            Duration pause = Backoff.afterFailure(failed, settings.pollInterval());
                            return goOn(new Decision.KeepLooking(), pause, end);
                        });
    }

    private Decision decide(Baseline baseline, History history, boolean complete) {
        List<Claim> claims = own.besides(baseline, history.newJobs());
        return new Reconciliation(
                        baseline,
                        history.observations(),
                        claims,
                        own.otherLost(baseline),
                        complete,
                        settings.quietTime())
                .decide();
    }

    private Step<Optional<Decision>> goOn(Decision decision, Duration pause, Duration end) {
        Duration now = time.elapsed();
        if (!(decision instanceof Decision.KeepLooking) || now.compareTo(end) >= 0) {
            return Step.done(Optional.of(decision));
        }
        Duration next = now.plus(pause);
        return Step.pause(next.compareTo(end) < 0 ? next : end).then(over -> Step.done(Optional.empty()));
    }
}
