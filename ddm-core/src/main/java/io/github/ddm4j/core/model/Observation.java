/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * What an instance and its jobs looked like for a while after a scale-out had been sent. Looks that show the same make
 * one observation.
 *
 * @param firstSeen when it was seen first, counted from when the answer was lost
 * @param lastSeen when it was seen last, counted likewise
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

    /** Whether another look showed the same. */
    public boolean showsTheSameAs(Observation other) {
        return status.equals(other.status)
                && nodeCount == other.nodeCount
                && groups.equals(other.groups)
                && newJobs.equals(other.newJobs);
    }

    /** The same, seen again. */
    public Observation seenUntil(Duration moment) {
        return new Observation(firstSeen, moment, status, nodeCount, groups, newJobs);
    }

    /** For how long nothing changed, between the first and the last look. */
    public Duration lasted() {
        return lastSeen.minus(firstSeen);
    }
}
