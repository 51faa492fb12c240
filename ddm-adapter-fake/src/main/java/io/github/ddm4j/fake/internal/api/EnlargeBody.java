/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.cloud.EnlargeCommand;
import io.github.ddm4j.fake.internal.cloud.Refusal;
import io.github.ddm4j.fake.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an enlarge request, by table 3 of the page and the superset with {@code available_zones}. Stricter
 * than documented in two points: a field the page does not know is refused, and so is a null, except for the group's,
 * which Terraform's provider sends.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0025.html">Scaling out a DDM instance</a>
 */
final class EnlargeBody {

    private static final Set<String> FIELDS =
            Set.of("flavor_id", "node_number", "group_id", "is_auto_pay", "available_zones");

    private final JsonObject body;

    private final boolean strict;

    private EnlargeBody(JsonObject body, boolean strict) {
        this.body = body;
        this.strict = strict;
    }

    /**
     * @param strict whether {@code "group_id": null} is refused; else it is taken as absent
     * @throws Refusal 400 if it is no JSON object
     */
    static EnlargeBody parse(byte[] bytes, boolean strict) {
        return new EnlargeBody(Bodies.parse(bytes), strict);
    }

    /** @throws Refusal 400 that names the field */
    EnlargeCommand command(String projectId, String instanceId) {
        requireKnownFields();
        return new EnlargeCommand(
                projectId,
                instanceId,
                text("flavor_id", mandatory("flavor_id")),
                nodeNumber(),
                groupId(),
                isAutoPay(),
                availableZones());
    }

    private void requireKnownFields() {
        for (String name : body.names()) {
            if (!FIELDS.contains(name)) {
                throw Refusal.parameter(name, "is no field of this request; the fake takes the documented ones only");
            }
        }
    }

    private @Nullable Object mandatory(String field) {
        if (!body.has(field)) {
            throw Refusal.parameter(field, "is mandatory");
        }
        return body.get(field);
    }

    private static String text(String field, @Nullable Object value) {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong(field, "a String that is not blank", value);
    }

    private static Refusal wrong(String field, String wanted, @Nullable Object value) {
        String shown = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
        return Refusal.parameter(field, "must be " + wanted + ", but was " + shown);
    }

    private int nodeNumber() {
        Object value = mandatory("node_number");
        if (value instanceof Integer number) {
            return number;
        }
        throw wrong("node_number", "an Integer", value);
    }

    private @Nullable String groupId() {
        boolean absent = !body.has("group_id") || !strict && body.get("group_id") == null;
        return absent ? null : text("group_id", body.get("group_id"));
    }

    private boolean isAutoPay() {
        Object value = body.has("is_auto_pay") ? body.get("is_auto_pay") : (Object) false;
        if (value instanceof Boolean bool) {
            return bool;
        }
        throw wrong("is_auto_pay", "a Boolean", value);
    }

    private List<String> availableZones() {
        if (!body.has("available_zones")) {
            return List.of();
        }
        Object value = body.get("available_zones");
        if (value instanceof List<?> items && !items.isEmpty()) {
            List<String> zones = new ArrayList<>();
            items.forEach(item -> zones.add(text("available_zones", item)));
            return zones;
        }
        throw wrong("available_zones", "an Array that is not empty", value);
    }
}
