/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.internal.run.Backoff;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Events;
import io.github.ddm4j.core.internal.run.FlowSettings;
import io.github.ddm4j.core.internal.run.FlowState;
import io.github.ddm4j.core.internal.run.InstanceTurns;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.time.Duration;
import java.util.List;

/** Brings a scale-out to a known outcome: waits for its turn, has it sent, and has the outcome found out if lost. */
public final class Submitter {

    @FunctionalInterface
    private interface Step<T> {
        T run() throws InterruptedException;
    }

    private final FlowSettings settings;
    private final Timekeeper time;
    private final Events events;
    private final FlowState open;
    private final InstanceTurns turns;
    private final Attempt attempt;
    private final Reconciler reconciler;

    public Submitter(Context context, Watcher watcher, Reconciler reconciler) {
        this.settings = context.settings();
        this.time = context.time();
        this.events = context.events();
        this.open = context.open();
        this.turns = new InstanceTurns(settings.whenBusy(), time, events);
        this.attempt = new Attempt(context, watcher);
        this.reconciler = reconciler;
    }

    public Submission submit(InstanceId instanceId, ScaleOutRequest request) {
        try {
            Submission submission = inTurn(instanceId, request);
            events.tell(new FlowEvent.Submitted(submission));
            return submission;
        } catch (OutcomeUnknownException unknown) {
            throw unknown;
        } catch (ScaleOutException refused) {
            events.tell(new FlowEvent.Refused(instanceId, refused));
            throw refused;
        }
    }

    private Submission inTurn(InstanceId instanceId, ScaleOutRequest request) {
        Duration end = time.elapsed().plus(settings.sendWithin());
        InstanceTurns.Turn turn = unlessStopped(() -> turns.take(instanceId, settings.sendWithin()));
        try {
            AttemptResult sent = unlessStopped(() -> send(instanceId, request, end));
            if (sent instanceof AttemptResult.Lost lost) {
                return reconciler.reconcile(lost.baseline(), List.of(), lost.how());
            }
            AttemptResult.Answered answered = (AttemptResult.Answered) sent;
            return new Submission.Accepted(answered.baseline(), answered.receipt());
        } finally {
            turn.close();
        }
    }

    /** Only what was surely not applied is tried again, each time from a new baseline. */
    private AttemptResult send(InstanceId instanceId, ScaleOutRequest request, Duration end)
            throws InterruptedException {
        for (int number = 1; ; number++) {
            try {
                return attempt.make(instanceId, request, number, end);
            } catch (ProviderUnavailableException refused) {
                Duration pause = Backoff.beforeAttempt(number + 1, refused);
                boolean late = time.elapsed().plus(pause).compareTo(end) > 0;
                if (late || number >= settings.maxAttempts()) {
                    throw refused;
                }
                events.tell(new FlowEvent.Postponed(instanceId, pause, refused));
                time.sleep(pause);
            }
        }
    }

    /** Stopped here, nothing has been sent, or it has been refused. */
    private <T> T unlessStopped(Step<T> step) {
        try {
            return step.run();
        } catch (InterruptedException e) {
            String why = open.keepFlag() ? "the thread was interrupted" : "the flow was closed";
            throw ProviderUnavailableException.notAttempted("Not sent: " + why, null);
        }
    }
}
