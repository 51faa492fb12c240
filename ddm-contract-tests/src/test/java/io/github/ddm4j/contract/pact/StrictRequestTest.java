/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import au.com.dius.pact.core.model.V4Interaction;
import io.github.ddm4j.contract.pact.Tap.Message;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

class StrictRequestTest {

    @TestFactory
    Stream<DynamicContainer> request_broken_in_one_point_is_not_what_the_pact_says() {
        return Pacts.conversations().stream()
                .map(conversation -> dynamicContainer(
                        conversation.toString(),
                        conversation.interactions().stream()
                                .map(V4Interaction.SynchronousHttp.class::cast)
                                .flatMap(interaction -> Breakages.ofRequest(interaction).stream())
                                .map(breakage -> dynamicTest(
                                        breakage.toString(), () -> assertThat(complaints(conversation, breakage))
                                                .isNotEmpty()))));
    }

    private static String complaints(Conversation conversation, Breakage breakage) {
        try (MockProvider provider = new MockProvider(conversation);
                Tap tap = new Tap(provider.uri(), breakage.damage(), StrictRequestTest::notRepeated)) {
            // Fails or not: what the mock says is what counts.
            catchThrowable(() -> conversation.call().accept(tap.uri()));
            return provider.complaints();
        }
    }

    /** The mock answers 500 to what it does not expect, after which reads are repeated: of no use here. */
    private static Message notRepeated(Message reply) {
        return reply.status() == 500 ? reply.withStatus(400) : reply;
    }
}
