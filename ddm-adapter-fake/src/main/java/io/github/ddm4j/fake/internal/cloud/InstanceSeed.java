/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.validation.ScaleOutRules;
import java.util.List;

/** An instance as it is put into the cloud. Its nodes are spread over its zones, one after the other. */
public record InstanceSeed(
        ProjectId projectId,
        InstanceId id,
        String name,
        BillingMode billingMode,
        FlavorId flavorId,
        List<AvailabilityZone> zones,
        List<NodeGroup> groups,
        List<Schema> schemas) {

    /** The class of nodes of an instance that names none: the one of the API page. */
    public static final String DEFAULT_FLAVOR = "8f2e696c-a9c1-30bd-af90-25522bc67606";

    /** @throws IllegalArgumentException if the provider could not have such an instance */
    public InstanceSeed {
        requireNonNull(projectId, "projectId");
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(flavorId, "flavorId");
        zones = List.copyOf(zones);
        groups = List.copyOf(groups);
        schemas = List.copyOf(schemas);
        Inputs.require(billingMode != BillingMode.UNKNOWN, "billingMode must be known");
        Inputs.require(!zones.isEmpty(), "zones must not be empty");
        Inputs.require(!groups.isEmpty(), "groups must not be empty");
        Inputs.requireDistinct("groups", groups, NodeGroup::id);
        Inputs.requireDistinct("schemas", schemas, Schema::name);
        groups.forEach(InstanceSeed::checkGroup);
        int nodes = groups.stream().mapToInt(NodeGroup::nodeCount).sum();
        Inputs.require(
                nodes <= ScaleOutRules.MAX_NODES,
                "nodes must be at most " + ScaleOutRules.MAX_NODES + ", but were " + nodes);
    }

    static void checkGroup(NodeGroup group) {
        Inputs.require(group.nodeCount() >= 1, "group " + group.id() + " must have at least 1 node");
    }
}
