/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON that the provider answers reads with. Field names as on the wire; unknown ones are ignored. */
final class DdmWire {

    private DdmWire() {}

    /** An instance; the part of v1's many fields that we need. */
    record InstanceReply(
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("status") @Nullable String status,
            @JsonProperty("node_count") @Nullable Integer nodeCount,
            @JsonProperty("order_id") @Nullable String orderId) {}

    /** A page of node groups. */
    record GroupsReply(
            @JsonProperty("total_count") @Nullable Integer total,
            @JsonProperty("group_list") @Nullable List<GroupItem> items) {}

    /** A node group. */
    record GroupItem(
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("role") @Nullable String role,
            @JsonProperty("node_list") @Nullable List<JsonNode> nodes) {}

    /** A page of nodes. */
    record NodesReply(
            @JsonProperty("total") @Nullable Integer total,
            @JsonProperty("nodes") @Nullable List<NodeItem> items) {}

    /** A node. */
    record NodeItem(
            @JsonProperty("node_id") @Nullable String id,
            @JsonProperty("status") @Nullable String status,
            @JsonProperty("group_id") @Nullable String groupId) {}

    /** One job, wrapped as v3 does. */
    record JobReply(@JsonProperty("job") @Nullable JobItem job) {}

    /** A page of jobs. */
    record JobsReply(
            @JsonProperty("total") @Nullable Integer total,
            @JsonProperty("jobs") @Nullable List<JobItem> items) {}

    /** A job, as it looks alone and as it looks in a list. */
    record JobItem(
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("status") @Nullable String status,
            @JsonProperty("created_time") @Nullable String createdTime,
            @JsonProperty("end_time") @Nullable String endTime,
            @JsonProperty("process") @Nullable String process,
            @JsonProperty("instance") @Nullable InstanceRef instance,
            @JsonProperty("instance_id") @Nullable String instanceId,
            @JsonProperty("fail_reason") @Nullable String failReason) {}

    /** The instance of a job that is read alone. */
    record InstanceRef(@JsonProperty("id") @Nullable String id) {}
}
