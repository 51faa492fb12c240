/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.NodeGroup;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The state of an instance that a wait waits for. Small and made of plain values: a service that stores it can go on
 * waiting after a restart.
 *
 * @param instanceId the instance
 * @param groupId the node group that grows; empty to count the nodes of the whole instance
 * @param nodes the number of nodes in the end
 * @param jobId the job that adds them; empty if only an order or the instance can be watched
 * @param jobsSince from when on to look for the job, by the provider's clock; the closer to its start, the cheaper
 * @param failedBefore nodes that had failed to join before, and so tell nothing of this scale-out
 * @param onlyGroup whether the instance had no other group, so that all its nodes count, also where a list does not tell
 *     their group
 * @since 0.1.0
 */
public record ScaleOutGoal(
        InstanceId instanceId,
        Optional<GroupId> groupId,
        int nodes,
        Optional<JobId> jobId,
        Instant jobsSince,
        Set<String> failedBefore,
        boolean onlyGroup) {

    public ScaleOutGoal {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(groupId, "groupId");
        requireNonNull(jobId, "jobId");
        requireNonNull(jobsSince, "jobsSince");
        failedBefore = Set.copyOf(failedBefore);
    }

    /** Makes a goal for an instance that may have further groups. */
    public ScaleOutGoal(
            InstanceId instanceId,
            Optional<GroupId> groupId,
            int nodes,
            Optional<JobId> jobId,
            Instant jobsSince,
            Set<String> failedBefore) {
        this(instanceId, groupId, nodes, jobId, jobsSince, failedBefore, false);
    }

    static ScaleOutGoal of(Submission.Applied submission) {
        Baseline baseline = submission.baseline();
        InstanceSnapshot before = baseline.instance();
        Optional<NodeGroup> group = baseline.targetGroup();
        return new ScaleOutGoal(
                before.id(),
                group.map(NodeGroup::id),
                group.map(NodeGroup::nodeCount).orElse(before.nodeCount())
                        + baseline.request().nodesToAdd(),
                submission.jobId(),
                baseline.jobsSince(),
                before.nodes().stream().filter(Node::failedToJoin).map(Node::id).collect(toUnmodifiableSet()),
                before.groups().size() == 1);
    }
}
