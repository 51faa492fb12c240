/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Providers that say the same as the fake, each in another way. */
enum UnusualProvider {
    HEADERS_IN_SMALL_LETTERS {
        @Override
        String header(String name) {
            return name.toLowerCase(Locale.ROOT);
        }
    },
    HEADERS_IN_CAPITALS {
        @Override
        String header(String name) {
            return name.toUpperCase(Locale.ROOT);
        }
    },
    JSON_OF_ANOTHER_CASE {
        @Override
        String contentType(String type) {
            return type.replace("application/json", "Application/JSON") + ";Charset=\"utf-8\"";
        }
    },
    FIELDS_IN_ANOTHER_ORDER {
        @Override
        JsonNode body(JsonNode body) {
            return each(body, fields -> {
                List<Map.Entry<String, JsonNode>> reversed = new ArrayList<>(fields.properties());
                Collections.reverse(reversed);
                ObjectNode copy = JSON.createObjectNode();
                reversed.forEach(field -> copy.set(field.getKey(), field.getValue()));
                return copy;
            });
        }
    },
    FIELDS_NOBODY_KNOWS {
        @Override
        JsonNode body(JsonNode body) {
            return each(body, fields -> {
                ObjectNode copy = JSON.createObjectNode();
                copy.putObject("aaa_new").putArray("of").add(1).addNull();
                copy.setAll(fields);
                return copy.put("zzz_new", true);
            });
        }
    },
    BODIES_WITH_BLANKS {
        @Override
        String text(JsonNode body) {
            return "\r\n " + body.toPrettyString() + "\n\t\n";
        }
    },
    CHUNKS {
        @Override
        boolean chunked() {
            return true;
        }
    },
    HTTP_1_0 {
        @Override
        String version() {
            return "HTTP/1.0";
        }
    },
    FRACTIONS_OF_A_SECOND {
        @Override
        String text(JsonNode body) {
            return body.toString().replaceAll("(T\\d\\d:\\d\\d:\\d\\d)\\+0000", "$1.000000+0000");
        }
    },
    JOBS_OF_OTHERS {
        @Override
        JsonNode body(JsonNode body) {
            return body.path("jobs").isArray() ? withOthersJob((ObjectNode) body) : body;
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    String header(String name) {
        return name;
    }

    String contentType(String type) {
        return type;
    }

    JsonNode body(JsonNode body) {
        return body;
    }

    String text(JsonNode body) {
        return body.toString();
    }

    boolean chunked() {
        return false;
    }

    String version() {
        return "HTTP/1.1";
    }

    /** The body as this provider writes it; what is no JSON stays as it is. */
    final byte[] rewritten(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json.isContainerNode() ? text(body(json)).getBytes(UTF_8) : body;
        } catch (IOException noJson) {
            return body;
        }
    }

    /** Changes every object, the inner ones first. */
    private static JsonNode each(JsonNode node, UnaryOperator<ObjectNode> change) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.forEach(element -> copy.add(each(element, change)));
            return copy;
        }
        if (!(node instanceof ObjectNode)) {
            return node;
        }
        ObjectNode copy = JSON.createObjectNode();
        node.properties().forEach(field -> copy.set(field.getKey(), each(field.getValue(), change)));
        return change.apply(copy);
    }

    /** The last one of the last page, of another instance and of another kind. */
    private static JsonNode withOthersJob(ObjectNode page) {
        ArrayNode jobs = page.withArray("jobs");
        if (page.path("offset").asInt() + jobs.size() == page.path("total").asInt()) {
            jobs.addObject()
                    .put("id", "11111111-2222-3333-4444-555555555555")
                    .put("name", "RestartInstance")
                    .put("status", "Canceling")
                    .put("created_time", "2026-11-22T12:00:00+0000")
                    .put("process", "")
                    .put("instance_id", "99999999999999999999999999999999in09")
                    .put("instance_name", "somebody-elses");
        }
        return page.put("total", page.path("total").asInt() + 1);
    }
}
