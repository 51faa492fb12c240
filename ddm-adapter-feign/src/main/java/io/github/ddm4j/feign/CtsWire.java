/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON of Cloud Trace Service, read as {@link DdmWire} is. */
final class CtsWire {

    private CtsWire() {}

    /** A page of traces. */
    record TracesReply(
            @JsonProperty("traces") @Nullable List<TraceItem> items,
            @JsonProperty("meta_data") @Nullable MetaItem meta) {}

    /** Where the list goes on. */
    record MetaItem(@JsonProperty("marker") @Nullable JsonNode marker) {}

    /** A trace, with those of its many fields that we need. */
    record TraceItem(
            @JsonProperty("trace_id") @Nullable JsonNode id,
            @JsonProperty("trace_name") @Nullable JsonNode name,
            @JsonProperty("trace_rating") @Nullable JsonNode rating,
            @JsonProperty("trace_type") @Nullable JsonNode kind,
            @JsonProperty("time") @Nullable JsonNode time,
            @JsonProperty("record_time") @Nullable JsonNode recordedAt,
            @JsonProperty("code") @Nullable JsonNode code,
            @JsonProperty("request") @Nullable JsonNode request,
            @JsonProperty("response") @Nullable JsonNode response,
            @JsonProperty("user") @Nullable JsonNode user,
            @JsonProperty("source_ip") @Nullable JsonNode address,
            @JsonProperty("resource_id") @Nullable JsonNode resourceId,
            @JsonProperty("request_id") @Nullable JsonNode requestId) {}
}
