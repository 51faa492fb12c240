/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The state of an instance and its jobs over a while after a scale-out had been sent. Readings that agree on the nodes
 * make one observation, with the details of the last reading.
 *
 * @param firstSeen the time of the first reading, counted from the loss of the answer
 * @param lastSeen the time of the last reading, counted likewise
 * @param status the instance's status
 * @param nodeCount the number of nodes over all groups
 * @param groups the node groups
 * @param newJobs jobs that may concern the instance and were not known before
 * @since 0.1.0
 */
public record Observation(
        Duration firstSeen,
        Duration lastSeen,
        InstanceStatus status,
        int nodeCount,
        List<NodeGroup> groups,
        List<Job> newJobs) {

    public Observation {
        requireNonNull(firstSeen, "firstSeen");
        requireNonNull(lastSeen, "lastSeen");
        requireNonNull(status, "status");
        groups = List.copyOf(groups);
        newJobs = List.copyOf(newJobs);
    }

    /**
     * Returns true if another reading agrees with this one on the nodes: their numbers, whether the instance is
     * growing, and the jobs of this instance that change nodes. Other changes, such as the progress of a job, do not
     * matter.
     */
    public boolean showsTheSameAs(Observation other) {
        return growing() == other.growing()
                && nodeCount == other.nodeCount
                && sizes().equals(other.sizes())
                && nodeJobs().equals(other.nodeJobs());
    }

    /** Returns true if the instance is growing. */
    public boolean growing() {
        return status.equals(InstanceStatus.GROWING);
    }

    private Map<GroupId, Integer> sizes() {
        return groups.stream().collect(toMap(NodeGroup::id, NodeGroup::nodeCount, Integer::sum));
    }

    private Map<JobId, String> nodeJobs() {
        return newJobs.stream()
                .filter(job -> job.changesNodes() && job.instanceId().isPresent())
                .collect(toMap(Job::id, job -> job.ended() ? job.status().value() : "", (newer, older) -> newer));
    }

    /** Returns the same observation of the nodes, with the details of a later reading, and lasting until a moment. */
    public Observation seenAgain(Observation later, Duration until) {
        return new Observation(firstSeen, until, later.status, later.nodeCount, later.groups, later.newJobs);
    }

    /** Returns the time for which nothing changed, from the first reading to the last one. */
    public Duration lasted() {
        return lastSeen.minus(firstSeen);
    }
}
