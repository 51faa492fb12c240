/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import au.com.dius.pact.core.model.IHttpPart;
import au.com.dius.pact.core.model.matchingrules.ArrayContainsMatcher;
import au.com.dius.pact.core.model.matchingrules.EqualsMatcher;
import au.com.dius.pact.core.model.matchingrules.MatchingRuleCategory;
import au.com.dius.pact.core.model.matchingrules.MatchingRuleGroup;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.ddm4j.contract.pact.Tap.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Ways to break the JSON of a message. */
final class BrokenFields {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Told by a state: the pact promises their form, and the verification on the JVM their value too. */
    private static final Set<String> TOLD = Set.of("$.job.id", "$.jobs[*].id");

    private BrokenFields() {}

    /** Each field that the pact names; of an array, those of its first element. */
    static List<Breakage> of(IHttpPart part) {
        List<Breakage> all = new ArrayList<>();
        visit(parse(part.getBody().valueAsString()), JsonPointer.empty(), (field, value) -> {
            all.add(renamed(field));
            all.add(set(field, "is null", NullNode.getInstance()));
            all.add(ofAnotherType(field, value));
            if (value.isIntegralNumber() && !field.toString().endsWith("/code")) {
                all.add(set(field, "is -1", IntNode.valueOf(-1)));
            }
            if (value.asText().matches("\\d{4}-\\d\\d-\\d\\dT.*")) {
                all.add(set(
                        field, "has a month 13", TextNode.valueOf(value.asText().replaceFirst("-\\d\\d-", "-13-"))));
            }
            if (value.isArray()) {
                all.add(
                        value.isEmpty()
                                ? set(
                                        field,
                                        "holds something",
                                        JSON.createArrayNode().add("?"))
                                : set(field, "is empty", JSON.createArrayNode()));
            }
            if (value.isTextual() && !anyTextWillDo(part, field)) {
                all.add(set(field, "is another text", TextNode.valueOf("?")));
            }
            if (value.isValueNode() && isPromised(part, field)) {
                all.add(set(field, "is another of its form", anotherOfItsForm(value)));
            }
            if (value.isTextual() && value.asText().startsWith("{")) {
                inText(value.asText()).forEach(inner -> all.add(within(field, inner)));
            }
        });
        return all;
    }

    /** Each text without its last letter: breaks nothing where the rest will do as well. */
    static List<Breakage> shortened(IHttpPart part) {
        List<Breakage> all = new ArrayList<>();
        visit(parse(part.getBody().valueAsString()), JsonPointer.empty(), (field, value) -> {
            if (value.isTextual()) {
                all.add(set(
                        field, "is shortened", TextNode.valueOf(value.asText().replaceFirst(".$", ""))));
            }
        });
        return all;
    }

    /** Each field of JSON that is in a text. */
    private static List<Breakage> inText(String json) {
        List<Breakage> all = new ArrayList<>();
        visit(parse(json), JsonPointer.empty(), (field, value) -> {
            all.add(renamed(field));
            all.add(set(field, "is null", NullNode.getInstance()));
            all.add(ofAnotherType(field, value));
            all.add(
                    value.isTextual()
                            ? set(field, "is another text", TextNode.valueOf("?"))
                            : set(field, "is -1", IntNode.valueOf(-1)));
        });
        return all;
    }

    private static Breakage within(JsonPointer text, Breakage inner) {
        Breakage all = breakage(
                text,
                inner.way(),
                (parent, name) -> parent.put(
                        name,
                        inner.damage()
                                .apply(new Message(
                                        0, "", Map.of(), parent.path(name).asText()))
                                .body()));
        return new Breakage(all.point() + inner.point().substring(1), all.way(), all.damage());
    }

    private static Breakage renamed(JsonPointer field) {
        return breakage(field, "is renamed", (parent, name) -> parent.set(name + "_", parent.remove(name)));
    }

    private static Breakage ofAnotherType(JsonPointer field, JsonNode value) {
        return value.isTextual()
                ? set(field, "is a number", IntNode.valueOf(7))
                : set(field, "is a string", TextNode.valueOf("7"));
    }

    /** A field that the pact does not name. */
    static Breakage oneMore() {
        return breakage(JsonPointer.compile("/one_more"), "is there", (parent, name) -> parent.putNull(name));
    }

    private static Breakage set(JsonPointer field, String way, JsonNode value) {
        return breakage(field, way, (parent, name) -> parent.set(name, value));
    }

    private static Breakage breakage(JsonPointer field, String way, BiConsumer<ObjectNode, String> damage) {
        return new Breakage(jsonPath(field), way, message -> {
            if (message.body().isEmpty()) {
                return message;
            }
            JsonNode body = parse(message.body());
            damage.accept((ObjectNode) body.at(field.head()), field.last().getMatchingProperty());
            return message.withBody(body.toString());
        });
    }

    private static void visit(JsonNode node, JsonPointer at, BiConsumer<JsonPointer, JsonNode> visitor) {
        if (node instanceof ArrayNode) {
            visit(node.path(0), at.appendIndex(0), visitor);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonPointer pointer = at.appendProperty(field.getKey());
            visitor.accept(pointer, field.getValue());
            visit(field.getValue(), pointer, visitor);
        }
    }

    private static JsonNode anotherOfItsForm(JsonNode value) {
        if (value.isBoolean()) {
            return BooleanNode.valueOf(!value.booleanValue());
        }
        if (value.isNumber()) {
            return IntNode.valueOf(value.intValue() + 1);
        }
        String text = value.asText();
        return TextNode.valueOf(text.substring(0, text.length() - 1) + (text.endsWith("0") ? "1" : "0"));
    }

    private static boolean anyTextWillDo(IHttpPart part, JsonPointer field) {
        return matcher(part, field)
                .filter(matcher -> matcher.getRules().stream()
                        .allMatch(rule -> rule.getName().equals("type")))
                .isPresent();
    }

    /** Returns true if the value of a field is promised, and not only its form. */
    private static boolean isPromised(IHttpPart part, JsonPointer field) {
        return TOLD.contains(jsonPath(field))
                || matcher(part, field)
                        .map(matcher -> matcher.getRules().contains(EqualsMatcher.INSTANCE))
                        .orElse(true);
    }

    /** Returns how the pact matches a field; empty if by its value. */
    private static Optional<MatchingRuleGroup> matcher(IHttpPart part, JsonPointer field) {
        MatchingRuleCategory rules = part.getMatchingRules().rulesForCategory("body");
        Stream<MatchingRuleGroup> direct =
                Stream.ofNullable(rules.getMatchingRules().get(jsonPath(field)));
        Stream<MatchingRuleGroup> ofAnElement = rules.allMatchingRules().stream()
                .filter(ArrayContainsMatcher.class::isInstance)
                .flatMap(contains -> ((ArrayContainsMatcher) contains).getVariants().stream())
                .flatMap(variant -> Stream.ofNullable(variant.getSecond()
                        .getMatchingRules()
                        .get("$." + field.last().getMatchingProperty())));
        return Stream.concat(direct, ofAnElement).findFirst();
    }

    private static String jsonPath(JsonPointer field) {
        return "$" + field.toString().replace("/0/", "[*]/").replace('/', '.');
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("No JSON: " + body, e);
        }
    }
}
