/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.internal.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * JSON of the call that orders, token by token: without Jackson's mapper, which takes a third of the time to a service's
 * first order to come to life.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0025.html">Request and answer of the
 *     call</a>
 */
final class EnlargeJson implements Json {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_BYTES = 256;

    /** What we need of the answer; each null if absent or blank. */
    record Answered(
            @Nullable String instanceId,
            @Nullable String instanceName,
            @Nullable String jobId,
            @Nullable String orderId) {}

    /** Writes a {@link ScaleOutRequest}. What is optional and absent is left out. */
    @Override
    public byte[] write(Object body) throws IOException {
        ScaleOutRequest request = (ScaleOutRequest) body;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("flavor_id", request.flavorId().value());
            json.writeNumberField("node_number", request.nodesToAdd());
            if (request.groupId().isPresent()) {
                json.writeStringField("group_id", request.groupId().get().value());
            }
            if (request.autoPay()) {
                json.writeBooleanField("is_auto_pay", true);
            }
            if (!request.availabilityZones().isEmpty()) {
                json.writeArrayFieldStart("available_zones");
                for (AvailabilityZone zone : request.availabilityZones()) {
                    json.writeString(zone.value());
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Reads an {@link Answered}; null if the body is no JSON object, or not that alone. */
    @Override
    public @Nullable Object read(byte[] body, Type type) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Answered answered = answered(json);
            return json.nextToken() == null ? answered : null;
        }
    }

    private static Answered answered(JsonParser json) throws IOException {
        String instanceId = null;
        String instanceName = null;
        String jobId = null;
        String orderId = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "instanceId" -> instanceId = text(json);
                case "instanceName" -> instanceName = text(json);
                case "jobId" -> jobId = text(json);
                case "orderId" -> orderId = text(json);
                default -> json.skipChildren();
            }
        }
        return new Answered(instanceId, instanceName, jobId, orderId);
    }

    /** What is no text at all is told as such, in words that no id looks like. */
    private static @Nullable String text(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.VALUE_STRING) {
            json.skipChildren();
            return "not text: " + token;
        }
        String text = json.getText();
        return text.isBlank() ? null : text;
    }
}
