/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.V4Interaction;
import io.github.ddm4j.contract.pact.Tap.Message;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConsumerContractTest {

    /** Written by the HTTP client for itself. */
    private static final Set<String> OF_THE_TRANSPORT =
            Set.of("accept-encoding", "connection", "content-length", "host", "user-agent");

    static List<Conversation> conversations() {
        return Pacts.conversations();
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void adapter_asks_as_the_pact_says_and_understands_the_answer(Conversation conversation) {
        try (MockProvider provider = new MockProvider(conversation)) {
            conversation.call().accept(provider.uri());
            assertThat(provider.complaints()).isEmpty();
        }
    }

    /** Pact lets any header pass, so this is looked at apart from it. */
    @ParameterizedTest
    @MethodSource("conversations")
    void adapter_sends_no_header_that_the_pact_does_not_name(Conversation conversation) {
        Set<String> named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (V4Interaction interaction : conversation.interactions()) {
            named.addAll(interaction
                    .asSynchronousRequestResponse()
                    .getRequest()
                    .getHeaders()
                    .keySet());
        }
        try (MockProvider provider = new MockProvider(conversation);
                Tap tap = new Tap(provider.uri(), UnaryOperator.identity(), UnaryOperator.identity())) {
            conversation.call().accept(tap.uri());
            assertThat(tap.requests()).extracting(Message::headers).allSatisfy(headers -> assertThat(headers.keySet())
                    .allMatch(name -> named.contains(name) || OF_THE_TRANSPORT.contains(name)));
        }
    }
}
