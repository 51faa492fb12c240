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
 * The distance of an instance, or of its nodes alone, from a goal. A pure function of both.
 *
 * @param nodeCount the number of nodes of the group, or of the instance if the goal names no group
 * @param there whether all nodes have joined
 * @param failedNodes nodes that failed to join
 * @param nodes those nodes, as they are listed
 */
public record GoalProgress(int nodeCount, boolean there, List<String> failedNodes, List<Node> nodes) {

    /** @param jobEnded whether a job has ended that added the nodes; else the instance's status has to tell */
    public static GoalProgress of(ScaleOutGoal goal, InstanceSnapshot instance, boolean jobEnded) {
        List<Node> nodes = instance.nodesOf(goal.groupId());
        boolean atRest = jobEnded ? nodes.stream().noneMatch(Node::beingCreated) : isAtRest(instance, goal.groupId());
        return of(goal, instance.nodesIn(goal.groupId()), atRest, nodes);
    }

    /** Returns true if a list of nodes can tell of a goal though it may not tell groups. */
    public static boolean isToldByNodes(ScaleOutGoal goal) {
        return goal.groupId().isEmpty() || goal.onlyGroup();
    }

    /**
     * Counts the nodes alone, once their job has ended well. Only those that are normal count, though an instance may count
     * more: so what is there is there, but what is missing may not be.
     */
    public static GoalProgress ofNodes(ScaleOutGoal goal, List<Node> all) {
        List<Node> nodes =
                all.stream().filter(node -> node.mayBeIn(goal.groupId())).toList();
        int joined = (int)
                nodes.stream().filter(Node::isNormal).map(Node::id).distinct().count();
        return of(goal, joined, nodes.stream().noneMatch(Node::beingCreated), nodes);
    }

    private static GoalProgress of(ScaleOutGoal goal, int nodeCount, boolean atRest, List<Node> nodes) {
        List<String> failed = nodes.stream()
                .filter(Node::failedToJoin)
                .map(Node::id)
                .filter(id -> !goal.failedBefore().contains(id))
                .toList();
        return new GoalProgress(nodeCount, atRest && nodeCount >= goal.nodes(), failed, nodes);
    }

    /** Returns true if no node is being added to a group, or to the whole instance. */
    public static boolean isAtRest(InstanceSnapshot instance, Optional<GroupId> groupId) {
        return !instance.status().equals(InstanceStatus.GROWING)
                && instance.nodesOf(groupId).stream().noneMatch(Node::beingCreated);
    }
}
