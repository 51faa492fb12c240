/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A receipt for another scale-out of the same instance, whose nodes were still to come when a baseline was taken. Nodes
 * that come later may be its own, and so prove nothing.
 *
 * @param groupId the node group that it adds to; empty where the provider told of no group
 * @param nodes the number of nodes that it adds
 * @param jobId the job, if the provider named one
 * @param orderId the order, if the provider named one
 * @param ended whether its job had ended well, and only its nodes were not counted yet
 * @since 0.1.0
 */
public record OpenReceipt(
        Optional<GroupId> groupId, int nodes, Optional<JobId> jobId, Optional<OrderId> orderId, boolean ended) {

    public OpenReceipt {
        requireNonNull(groupId, "groupId");
        requireNonNull(jobId, "jobId");
        requireNonNull(orderId, "orderId");
    }
}
