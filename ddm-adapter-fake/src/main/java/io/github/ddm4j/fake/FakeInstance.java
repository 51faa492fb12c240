/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.LinkedRds;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.RdsStatus;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.fake.internal.cloud.InstanceSeed;
import io.github.ddm4j.fake.internal.cloud.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An instance as it is put into a {@link FakeCloud}: running, all its nodes normal.
 *
 * @param projectId the project it belongs to
 * @param id the instance
 * @param name its name
 * @param billingMode {@code PAY_PER_USE} or {@code YEARLY_MONTHLY}
 * @param flavorId the class of its nodes
 * @param zones the zones that its nodes are spread over, one after the other; at least one
 * @param groups its node groups with their node counts: at least one group, at most {@value ScaleOutRules#MAX_NODES}
 *     nodes in all, no group twice
 * @param schemas its schemas with the RDS instances behind them, no schema twice
 * @since 0.1.0
 */
public record FakeInstance(
        ProjectId projectId,
        InstanceId id,
        String name,
        BillingMode billingMode,
        FlavorId flavorId,
        List<AvailabilityZone> zones,
        List<NodeGroup> groups,
        List<Schema> schemas) {

    /** The class of nodes of an instance that names none: the one of the API page. */
    static final FlavorId DEFAULT_FLAVOR = new FlavorId(InstanceSeed.DEFAULT_FLAVOR);

    /** @throws IllegalArgumentException if the provider could not have such an instance */
    public FakeInstance {
        InstanceSeed checked = new InstanceSeed(projectId, id, name, billingMode, flavorId, zones, groups, schemas);
        zones = checked.zones();
        groups = checked.groups();
        schemas = checked.schemas();
    }

    InstanceSeed seed() {
        return new InstanceSeed(projectId, id, name, billingMode, flavorId, zones, groups, schemas);
    }

    /** Starts a pay-per-use instance without schemas; without any group named it gets one with one node. */
    public static Builder builder(ProjectId projectId, InstanceId id) {
        return new Builder(projectId, id);
    }

    /** Collects the parts. Not thread-safe. */
    public static final class Builder {

        private final ProjectId projectId;
        private final InstanceId id;
        private String name;
        private BillingMode billingMode = BillingMode.PAY_PER_USE;
        private FlavorId flavorId = DEFAULT_FLAVOR;
        private List<AvailabilityZone> zones = List.of(new AvailabilityZone(Region.DEFAULT_ZONE));
        private final List<NodeGroup> groups = new ArrayList<>();
        private final List<Schema> schemas = new ArrayList<>();

        private Builder(ProjectId projectId, InstanceId id) {
            this.projectId = requireNonNull(projectId, "projectId");
            this.id = requireNonNull(id, "id");
            this.name = "ddm-" + head(id.value(), 4);
        }

        private static String head(String text, int length) {
            return text.substring(0, Math.min(length, text.length()));
        }

        /** Sets the instance's name. Default: made from its id. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Pays in advance, so that a scale-out places an order. Default: pay-per-use. */
        public Builder yearlyMonthly() {
            this.billingMode = BillingMode.YEARLY_MONTHLY;
            return this;
        }

        /** Sets the class of its nodes. Default: the flavor of the API page. */
        public Builder flavor(FlavorId flavorId) {
            this.flavorId = flavorId;
            return this;
        }

        /** Spreads its nodes over these zones. Default: {@code az1}. */
        public Builder zones(String... zones) {
            this.zones = Arrays.stream(zones).map(AvailabilityZone::new).toList();
            return this;
        }

        /** Adds a group whose nodes read and write. */
        public Builder group(GroupId groupId, int nodes) {
            groups.add(new NodeGroup(groupId, "group-" + (groups.size() + 1), false, nodes));
            return this;
        }

        /** Adds a group whose nodes serve reads only. */
        public Builder readOnlyGroup(GroupId groupId, int nodes) {
            groups.add(new NodeGroup(groupId, "group-" + (groups.size() + 1), true, nodes));
            return this;
        }

        /** Gives the instance just one group, with an id made from the instance's, and so many nodes. */
        public Builder nodes(int nodes) {
            groups.clear();
            return group(new GroupId(head(id.value(), 32) + "gr09"), nodes);
        }

        /** Adds a schema to the instance. */
        public Builder schema(Schema schema) {
            schemas.add(requireNonNull(schema, "schema"));
            return this;
        }

        /** Adds a running schema on RDS instances with these ids, which are normal. */
        public Builder schema(String name, String... rdsIds) {
            List<LinkedRds> linked = Arrays.stream(rdsIds)
                    .map(rds -> new LinkedRds(rds, "rds-" + head(rds, 4), RdsStatus.NORMAL, Optional.empty()))
                    .toList();
            return schema(new Schema(name, "RUNNING", linked));
        }

        /** @throws IllegalArgumentException if the provider could not have such an instance */
        public FakeInstance build() {
            if (groups.isEmpty()) {
                nodes(1);
            }
            return new FakeInstance(projectId, id, name, billingMode, flavorId, zones, groups, schemas);
        }
    }
}
