/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static io.github.ddm4j.core.validation.ScaleOutRules.MAX_NODES;
import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.validation.Rule;
import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.core.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a number of nodes in the end, not for a number of nodes to add: asking twice adds once.
 *
 * @param flavorId the class of nodes that are added
 * @param nodes the number of nodes that the group is to have, from 1 to {@value ScaleOutRules#MAX_NODES}
 * @param groupId the node group; needed once the instance has more than one
 * @param autoPay whether an order for a yearly/monthly instance is paid from the account at once
 * @since 0.1.0
 */
public record NodeTarget(FlavorId flavorId, int nodes, Optional<GroupId> groupId, boolean autoPay) {

    /** @throws InvalidScaleOutException if the number of nodes breaks rule V4 or V5 */
    public NodeTarget {
        requireNonNull(flavorId, "flavorId");
        requireNonNull(groupId, "groupId");
        InvalidScaleOutException.throwIfAny(check(nodes));
    }

    /**
     * Returns a target for the only group of an instance, without automatic payment.
     *
     * @throws InvalidScaleOutException with every violation of the rules V1 to V5
     */
    public static NodeTarget of(@Nullable String flavorId, int nodes) {
        return of(flavorId, nodes, null);
    }

    /**
     * Returns a target for one group, without automatic payment.
     *
     * @param groupId the node group; {@code null} for the instance's only one
     * @throws InvalidScaleOutException with every violation of the rules V1 to V5
     */
    public static NodeTarget of(@Nullable String flavorId, int nodes, @Nullable String groupId) {
        List<Violation> found = new ArrayList<>();
        ScaleOutRules.checkId("flavor_id", flavorId).ifPresent(found::add);
        if (groupId != null) {
            ScaleOutRules.checkId("group_id", groupId).ifPresent(found::add);
        }
        found.addAll(check(nodes));
        InvalidScaleOutException.throwIfAny(found);
        return new NodeTarget(
                new FlavorId(requireNonNull(flavorId)),
                nodes,
                Optional.ofNullable(groupId).map(GroupId::new),
                false);
    }

    /**
     * Returns a target for the only group of an instance, without automatic payment.
     *
     * @throws InvalidScaleOutException if the number of nodes breaks rule V4 or V5
     */
    public static NodeTarget of(FlavorId flavorId, int nodes) {
        return new NodeTarget(flavorId, nodes, Optional.empty(), false);
    }

    /**
     * Returns a target for one group, without automatic payment.
     *
     * @throws InvalidScaleOutException if the number of nodes breaks rule V4 or V5
     */
    public static NodeTarget of(FlavorId flavorId, int nodes, GroupId groupId) {
        return new NodeTarget(flavorId, nodes, Optional.of(groupId), false);
    }

    private static List<Violation> check(int nodes) {
        if (nodes < 1) {
            return List.of(Violation.of(Rule.V4, "nodes", nodes));
        }
        return nodes > MAX_NODES ? List.of(Violation.of(Rule.V5, "nodes", nodes)) : List.of();
    }

    /** Returns the request that adds so many nodes. */
    public ScaleOutRequest adding(int nodesToAdd) {
        return new ScaleOutRequest(flavorId, nodesToAdd, groupId, autoPay, List.of());
    }
}
