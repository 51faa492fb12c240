/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * An instance as it was read. Several requests read it, so its parts may be moments apart.
 *
 * @param id the instance
 * @param name its name
 * @param status its status
 * @param billingMode the way in which it is paid for, as far as the provider tells
 * @param nodeCount the number of nodes over all groups
 * @param groups its node groups; one at least, unless the provider tells of none
 * @param nodes its nodes
 * @since 0.1.0
 */
public record InstanceSnapshot(
        InstanceId id,
        String name,
        InstanceStatus status,
        BillingMode billingMode,
        int nodeCount,
        List<NodeGroup> groups,
        List<Node> nodes) {

    public InstanceSnapshot {
        requireNonNull(id, "id");
        name = ProviderText.oneLine("name", name);
        requireNonNull(status, "status");
        requireNonNull(billingMode, "billingMode");
        groups = List.copyOf(groups);
        nodes = List.copyOf(nodes);
    }

    /** Returns the group with this id, if the instance has it. */
    public Optional<NodeGroup> group(GroupId groupId) {
        return groups.stream().filter(group -> group.id().equals(groupId)).findFirst();
    }

    /** Returns the group that a request adds to: the one it names, else the only one. */
    public Optional<NodeGroup> groupFor(ScaleOutRequest request) {
        return request.groupId().isPresent() || groups.size() != 1
                ? request.groupId().flatMap(this::group)
                : Optional.of(groups.get(0));
    }

    /**
     * Returns the number of nodes of a group, 0 if there is no such group. Without a group it is the number of nodes of
     * the instance.
     */
    public int nodesIn(Optional<GroupId> groupId) {
        return groupId.isEmpty()
                ? nodeCount
                : groupId.flatMap(this::group).map(NodeGroup::nodeCount).orElse(0);
    }

    /** Returns the nodes of a group, and those whose group the provider does not tell; without a group, all nodes. */
    public List<Node> nodesOf(Optional<GroupId> groupId) {
        return nodes.stream().filter(node -> node.mayBeIn(groupId)).toList();
    }
}
