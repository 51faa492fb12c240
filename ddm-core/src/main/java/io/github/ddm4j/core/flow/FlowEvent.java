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
import java.time.Duration;
import java.util.Optional;

/**
 * One step of a flow. Later versions may add kinds, so let a {@code switch} have a default. Holds no token; its {@code
 * toString} is fit for a log.
 *
 * @since 0.1.0
 */
public sealed interface FlowEvent {

    /** The instance concerned; empty where a call serves several. */
    default Optional<InstanceId> instance() {
        return Optional.empty();
    }

    /** A step that concerns one instance. */
    sealed interface OfInstance extends FlowEvent {

        /** The instance. */
        InstanceId instanceId();

        @Override
        default Optional<InstanceId> instance() {
            return Optional.of(instanceId());
        }
    }

    /** A submission waits until another one of the same instance is through. */
    record TurnAwaited(InstanceId instanceId) implements OfInstance {}

    /** A request is sent now. The first attempt is number 1. */
    record Sending(Baseline baseline, int attempt) implements OfInstance {
        @Override
        public InstanceId instanceId() {
            return baseline.instanceId();
        }
    }

    /** Nothing was applied, and it is tried again after a pause. */
    record Postponed(InstanceId instanceId, Duration pause, ProviderUnavailableException cause) implements OfInstance {}

    /** Nothing was applied, and the submission ends so: refused by a rule or the provider, or never sent. */
    record Refused(InstanceId instanceId, ScaleOutException cause) implements OfInstance {}

    /** The answer was lost. Looking begins. */
    record AnswerLost(InstanceId instanceId, OutcomeUnknownException cause) implements OfInstance {}

    /** A look showed this. */
    record Observed(InstanceId instanceId, Observation observation) implements OfInstance {}

    /** A submission has ended with a known outcome. */
    record Submitted(Submission submission) implements OfInstance {
        @Override
        public InstanceId instanceId() {
            return submission.instanceId();
        }
    }

    /** A wish for a number of nodes has ended: there are enough, and nothing was sent. */
    record NothingToAdd(Ensured.AlreadyThere there) implements OfInstance {
        @Override
        public InstanceId instanceId() {
            return there.instance().id();
        }
    }

    /** A submission has ended, and its outcome is unknown. */
    record GaveUp(Evidence evidence) implements OfInstance {
        @Override
        public InstanceId instanceId() {
            return evidence.baseline().instanceId();
        }
    }

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
