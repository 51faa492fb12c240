/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.V4Interaction;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our adapter in front of a mock of another make, which is fed from the files of the pacts. Run by {@code .ci/foreign}, which
 * starts the mock and says where; its name keeps it out of the build's own run.
 */
class ForeignMock {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final URI CONTROL = URI.create(System.getProperty("ddm4j.foreign.mock", "http://127.0.0.1:9"));
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    static List<Conversation> conversations() {
        return Pacts.conversations();
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void a_mock_that_is_fed_from_the_file_understands_our_requests_and_we_its_answers(Conversation conversation)
            throws Exception {
        ObjectNode wanted = JSON.createObjectNode();
        conversation.interactions().stream()
                .map(V4Interaction::getDescription)
                .forEach(wanted.withArray("descriptions")::add);
        int port = JSON.readTree(told("/", wanted.toString())).path("port").asInt();

        conversation.call().accept(URI.create("http://127.0.0.1:" + port));

        assertThat(told("/done?port=" + port, ""))
                .as(conversation.interactions().stream()
                        .map(V4Interaction::getDescription)
                        .collect(joining(", ")))
                .isEqualTo("[]");
    }

    private static String told(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(CONTROL.resolve(path))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
