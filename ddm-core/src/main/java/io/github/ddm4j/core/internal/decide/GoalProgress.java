/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import io.github.ddm4j.core.flow.ScaleOutGoal;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.NodeGroup;
import java.util.List;
import java.util.Optional;

/**
 * How far an instance is from a goal. A pure function of both.
 *
 * @param there whether all nodes have joined
 * @param failedNodes nodes that failed to join
 */
public record GoalProgress(boolean there, List<String> failedNodes) {

    /** @param jobEnded whether a job has ended that added the nodes; else the instance's status has to tell */
    public static GoalProgress of(ScaleOutGoal goal, InstanceSnapshot instance, boolean jobEnded) {
        List<Node> nodes = instance.nodes().stream()
                .filter(node -> isIn(goal.groupId(), node))
                .toList();
        List<String> failed = nodes.stream()
                .filter(Node::failedToJoin)
                .map(Node::id)
                .filter(id -> !goal.failedBefore().contains(id))
                .toList();
        boolean atRest = jobEnded || !instance.status().equals(InstanceStatus.GROWING);
        boolean enough = count(goal.groupId(), instance) >= goal.nodes();
        return new GoalProgress(atRest && enough && nodes.stream().noneMatch(Node::beingCreated), failed);
    }

    private static boolean isIn(Optional<GroupId> group, Node node) {
        return group.isEmpty() || node.groupId().isEmpty() || node.groupId().equals(group);
    }

    private static int count(Optional<GroupId> group, InstanceSnapshot instance) {
        return group.isEmpty()
                ? instance.nodeCount()
                : group.flatMap(instance::group).map(NodeGroup::nodeCount).orElse(0);
    }
}
