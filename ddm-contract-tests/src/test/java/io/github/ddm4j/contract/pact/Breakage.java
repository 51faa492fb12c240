/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import au.com.dius.pact.core.model.HttpResponse;
import au.com.dius.pact.core.model.V4Interaction;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.ddm4j.contract.pact.Tap.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One way in which an answer breaks the pact in just one point.
 *
 * @param point what is broken: the status, a header, the body as a whole, or a field of it
 * @param way how
 * @param damage does it to an answer that keeps the pact
 */
record Breakage(String point, String way, UnaryOperator<Message> damage) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Shown as the name of the test. */
    @Override
    public String toString() {
        return point + " " + way;
    }

    /** All ways to break an interaction: each point that it names, in every way that the point knows. */
    static List<Breakage> of(V4Interaction.SynchronousHttp interaction) {
        HttpResponse promised = interaction.getResponse();
        List<Breakage> all = new ArrayList<>();
        int other = promised.getStatus() == 200 ? 201 : 200;
        all.add(new Breakage("status", "is " + other, reply -> reply.withStatus(other)));
        promised.getHeaders().keySet().stream().sorted().forEach(name -> {
            String wireName = name.toLowerCase(java.util.Locale.ROOT);
            all.add(new Breakage(name, "is missing", reply -> reply.withoutHeader(wireName)));
            if (wireName.equals("content-type")) {
                all.add(new Breakage(name, "is text/html", reply -> reply.withHeader(wireName, "text/html")));
            }
        });
        all.add(new Breakage("body", "is empty", reply -> reply.withBody("")));
        all.add(new Breakage(
                "body",
                "is cut short",
                reply -> reply.withBody(reply.body().substring(0, reply.body().length() - 1))));
        fields(
                parse(promised.getBody().valueAsString()),
                JsonPointer.empty(),
                (pointer, value) -> all.addAll(ofField(pointer, value, looselyTyped(promised, pointer))));
        return all;
    }

    private static List<Breakage> ofField(JsonPointer pointer, JsonNode value, boolean looselyTyped) {
        Stream<Breakage> always = Stream.of(
                field(pointer, "is renamed", (parent, name) -> parent.set(name + "_", parent.remove(name))),
                field(pointer, "is null", (parent, name) -> parent.set(name, NullNode.getInstance())),
                value.isTextual()
                        ? field(pointer, "is a number", (parent, name) -> parent.set(name, IntNode.valueOf(7)))
                        : field(pointer, "is a string", (parent, name) -> parent.set(name, TextNode.valueOf("7"))));
        Stream<Breakage> ofArrays = value.isArray()
                ? Stream.of(field(pointer, "is empty", (parent, name) -> parent.set(name, JSON.createArrayNode())))
                : Stream.empty();
        Stream<Breakage> ofForms = value.isTextual() && !looselyTyped
                ? Stream.of(
                        field(pointer, "is another text", (parent, name) -> parent.set(name, TextNode.valueOf("?"))))
                : Stream.empty();
        return Stream.of(always, ofArrays, ofForms).flatMap(all -> all).toList();
    }

    private static Breakage field(JsonPointer pointer, String way, BiConsumer<ObjectNode, String> damage) {
        return new Breakage(jsonPath(pointer), way, reply -> {
            JsonNode body = parse(reply.body());
            ObjectNode parent = (ObjectNode) body.at(pointer.head());
            damage.accept(parent, pointer.last().getMatchingProperty());
            return reply.withBody(body.toString());
        });
    }

    /** Visits every field; of an array, those of its first element. */
    private static void fields(JsonNode node, JsonPointer at, BiConsumer<JsonPointer, JsonNode> visitor) {
        if (node instanceof ArrayNode) {
            fields(node.path(0), at.appendIndex(0), visitor);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonPointer pointer = at.appendProperty(field.getKey());
            visitor.accept(pointer, field.getValue());
            fields(field.getValue(), pointer, visitor);
        }
    }

    /** Whether any value of the type keeps the pact. */
    private static boolean looselyTyped(HttpResponse promised, JsonPointer pointer) {
        return promised.getMatchingRules().rulesForCategory("body").getMatchingRules().entrySet().stream()
                .filter(rule -> rule.getKey().equals(jsonPath(pointer)))
                .anyMatch(rule -> rule.getValue().getRules().stream()
                        .allMatch(matcher -> matcher.getName().equals("type")));
    }

    private static String jsonPath(JsonPointer pointer) {
        return "$" + pointer.toString().replace("/0/", "[*]/").replace('/', '.');
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("No JSON: " + body, e);
        }
    }
}
