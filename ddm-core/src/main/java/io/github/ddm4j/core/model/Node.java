/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A node of an instance.
 *
 * @param id the node's identifier, as the provider tells it
 * @param status the provider's word for its state, such as {@code normal}; an open set
 * @param groupId the node group it belongs to, where the provider tells
 * @see <a href="https://docs.otc.t-systems.com/distributed-database-middleware/api-ref/appendix/status_description.html">Status of nodes</a>
 * @since 0.1.0
 */
public record Node(String id, String status, Optional<GroupId> groupId) {

    public Node {
        id = ProviderText.oneLine("id", id);
        status = ProviderText.oneLine("status", status);
        requireNonNull(groupId, "groupId");
    }

    /** Returns true if the node is in this group, or if the provider does not tell; every node is in none. */
    public boolean mayBeIn(Optional<GroupId> group) {
        return group.isEmpty() || groupId.isEmpty() || groupId.equals(group);
    }

    /** Returns true if this node has joined the instance and works. */
    public boolean isNormal() {
        return status.equalsIgnoreCase("normal");
    }

    /** Returns true if this node is still being made. */
    public boolean beingCreated() {
        return status.equalsIgnoreCase("creating");
    }

    /** Returns true if this node has failed to join the instance. */
    public boolean failedToJoin() {
        return status.equalsIgnoreCase("enlargefail") || status.equalsIgnoreCase("createfail");
    }
}
