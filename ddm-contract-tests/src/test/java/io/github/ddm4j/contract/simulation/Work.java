/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.simulation;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One job of the simulated provider. Times are seconds since the start.
 *
 * @param id its number
 * @param owner the flow that ordered it, or a number below zero for somebody else
 * @param instance the instance that it works on
 * @param group the number of the group that it works on
 * @param nodes how many nodes it adds, or takes away; 0 for what changes none
 * @param start when it begins
 * @param end when it ends
 * @param fails whether it ends badly
 * @param countedEarly whether its nodes are counted from its beginning on; if it fails, they stay
 * @param nameless whether lists do not tell which instance it works on
 */
record Work(
        int id,
        int owner,
        InstanceId instance,
        int group,
        int nodes,
        double start,
        double end,
        boolean fails,
        boolean countedEarly,
        boolean nameless) {

    boolean changesNodes() {
        return nodes != 0;
    }

    boolean hasBegun(double at) {
        return at >= start;
    }

    boolean isOver(double at) {
        return at >= end;
    }

    boolean runs(double at) {
        return hasBegun(at) && !isOver(at);
    }

    int counted(double at) {
        if (countedEarly) {
            return hasBegun(at) ? nodes : 0;
        }
        return isOver(at) && !fails ? nodes : 0;
    }

    JobId jobId() {
        return new JobId("job" + id);
    }

    Job job(double at) {
        JobStatus status = !isOver(at) ? JobStatus.RUNNING : fails ? JobStatus.FAILED : JobStatus.COMPLETED;
        int percent = (int) Math.min(99, Math.max(0, 100 * (at - start) / (end - start)));
        return new Job(
                jobId(),
                nodes > 0 ? Job.ENLARGE_NODE : nodes < 0 ? "ReduceNode" : "RestartNode",
                status,
                isOver(at) ? OptionalInt.empty() : OptionalInt.of(percent),
                Optional.of(created()),
                Optional.empty(),
                nameless ? Optional.empty() : Optional.of(instance),
                fails && isOver(at) ? Optional.of("no address left") : Optional.empty());
    }

    Instant created() {
        return PassingTime.START.plusNanos((long) (start * 1e9));
    }
}
