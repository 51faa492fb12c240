/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts and numbers in the body of an error, by field; those of IAM's nested {@code error} apart. Read token by token,
 * as an order's answer is: Jackson's mapper would first come to life with a refusal then, and what befalls it there, on a
 * stack that is at its end for one, would stay for good.
 */
record ErrorBody(Map<String, String> fields, @Nullable Map<String, String> nested) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final ErrorBody EMPTY = new ErrorBody(Map.of(), null);

    /** Never fails: the status speaks, whatever is wrong with the body or with us. */
    static ErrorBody read(byte[] body) {
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return EMPTY;
            }
            ErrorBody read = object(json, true);
            return json.nextToken() == null ? read : EMPTY;
        } catch (IOException | RuntimeException | Error broken) {
            return EMPTY;
        }
    }

    private static ErrorBody object(JsonParser json, boolean outer) throws IOException {
        Map<String, String> fields = new HashMap<>();
        Map<String, String> nested = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && outer && field.equals("error")) {
                nested = object(json, false).fields();
            } else if (value == JsonToken.VALUE_STRING || value.isNumeric()) {
                fields.put(field, json.getText());
            } else {
                json.skipChildren();
            }
        }
        return new ErrorBody(fields, nested);
    }

    /** What the error says in the first of these fields that has a text; null if none has. */
    @Nullable
    public String first(List<String> names) {
        Map<String, String> error = nested == null ? fields : nested;
        return names.stream()
                .map(error::get)
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse(null);
    }

    /** The gateway's id of the request, beside the error; null if absent. */
    @Nullable
    public String requestId() {
        String id = fields.get("request_id");
        return id == null || id.isBlank() ? null : id;
    }
}
