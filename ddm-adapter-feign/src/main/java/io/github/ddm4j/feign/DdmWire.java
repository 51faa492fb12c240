/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON of DDM. Field names are those of the wire; unknown ones are ignored. A field of an answer holds the value that
 * came, whatever its type: {@link WireValues} says what is made of it.
 */
final class DdmWire {

    private DdmWire() {}

    /**
     * The body of an order. Optional values that are absent are left out.
     *
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0025.html">Scaling out a DDM
     *     instance</a>
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record EnlargeRequest(
            @JsonProperty("flavor_id") String flavorId,
            @JsonProperty("node_number") int nodesToAdd,
            @JsonProperty("group_id") @Nullable String groupId,
            @JsonProperty("is_auto_pay") @Nullable Boolean autoPay,
            @JsonProperty("available_zones") List<String> zones) {

        static EnlargeRequest of(ScaleOutRequest request) {
            return new EnlargeRequest(
                    request.flavorId().value(),
                    request.nodesToAdd(),
                    request.groupId().map(GroupId::value).orElse(null),
                    request.autoPay() ? Boolean.TRUE : null,
                    request.availabilityZones().stream()
                            .map(AvailabilityZone::value)
                            .toList());
        }
    }

    /** The job or the order that was started. */
    record EnlargeReply(
            @JsonProperty("instanceId") @Nullable JsonNode instanceId,
            @JsonProperty("instanceName") @Nullable JsonNode instanceName,
            @JsonProperty("jobId") @Nullable JsonNode jobId,
            @JsonProperty("orderId") @Nullable JsonNode orderId) {}

    /** An instance, with those of v1's many fields that we need. */
    record InstanceReply(
            @JsonProperty("id") @Nullable JsonNode id,
            @JsonProperty("name") @Nullable JsonNode name,
            @JsonProperty("status") @Nullable JsonNode status,
            @JsonProperty("node_count") @Nullable JsonNode nodeCount,
            @JsonProperty("order_id") @Nullable JsonNode orderId) {}

    /** A page of node groups. */
    record GroupsReply(
            @JsonProperty("total_count") @Nullable JsonNode total,
            @JsonProperty("group_list") @Nullable List<GroupItem> items) {}

    /** A node group. */
    record GroupItem(
            @JsonProperty("id") @Nullable JsonNode id,
            @JsonProperty("name") @Nullable JsonNode name,
            @JsonProperty("role") @Nullable JsonNode role,
            @JsonProperty("node_list") @Nullable List<JsonNode> nodes) {}

    /** A page of nodes. */
    record NodesReply(
            @JsonProperty("total") @Nullable JsonNode total,
            @JsonProperty("nodes") @Nullable List<NodeItem> items) {}

    /** A node. */
    record NodeItem(
            @JsonProperty("node_id") @Nullable JsonNode id,
            @JsonProperty("status") @Nullable JsonNode status,
            @JsonProperty("group_id") @Nullable JsonNode groupId) {}

    /** A page of schemas. */
    record SchemasReply(
            @JsonProperty("total") @Nullable JsonNode total,
            @JsonProperty("databases") @Nullable List<SchemaItem> items) {}

    /** A schema. */
    record SchemaItem(
            @JsonProperty("name") @Nullable JsonNode name,
            @JsonProperty("status") @Nullable JsonNode status,
            @JsonProperty("used_rds") @Nullable List<RdsItem> linkedRds) {}

    /** An RDS instance behind a schema. */
    record RdsItem(
            @JsonProperty("id") @Nullable JsonNode id,
            @JsonProperty("name") @Nullable JsonNode name,
            @JsonProperty("status") @Nullable JsonNode status,
            @JsonProperty("error_msg") @Nullable JsonNode error) {}

    /** One job, wrapped as v3 does. */
    record JobReply(@JsonProperty("job") @Nullable JobItem job) {}

    /** A page of jobs. */
    record JobsReply(
            @JsonProperty("total") @Nullable JsonNode total,
            @JsonProperty("jobs") @Nullable List<JobItem> items) {}

    /** A job, as it looks alone and as it looks in a list. */
    record JobItem(
            @JsonProperty("id") @Nullable JsonNode id,
            @JsonProperty("name") @Nullable JsonNode name,
            @JsonProperty("status") @Nullable JsonNode status,
            @JsonProperty("created_time") @Nullable JsonNode createdTime,
            @JsonProperty("end_time") @Nullable JsonNode endTime,
            @JsonProperty("process") @Nullable JsonNode process,
            @JsonProperty("instance") @Nullable InstanceRef instance,
            @JsonProperty("instance_id") @Nullable JsonNode instanceId,
            @JsonProperty("fail_reason") @Nullable JsonNode failReason) {}

    /** The instance of a job that is read alone. */
    record InstanceRef(@JsonProperty("id") @Nullable JsonNode id) {}
}
