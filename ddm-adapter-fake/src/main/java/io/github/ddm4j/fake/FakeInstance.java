/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.validation.ScaleOutRules;
import java.util.ArrayList;
import java.util.List;

/**
 * An instance as it is put into a {@link FakeCloud}: running, all its nodes normal.
 *
 * @param projectId the project it belongs to
 * @param id the instance
 * @param name its name
 * @param billingMode {@code PAY_PER_USE} or {@code YEARLY_MONTHLY}
 * @param flavorId the class of its nodes
 * @param groups its node groups with their node counts: at least one group, at most {@value ScaleOutRules#MAX_NODES}
 *     nodes in all, no group twice
 * @since 0.1.0
 */
public record FakeInstance(
        ProjectId projectId,
        InstanceId id,
        String name,
        BillingMode billingMode,
        FlavorId flavorId,
        List<NodeGroup> groups) {

    /** @throws IllegalArgumentException if the provider could not have such an instance */
    public FakeInstance {
        requireNonNull(projectId, "projectId");
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(flavorId, "flavorId");
        groups = List.copyOf(groups);
        int nodes = groups.stream().mapToInt(NodeGroup::nodeCount).sum();
        require(billingMode != BillingMode.UNKNOWN, "billingMode must be known");
        require(!groups.isEmpty(), "groups must not be empty");
        require(groups.stream().map(NodeGroup::id).distinct().count() == groups.size(), "groups must differ");
        require(groups.stream().allMatch(group -> group.nodeCount() >= 1), "each group must have a node");
        require(nodes <= ScaleOutRules.MAX_NODES, "nodes must be at most " + ScaleOutRules.MAX_NODES);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Starts a pay-per-use instance; without any group named it gets one with one node. */
    public static Builder builder(ProjectId projectId, InstanceId id) {
        return new Builder(projectId, id);
    }

    /** Collects the parts. Not thread-safe. */
    public static final class Builder {

        private final ProjectId projectId;
        private final InstanceId id;
        private String name;
        private BillingMode billingMode = BillingMode.PAY_PER_USE;
        private FlavorId flavorId = Examples.FLAVOR;
        private final List<NodeGroup> groups = new ArrayList<>();

        private Builder(ProjectId projectId, InstanceId id) {
            this.projectId = requireNonNull(projectId, "projectId");
            this.id = requireNonNull(id, "id");
            this.name = "ddm-" + head(id.value(), 4);
        }

        private static String head(String text, int length) {
            return text.substring(0, Math.min(length, text.length()));
        }

        /** The instance's name. Default: made from its id. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Paid in advance, so that a scale-out places an order. Default: pay-per-use. */
        public Builder yearlyMonthly() {
            this.billingMode = BillingMode.YEARLY_MONTHLY;
            return this;
        }

        /** The class of its nodes. Default: the flavor of the API page. */
        public Builder flavor(FlavorId flavorId) {
            this.flavorId = flavorId;
            return this;
        }

        /** One more group, whose nodes read and write. */
        public Builder group(GroupId groupId, int nodes) {
            groups.add(new NodeGroup(groupId, "group-" + (groups.size() + 1), false, nodes));
            return this;
        }

        /** One more group, whose nodes serve reads only. */
        public Builder readOnlyGroup(GroupId groupId, int nodes) {
            groups.add(new NodeGroup(groupId, "group-" + (groups.size() + 1), true, nodes));
            return this;
        }

        /** Just one group, with an id made from the instance's, and so many nodes. */
        public Builder nodes(int nodes) {
            groups.clear();
            return group(new GroupId(head(id.value(), 32) + "gr09"), nodes);
        }

        /** @throws IllegalArgumentException if the provider could not have such an instance */
        public FakeInstance build() {
            if (groups.isEmpty()) {
                nodes(1);
            }
            return new FakeInstance(projectId, id, name, billingMode, flavorId, groups);
        }
    }
}
