/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an enlarge request, by table 3 of the page and the superset with {@code available_zones}. Stricter
 * than documented in two points: a field the page does not know is refused, and so is a null.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0025.html">Scaling out a DDM instance</a>
 */
final class EnlargeBody {

    private static final Set<String> FIELDS =
            Set.of("flavor_id", "node_number", "group_id", "is_auto_pay", "available_zones");

    private final ObjectNode body;

    private EnlargeBody(ObjectNode body) {
        this.body = body;
    }

    /** @throws Refusal 400 that names the field */
    static EnlargeCommand parse(String projectId, String instanceId, byte[] bytes) {
        EnlargeBody body = new EnlargeBody(Json.parse(bytes));
        body.requireKnownFields();
        String flavorId = body.text("flavor_id");
        if (flavorId == null) {
            throw Refusal.parameter("flavor_id", "is mandatory");
        }
        return new EnlargeCommand(
                projectId,
                instanceId,
                flavorId,
                body.nodeNumber(),
                body.text("group_id"),
                body.isAutoPay(),
                body.availableZones());
    }

    private void requireKnownFields() {
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw Refusal.parameter(name, "is no field of this request; the fake takes the documented ones only");
            }
        }
    }

    private @Nullable String text(String field) {
        JsonNode value = body.get(field);
        return value == null ? null : text(field, value);
    }

    private static String text(String field, JsonNode value) {
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw Refusal.parameter(field, "must be a String that is not blank, but was " + value);
        }
        return value.textValue();
    }

    private int nodeNumber() {
        JsonNode value = body.get("node_number");
        if (value == null) {
            throw Refusal.parameter("node_number", "is mandatory");
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw Refusal.parameter("node_number", "must be an Integer, but was " + value);
        }
        return value.intValue();
    }

    private boolean isAutoPay() {
        JsonNode value = body.get("is_auto_pay");
        if (value != null && !value.isBoolean()) {
            throw Refusal.parameter("is_auto_pay", "must be a Boolean, but was " + value);
        }
        return value != null && value.booleanValue();
    }

    private List<String> availableZones() {
        JsonNode value = body.get("available_zones");
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.isEmpty()) {
            throw Refusal.parameter("available_zones", "must be an Array that is not empty, but was " + value);
        }
        List<String> zones = new ArrayList<>();
        value.forEach(zone -> zones.add(text("available_zones", zone)));
        return zones;
    }
}
