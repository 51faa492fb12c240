/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.internal.run.CallBudget;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Events;
import io.github.ddm4j.core.internal.run.FlowState;
import io.github.ddm4j.core.internal.run.Ports;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceRules;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.validation.Rule;
import io.github.ddm4j.core.validation.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One attempt: looks, checks the rules against what it sees, and sends one request. */
public final class Attempt {

    private final Ports ports;
    private final Timekeeper time;
    private final Events events;
    private final Watcher watcher;
    private final FlowState open;

    public Attempt(Context context, Watcher watcher) {
        this.ports = context.ports();
        this.time = context.time();
        this.events = context.events();
        this.watcher = watcher;
        this.open = context.open();
    }

    /**
     * Makes the attempt.
     *
     * @param end when it is too late to send
     * @throws InterruptedException if nothing was sent because of an interrupt or of closing
     */
    public AttemptResult make(InstanceId instanceId, ScaleOutRequest request, int number, Duration end)
            throws InterruptedException {
        Instant jobsSince = watcher.jobsSince();
        Watcher.Look look = watcher.look(instanceId, jobsSince, CallBudget.SCALE_OUT);
        throwIfAgainstRules(request, look.instance());
        throwIfBusy(instanceId, look.jobs());
        Baseline baseline = watcher.baseline(request, jobsSince, look);
        throwIfTooLate(end);
        events.tell(new FlowEvent.Sending(baseline, number));
        // Once more: a listener may take its time, and store what it was told.
        throwIfTooLate(end);
        return send(baseline);
    }

    private void throwIfTooLate(Duration end) throws InterruptedException {
        if (Thread.interrupted() || open.isClosed()) {
            throw new InterruptedException();
        }
        if (time.elapsed().compareTo(end) > 0) {
            throw ProviderUnavailableException.notAttempted("Not sent: time was over before", null);
        }
    }

    /** A request that breaks no other rule is right; it is the instance that is not ready. */
    private static void throwIfAgainstRules(ScaleOutRequest request, InstanceSnapshot instance) {
        List<Violation> violations = InstanceRules.check(request, instance);
        if (violations.stream().anyMatch(violation -> violation.rule() != Rule.V7)) {
            throw new InvalidScaleOutException(violations);
        }
        if (!violations.isEmpty()) {
            throw busy("Not sent: instance " + instance.id() + " is " + instance.status() + ", not RUNNING");
        }
    }

    private static ScaleOutRejectedException busy(String message) {
        return new ScaleOutRejectedException(RejectionReason.INSTANCE_BUSY, message, ProviderError.NONE);
    }

    /** The status may lag behind a job that has just begun, and its nodes would be taken for ours. */
    private static void throwIfBusy(InstanceId instanceId, List<Job> jobs) {
        for (Job job : jobs) {
            if (job.changesNodes() && !job.ended() && job.instanceId().isPresent()) {
                throw busy("Not sent: job " + job.id() + " still changes the nodes of instance " + instanceId);
            }
        }
    }

    /**
     * Whatever is not proven to be refused or unsent may have been applied, faults of the port included. So is what a port
     * finds invalid here: the request keeps the rules, and what breaks one can be an id in the answer.
     */
    private AttemptResult send(Baseline baseline) {
        try {
            return new AttemptResult.Answered(
                    baseline,
                    requireNonNull(ports.scaleOuts().scaleOut(baseline.instanceId(), baseline.request()), "receipt"));
        } catch (OutcomeUnknownException lost) {
            return new AttemptResult.Lost(baseline, lost);
        } catch (ScaleOutRejectedException | ProviderUnavailableException refused) {
            throw refused;
        } catch (RuntimeException | Error fault) {
            String message = "The port failed with " + fault.getClass().getName();
            return new AttemptResult.Lost(baseline, new OutcomeUnknownException(message, ProviderError.NONE, fault));
        }
    }
}
