/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;

/** WireMock that accepts every order with one answer. Its journal and its log of requests are off, as it advises for load. */
public final class WireMockStub implements Stub {

    @Override
    public URI start() {
        WireMockServer server = new WireMockServer(options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .disableRequestJournal()
                .stubRequestLoggingDisabled(true));
        server.start();
        server.stubFor(post(urlPathMatching("/v2/" + Exchange.PROJECT + "/instances/[^/]+/action/enlarge"))
                .willReturn(okJson(Exchange.ACCEPTED)));
        return URI.create("http://127.0.0.1:" + server.port());
    }
}
