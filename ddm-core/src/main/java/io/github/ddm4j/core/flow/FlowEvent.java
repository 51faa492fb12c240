/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.Observation;
import io.github.ddm4j.core.port.Correlation;
import java.time.Duration;
import java.util.Optional;

/**
 * One step of a flow. Later versions may add kinds, so let a {@code switch} have a default. Holds no token; its {@code
 * toString} is fit for a log.
 *
 * @since 0.1.0
 */
public sealed interface FlowEvent {

    /** Returns the instance concerned; empty where a call serves several. */
    default Optional<InstanceId> instance() {
        return Optional.empty();
    }

    /** A step that concerns one instance. */
    sealed interface OfInstance extends FlowEvent {

        /** Returns the instance that the step concerns. */
        InstanceId instanceId();

        @Override
        default Optional<InstanceId> instance() {
            return Optional.of(instanceId());
        }
    }

    /** A step of a submission, or of finding out what became of one. */
    sealed interface OfSubmission extends OfInstance {

        /** Returns the names of the attempt that the step belongs to. */
        Correlation correlation();

        @Override
        default InstanceId instanceId() {
            return correlation().instanceId();
        }
    }

    /** A submission waits until another one of the same instance is through. */
    record TurnAwaited(InstanceId instanceId) implements OfInstance {}

    /** A request is sent now. */
    record Sending(Correlation correlation, Baseline baseline) implements OfSubmission {

        /** Returns the number of the attempt. The first is 1. */
        public int attempt() {
            return correlation.attempt();
        }
    }

    /** Nothing was applied, and it is tried again after a pause. */
    record Postponed(Correlation correlation, Duration pause, ProviderUnavailableException cause)
            implements OfSubmission {}

    /** Nothing was applied, and the submission ends so: refused by a rule or the provider, or never sent. */
    record Refused(Correlation correlation, ScaleOutException cause) implements OfSubmission {}

    /** The answer was lost, and the flow begins to find out what became of the order. */
    record AnswerLost(Correlation correlation, OutcomeUnknownException cause) implements OfSubmission {}

    /** The instance and its jobs were read, and showed this. */
    record Observed(Correlation correlation, Observation observation) implements OfSubmission {}

    /**
     * The provider does not show its audit log: the permission is missing, or the log is switched off. Told once, until the
     * log has been shown again; the flow goes on without it.
     */
    record AuditRefused(Correlation correlation, Throwable cause) implements OfSubmission {}

    /** A submission has ended with a known outcome. */
    record Submitted(Correlation correlation, Submission submission) implements OfSubmission {}

    /** A wish for a number of nodes has ended: there are enough, and nothing was sent. */
    record NothingToAdd(Correlation correlation, Ensured.AlreadyThere there) implements OfSubmission {}

    /** A key was submitted again that has been applied before. Nothing was sent. */
    record Remembered(Correlation correlation, Submission.Applied submission) implements OfSubmission {}

    /** The sender of a key fell silent, and this flow finds out what became of its order. */
    record TakenOver(Correlation correlation) implements OfSubmission {}

    /** The journal could not be read or written; it is asked again, or the submission ends. */
    record JournalFailed(Correlation correlation, Throwable cause) implements OfSubmission {}

    /** The outcome is known, and the journal could not be told: whoever submits the key next finds out anew. */
    record NotRecorded(Correlation correlation) implements OfSubmission {}

    /** A submission has ended, and its outcome is unknown. */
    record GaveUp(Correlation correlation, Evidence evidence) implements OfSubmission {}

    /** A wait has begun. */
    record WaitStarted(ScaleOutGoal goal) implements OfInstance {
        @Override
        public InstanceId instanceId() {
            return goal.instanceId();
        }
    }

    /** A job that is waited for has come further; told when its percentage changes. */
    record JobProgressed(InstanceId instanceId, Job job) implements OfInstance {}

    /** A job that is waited for has ended, well or badly. */
    record JobEnded(InstanceId instanceId, Job job) implements OfInstance {}

    /** A wait has ended well, after this time. */
    record WaitSucceeded(ScaledOut result, Duration took) implements OfInstance {
        @Override
        public InstanceId instanceId() {
            return result.goal().instanceId();
        }
    }

    /** A wait has ended badly, after this time. */
    record WaitFailed(ScaleOutIncompleteException cause, Duration took) implements OfInstance {
        @Override
        public InstanceId instanceId() {
            return cause.goal().instanceId();
        }
    }

    /** A read has failed, and is made again later. The instance is empty where it would have served several waits. */
    record ReadFailed(Optional<InstanceId> instance, Throwable cause) implements FlowEvent {}
}
