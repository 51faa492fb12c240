/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import au.com.dius.pact.core.model.V4Interaction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A field that the library reads makes a difference to its caller, broken in one way or another. One that makes none is not
 * to be asked for.
 */
class FieldsAreReadTest {

    @TestFactory
    Stream<DynamicContainer> field_that_is_asked_for_makes_a_difference() {
        return Pacts.conversations().stream()
                .map(conversation -> dynamicContainer(
                        conversation.toString(),
                        conversation.interactions().stream()
                                .map(V4Interaction.SynchronousHttp.class::cast)
                                .flatMap(interaction -> fields(conversation, interaction))));
    }

    private static Stream<DynamicTest> fields(Conversation conversation, V4Interaction.SynchronousHttp interaction) {
        String answer = interaction.getResponse().getBody().valueAsString();
        Map<String, List<Breakage>> byField = Stream.of(
                        BrokenFields.of(interaction.getResponse()), BrokenFields.shortened(interaction.getResponse()))
                .flatMap(List::stream)
                .collect(groupingBy(Breakage::point, TreeMap::new, toList()));
        return byField.entrySet().stream()
                .map(field -> dynamicTest(
                        interaction.getDescription() + " " + field.getKey(), () -> assertThat(field.getValue())
                                .anyMatch(breakage -> isNoticed(conversation, answer, breakage))));
    }

    private static boolean isNoticed(Conversation conversation, String answer, Breakage breakage) {
        try (MockProvider provider = new MockProvider(conversation);
                Tap tap = new Tap(
                        provider.uri(),
                        UnaryOperator.identity(),
                        reply -> reply.body().equals(answer) ? breakage.damage().apply(reply) : reply)) {
            return catchThrowable(() -> conversation.call().accept(tap.uri())) != null;
        }
    }
}
