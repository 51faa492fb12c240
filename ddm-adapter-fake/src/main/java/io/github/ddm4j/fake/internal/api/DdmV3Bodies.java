/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.cloud.FlavorState;
import io.github.ddm4j.fake.internal.cloud.InstanceState;
import io.github.ddm4j.fake.internal.cloud.NodeState;
import io.github.ddm4j.fake.internal.cloud.Region;
import io.github.ddm4j.fake.internal.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** The bodies of instances, groups and nodes that are v3's own. */
final class DdmV3Bodies {

    private DdmV3Bodies() {}

    /** The one instance of GET /v3/{project_id}/instances/{instance_id}, by the official SDK, which alone documents it. */
    static JsonObject detail(InstanceState instance, Instant now) {
        InstanceState.Base base = instance.base();
        return new JsonObject()
                .put("id", base.id())
                .put("name", base.name())
                .put("alias", "")
                .put("project_id", base.projectId())
                .put("cluster_mode", "Cluster")
                .put("status", instance.status(now).value())
                .put("datastore_version", Region.ENGINE.version())
                .put("datastore_type", "ddm")
                .put("create_at", DdmBodies.time(base.createdAt()))
                .put("update_at", DdmBodies.time(instance.updatedAt(now)))
                .put("port", DdmBodies.PORT)
                .put("time_zone", "UTC+00:00")
                .put("pay_model", base.yearlyMonthly() ? "prePaid" : "postPaid")
                .putIfPresent("order_id", base.yearlyMonthly() ? base.firstOrderId() : null)
                .put("is_frozen", false)
                .put("actions", List.of())
                .put("only_default_group", instance.groups().size() == 1)
                .putAll("groups", instance.groupsWithNodes(), group -> groupOfDetail(group, now))
                .put("admin_user_name", "root")
                .put("enable_ssl", 0);
    }

    private static JsonObject groupOfDetail(InstanceState.Group group, Instant now) {
        return common(group)
                .put("node_count", group.nodes().size())
                .put("load_balance", true)
                .put("is_default_group", group.isDefault())
                .putAll("nodes", group.nodes(), node -> new JsonObject()
                        .put("id", node.id())
                        .put("status", node.status(now))
                        .put("name", node.name())
                        .put("az_code", node.zone())
                        .put("actions", List.of())
                        .put("subnet_id", DdmBodies.SUBNET));
    }

    private static JsonObject common(InstanceState.Group group) {
        return new JsonObject()
                .put("id", group.state().id())
                .put("name", group.state().name())
                .put("role", group.state().readOnly() ? "r" : "rw")
                .put("endpoint", group.state().address() + ":" + DdmBodies.PORT)
                .put("ipv6_endpoint", "");
    }

    /** A row of GET /v3/{project_id}/instances/{instance_id}/groups. */
    static JsonObject group(InstanceState.Group group, FlavorState flavor) {
        return common(group)
                .put("is_load_balance", true)
                .put("is_default_group", group.isDefault())
                .put("cpu_num_per_node", flavor.vcpus())
                .put("mem_num_per_node", flavor.ram())
                .put("architecture", flavor.architecture())
                .putAll("node_list", group.nodes(), node -> new JsonObject()
                        .put("id", node.id())
                        .put("name", node.name())
                        .put("az", node.zone()));
    }

    /** GET /v3/{project_id}/instances/{instance_id}/nodes/{node_id}. */
    static JsonObject nodeDetail(NodeState node, Instant now) {
        return new JsonObject()
                .put("id", node.id())
                .put("private_ip", node.address())
                .put("status", node.status(now))
                .put("name", node.name())
                .put("subnet_id", DdmBodies.SUBNET)
                .put("az_code", node.zone())
                .put("group_id", node.groupId());
    }
}
