/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.flow.UnresolvedSubmissionException;
import io.github.ddm4j.core.internal.decide.Decision;
import io.github.ddm4j.core.internal.decide.History;
import io.github.ddm4j.core.internal.decide.Reconciliation;
import io.github.ddm4j.core.internal.run.Backoff;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Events;
import io.github.ddm4j.core.internal.run.FlowSettings;
import io.github.ddm4j.core.internal.run.FlowState;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks at an instance whose answer was lost, until {@link Reconciliation} decides or time is over. */
public final class Reconciler {

    private final Watcher watcher;
    private final Timekeeper time;
    private final FlowSettings settings;
    private final Events events;
    private final FlowState open;

    public Reconciler(Context context, Watcher watcher) {
        this.watcher = watcher;
        this.time = context.time();
        this.settings = context.settings();
        this.events = context.events();
        this.open = context.open();
    }

    /**
     * Finds out.
     *
     * @param earlier what was seen already, if this goes on with an earlier attempt
     * @param lost how the answer was lost
     * @throws OutcomeUnknownException if it cannot be found out
     */
    public Submission reconcile(Baseline baseline, List<Observation> earlier, OutcomeUnknownException lost) {
        events.tell(new FlowEvent.AnswerLost(baseline.instanceId(), lost));
        History history = new History(earlier);
        Doubt doubt;
        try {
            Decision decision = watch(baseline, history);
            if (decision instanceof Decision.Applied applied) {
                return new Submission.FoundApplied(baseline, applied.job(), history.observations());
            }
            if (decision instanceof Decision.NotApplied) {
                return new Submission.FoundNotApplied(baseline, history.observations());
            }
            doubt = decision instanceof Decision.Undecidable undecidable ? undecidable.doubt() : lateDoubt(history);
        } catch (InterruptedException e) {
            doubt = open.keepFlag() ? Doubt.INTERRUPTED : Doubt.CLOSED;
        } catch (RuntimeException | Error bug) {
            // Ours, or the timekeeper's. What was lost stays lost, and what was seen must not get lost as well.
            lost.addSuppressed(bug);
            doubt = lateDoubt(history);
        }
        Evidence evidence = new Evidence(baseline, doubt, history.observations());
        events.tell(new FlowEvent.GaveUp(evidence));
        throw new UnresolvedSubmissionException(evidence, lost);
    }

    private static Doubt lateDoubt(History history) {
        return history.observations().isEmpty() ? Doubt.UNREADABLE : Doubt.TIME_OVER;
    }

    private Decision watch(Baseline baseline, History history) throws InterruptedException {
        Duration start = time.elapsed().minus(history.end());
        Duration end = time.elapsed().plus(settings.reconcileWithin());
        while (true) {
            Duration pause = look(baseline, history, start);
            Decision decision = Reconciliation.decide(baseline, history.observations(), settings.quietTime());
            Duration left = end.minus(time.elapsed());
            if (!(decision instanceof Decision.KeepLooking) || left.isNegative() || left.isZero()) {
                return decision;
            }
            time.sleep(pause.compareTo(left) < 0 ? pause : left);
        }
    }

    /** Returns how long to pause before the next look. A look that fails tells nothing, and ends nothing. */
    private Duration look(Baseline baseline, History history, Duration start) throws InterruptedException {
        try {
            Watcher.Look look = watcher.look(baseline.instanceId(), baseline.jobsSince(), 0);
            events.tell(new FlowEvent.Observed(
                    baseline.instanceId(),
                    history.add(
                            look.began().minus(start),
                            look.ended().minus(start),
                            look.instance(),
                            Watcher.newJobs(baseline, look))));
            return settings.pollInterval();
        } catch (RuntimeException | Error failed) {
            events.tell(new FlowEvent.ReadFailed(Optional.of(baseline.instanceId()), failed));
            return Backoff.afterFailure(failed, settings.pollInterval());
        }
    }
}
