/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
 * @param auditLog what the provider's audit log has shown so far; empty if it was not read, or in an observation before the
 *     latest
 * @since 0.1.0
 */
public record Observation(
        Duration firstSeen,
        Duration lastSeen,
        InstanceStatus status,
        int nodeCount,
        List<NodeGroup> groups,
        List<Job> newJobs,
        Optional<AuditLog> auditLog) {

    public Observation {
        requireNonNull(firstSeen, "firstSeen");
        requireNonNull(lastSeen, "lastSeen");
        requireNonNull(status, "status");
        groups = List.copyOf(groups);
        newJobs = List.copyOf(newJobs);
        requireNonNull(auditLog, "auditLog");
    }

    /** Makes an observation without an audit log. */
    public Observation(
            Duration firstSeen,
            Duration lastSeen,
            InstanceStatus status,
            int nodeCount,
            List<NodeGroup> groups,
            List<Job> newJobs) {
        this(firstSeen, lastSeen, status, nodeCount, groups, newJobs, Optional.empty());
    }

    /**
     * The provider's audit log, as far as it tells of scale-outs of the instance.
     *
     * @param traces the traces of scale-outs since shortly before the order, each once
     * @param readTo the latest moment at which all of them were read and none was out of place, counted as the observation's
     *     own times; empty if there was none
     * @param showsOurs whether the log has shown an accepted order of these credentials, for an instance that is paid for in
     *     the same way; only then the absence of a trace means anything
     */
    public record AuditLog(List<OrderTrace> traces, Optional<Duration> readTo, boolean showsOurs) {

        public AuditLog {
            traces = List.copyOf(traces);
            requireNonNull(readTo, "readTo");
        }
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
        return new Observation(
                firstSeen, until, later.status, later.nodeCount, later.groups, later.newJobs, later.auditLog);
    }

    /** Returns the same observation with another audit log. */
    public Observation with(Optional<AuditLog> log) {
        return new Observation(firstSeen, lastSeen, status, nodeCount, groups, newJobs, log);
    }

    /** Returns the time for which nothing changed, from the first reading to the last one. */
    public Duration lasted() {
        return lastSeen.minus(firstSeen);
    }
}
