/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import au.com.dius.pact.consumer.BaseMockServer;
import au.com.dius.pact.consumer.MockHttpServerKt;
import au.com.dius.pact.consumer.PactVerificationResult;
import au.com.dius.pact.consumer.model.MockProviderConfig;
import au.com.dius.pact.consumer.model.MockServerImplementation;
import au.com.dius.pact.core.model.PactSpecVersion;
import java.net.URI;

/** Pact's mock server, which answers as the interactions say, and only to requests that are as they say. */
final class MockProvider implements AutoCloseable {

    private final BaseMockServer server;

    MockProvider(Conversation conversation) {
        MockProviderConfig loopback = MockProviderConfig.httpConfig(
                "127.0.0.1", 0, PactSpecVersion.V4, MockServerImplementation.JavaHttpServer, true);
        server = MockHttpServerKt.mockServer(Pacts.of(conversation.provider(), conversation.interactions()), loopback);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** What was wrong with the requests; nothing if each was as expected, and none was missing. */
    String complaints() {
        PactVerificationResult result = server.validateMockServerState(null);
        return result instanceof PactVerificationResult.Ok ? "" : result.getDescription();
    }

    @Override
    public void close() {
        server.stop();
    }
}
