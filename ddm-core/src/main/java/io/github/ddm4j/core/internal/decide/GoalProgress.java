/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import io.github.ddm4j.core.flow.ScaleOutGoal;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Node;
import java.util.List;
import java.util.Optional;

/**
 * The distance of an instance from a goal. A pure function of both.
 *
 * @param there whether all nodes have joined
 * @param failedNodes nodes that failed to join
 */
public record GoalProgress(boolean there, List<String> failedNodes) {

    /** @param jobEnded whether a job has ended that added the nodes; else the instance's status has to tell */
    public static GoalProgress of(ScaleOutGoal goal, InstanceSnapshot instance, boolean jobEnded) {
        List<Node> nodes = instance.nodesOf(goal.groupId());
        List<String> failed = nodes.stream()
                .filter(Node::failedToJoin)
                .map(Node::id)
                .filter(id -> !goal.failedBefore().contains(id))
                .toList();
        boolean atRest = jobEnded ? nodes.stream().noneMatch(Node::beingCreated) : isAtRest(instance, goal.groupId());
        return new GoalProgress(atRest && instance.nodesIn(goal.groupId()) >= goal.nodes(), failed);
    }

    /** Returns true if no node is being added to a group, or to the whole instance. */
    public static boolean isAtRest(InstanceSnapshot instance, Optional<GroupId> groupId) {
        return !instance.status().equals(InstanceStatus.GROWING)
                && instance.nodesOf(groupId).stream().noneMatch(Node::beingCreated);
    }
}
