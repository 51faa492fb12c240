/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.core.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wish for more nodes. It is a delta, not a target: asking twice adds twice.
 *
 * @param flavorId the class of the nodes
 * @param nodesToAdd the number of nodes to add, from 1 to {@value ScaleOutRules#MAX_NODES}; {@code node_number} in the API
 * @param groupId the node group to add to; needed once the instance has more than one
 * @param autoPay whether an order for a yearly/monthly instance is paid from the account at once; {@code is_auto_pay}
 *     in the API, where the default is false too
 * @param availabilityZones one zone for each node to add, or none; for yearly/monthly instances
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0025.html">Request of the call</a>
 * @since 0.1.0
 */
public record ScaleOutRequest(
        FlavorId flavorId,
        int nodesToAdd,
        Optional<GroupId> groupId,
        boolean autoPay,
        List<AvailabilityZone> availabilityZones) {

    /** @throws InvalidScaleOutException if the values break rule V4, V5 or V6 */
    public ScaleOutRequest {
        requireNonNull(flavorId, "flavorId");
        requireNonNull(groupId, "groupId");
        availabilityZones = List.copyOf(availabilityZones);
        InvalidScaleOutException.throwIfAny(ScaleOutRules.checkNodes(nodesToAdd, availabilityZones.size()));
    }

    /**
     * Starts a request from raw input, which {@link Builder#build()} checks as a whole.
     *
     * @param flavorId the class of the nodes
     * @param nodesToAdd the number of nodes to add, from 1 to {@value ScaleOutRules#MAX_NODES}
     */
    public static Builder builder(@Nullable String flavorId, int nodesToAdd) {
        return new Builder(flavorId, nodesToAdd);
    }

    /**
     * Starts a request with a flavor that is one already.
     *
     * @param flavorId the class of the nodes
     * @param nodesToAdd the number of nodes to add, from 1 to {@value ScaleOutRules#MAX_NODES}
     */
    public static Builder builder(FlavorId flavorId, int nodesToAdd) {
        return builder(flavorId.value(), nodesToAdd);
    }

    /** Collects raw input, typed or as text. Not thread-safe. */
    public static final class Builder {

        private final @Nullable String flavorId;
        private final int nodesToAdd;
        private @Nullable String groupId;
        private boolean autoPay;
        private List<@Nullable String> availabilityZones = List.of();

        private Builder(@Nullable String flavorId, int nodesToAdd) {
            this.flavorId = flavorId;
            this.nodesToAdd = nodesToAdd;
        }

        /** Sets the node group to add to; {@code null}, the default, stands for the instance's only one. */
        public Builder groupId(@Nullable String groupId) {
            this.groupId = groupId;
            return this;
        }

        /** Sets the node group to add to. */
        public Builder groupId(GroupId groupId) {
            return groupId(groupId.value());
        }

        /**
         * Sets whether an order is paid from the account at once; true spends money without asking again. Default:
         * false.
         */
        public Builder autoPay(boolean autoPay) {
            this.autoPay = autoPay;
            return this;
        }

        /**
         * Sets one zone for each node to add, each an {@link AvailabilityZone} or its name. Default: none, and the
         * provider chooses.
         */
        public Builder availabilityZones(List<? extends @Nullable Object> availabilityZones) {
            List<@Nullable String> names = new ArrayList<>();
            availabilityZones.forEach(zone -> names.add(Objects.toString(zone, null)));
            this.availabilityZones = names;
            return this;
        }

        /**
         * Builds the request.
         *
         * @throws InvalidScaleOutException with every violation of the rules V1 to V6
         */
        public ScaleOutRequest build() {
            List<Violation> found = new ArrayList<>();
            ScaleOutRules.checkId("flavor_id", flavorId).ifPresent(found::add);
            if (groupId != null) {
                ScaleOutRules.checkId("group_id", groupId).ifPresent(found::add);
            }
            for (String zone : availabilityZones) {
                ScaleOutRules.checkId("available_zones", zone).ifPresent(found::add);
            }
            found.addAll(ScaleOutRules.checkNodes(nodesToAdd, availabilityZones.size()));
            InvalidScaleOutException.throwIfAny(found);
            return new ScaleOutRequest(
                    new FlavorId(requireNonNull(flavorId)),
                    nodesToAdd,
                    Optional.ofNullable(groupId).map(GroupId::new),
                    autoPay,
                    availabilityZones.stream().map(AvailabilityZone::new).toList());
        }
    }
}
