/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.Observation;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of a scale-out that was sent. A scale-out that was refused or not sent ends in an exception instead.
 * Immutable.
 *
 * @since 0.1.0
 */
public sealed interface Submission extends Ensured {

    /**
     * Returns the state of the instance and its jobs from before the order was sent.
     *
     * @throws IllegalStateException for a {@link Remembered} one whose baseline is not kept any more
     */
    Baseline baseline();

    /** Returns the instance that the submission is about. */
    default InstanceId instanceId() {
        return baseline().instanceId();
    }

    /** The order was applied: nodes are coming, or an order for them exists. */
    sealed interface Applied extends Submission {

        /** Returns the job that adds the nodes, if there is one and the flow can tell which. */
        Optional<JobId> jobId();

        /** Returns the order, if there is one and the flow can tell which. */
        Optional<OrderId> orderId();

        /** Returns the goal to wait for. */
        default ScaleOutGoal goal() {
            return ScaleOutGoal.of(this);
        }
    }

    /**
     * The provider accepted the order.
     *
     * @param baseline the state from before the order
     * @param receipt the provider's receipt
     */
    record Accepted(Baseline baseline, ScaleOutReceipt receipt) implements Applied {

        public Accepted {
            requireNonNull(baseline, "baseline");
            requireNonNull(receipt, "receipt");
        }

        @Override
        public Optional<JobId> jobId() {
            return receipt instanceof ScaleOutReceipt.JobStarted started
                    ? Optional.of(started.jobId())
                    : Optional.empty();
        }

        @Override
        public Optional<OrderId> orderId() {
            if (receipt instanceof ScaleOutReceipt.OrderPlaced placed) {
                return Optional.of(placed.orderId());
            }
            return receipt instanceof ScaleOutReceipt.JobStarted started ? started.orderId() : Optional.empty();
        }
    }

    /**
     * The answer was lost, but later readings show that the order was applied. Two witnesses can show it. One is the
     * instance with its jobs: somebody else may have added the same number of nodes to the same group in the same minutes,
     * while ours was lost. That looks just like it, and then too the instance has the nodes that were asked for. The other
     * one is the provider's audit log, which knows who ordered; it may name an order that waits to be paid, or a job
     * before any node has come.
     *
     * @param baseline the state from before the order
     * @param job the job that does or did it, failed perhaps; empty if no job was seen that must be the one
     * @param trace the record of the order in the provider's audit log, if that has decided; empty if the instance and its
     *     jobs have
     * @param observations the observations since, oldest first
     */
    record FoundApplied(
            Baseline baseline, Optional<Job> job, Optional<OrderTrace> trace, List<Observation> observations)
            implements Applied {

        public FoundApplied {
            requireNonNull(baseline, "baseline");
            requireNonNull(job, "job");
            requireNonNull(trace, "trace");
            observations = List.copyOf(observations);
        }

        /** Makes one that the instance and its jobs show. */
        public FoundApplied(Baseline baseline, Optional<Job> job, List<Observation> observations) {
            this(baseline, job, Optional.empty(), observations);
        }

        @Override
        public Optional<JobId> jobId() {
            return job.map(Job::id).or(() -> trace.flatMap(each -> each.result().jobId()));
        }

        @Override
        public Optional<OrderId> orderId() {
            return trace.flatMap(each -> each.result().orderId());
        }
    }

    /**
     * The journal says that the key was applied, but no longer how: a person has said so, or the record was shortened.
     *
     * @param key the key
     * @param instanceId the instance
     * @param jobId the job that adds the nodes, if it is known
     * @param orderId the order, if there is one and it is known
     * @param kept the state from before the order, as long as it is kept
     */
    record Remembered(
            IdempotencyKey key,
            InstanceId instanceId,
            Optional<JobId> jobId,
            Optional<OrderId> orderId,
            Optional<Baseline> kept)
            implements Applied {

        public Remembered {
            requireNonNull(key, "key");
            requireNonNull(instanceId, "instanceId");
            requireNonNull(jobId, "jobId");
            requireNonNull(orderId, "orderId");
            requireNonNull(kept, "kept");
        }

        @Override
        public Baseline baseline() {
            return kept.orElseThrow(() -> new IllegalStateException("Key '" + key
                    + "' was applied, and its record in the journal has been shortened: its baseline is not kept"));
        }
    }

    /**
     * The answer was lost, and later readings show that nothing was applied: all was at rest and as before for the
     * whole quiet time. Submitting again is safe. A flow never concludes this where an order may exist.
     *
     * @param baseline the state from before the order
     * @param observations the observations since, oldest first
     */
    record FoundNotApplied(Baseline baseline, List<Observation> observations) implements Submission {

        public FoundNotApplied {
            requireNonNull(baseline, "baseline");
            observations = List.copyOf(observations);
        }
    }
}
