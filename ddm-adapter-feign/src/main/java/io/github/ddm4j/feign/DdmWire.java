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

/** JSON of the provider. Field names as on the wire; absent ones are left out, unknown ones ignored. */
final class DdmWire {

    private DdmWire() {}

    /**
     * Request of a scale-out.
     *
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0025.html">Request of the call</a>
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EnlargeBody(
            @JsonProperty("flavor_id") String flavorId,
            @JsonProperty("node_number") int nodeNumber,
            @JsonProperty("group_id") @Nullable String groupId,
            @JsonProperty("is_auto_pay") @Nullable Boolean isAutoPay,
            @JsonProperty("available_zones") @Nullable List<String> availableZones) {

        static EnlargeBody of(ScaleOutRequest request) {
            List<String> zones = request.availabilityZones().stream()
                    .map(AvailabilityZone::value)
                    .toList();
            return new EnlargeBody(
                    request.flavorId().value(),
                    request.nodesToAdd(),
                    request.groupId().map(GroupId::value).orElse(null),
                    request.autoPay() ? true : null,
                    zones.isEmpty() ? null : zones);
        }
    }

    /** Answer to a scale-out. Kept raw: Jackson would make an id out of a number or of {@code true}. */
    record EnlargeReply(
            @JsonProperty("instanceId") @Nullable JsonNode instanceId,
            @JsonProperty("instanceName") @Nullable JsonNode instanceName,
            @JsonProperty("jobId") @Nullable JsonNode jobId,
            @JsonProperty("orderId") @Nullable JsonNode orderId) {}
}
