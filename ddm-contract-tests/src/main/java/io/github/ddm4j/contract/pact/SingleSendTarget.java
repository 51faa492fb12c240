/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import au.com.dius.pact.provider.IHttpClientFactory;
import au.com.dius.pact.provider.ProviderResponse;
import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.HttpsTestTarget;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.jspecify.annotations.Nullable;

/**
 * Sends each request once, as it stands, keeps the latest answer, and takes none that is packed. By default Pact's client
 * repeats an order that is answered with 429 or 503, asks for gzip and unpacks it.
 */
final class SingleSendTarget {

    private static final IHttpClientFactory CLIENTS = provider -> HttpClients.custom()
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression()
            .build();

    private final HttpTestTarget target;
    private final AtomicReference<@Nullable ProviderResponse> answer;

    private SingleSendTarget(HttpTestTarget target, AtomicReference<@Nullable ProviderResponse> answer) {
        this.target = target;
        this.answer = answer;
    }

    static SingleSendTarget at(URI endpoint) {
        AtomicReference<@Nullable ProviderResponse> answer = new AtomicReference<>();
        boolean tls = endpoint.getScheme().equals("https");
        int port = endpoint.getPort() > 0 ? endpoint.getPort() : tls ? 443 : 80;
        return new SingleSendTarget(tls ? overTls(endpoint, port, answer) : inTheClear(endpoint, port, answer), answer);
    }

    private static HttpTestTarget inTheClear(
            URI endpoint, int port, AtomicReference<@Nullable ProviderResponse> answer) {
        return new HttpTestTarget(endpoint.getHost(), port, endpoint.getPath(), () -> CLIENTS) {
            @Override
            public ProviderResponse executeInteraction(@Nullable Object client, @Nullable Object request) {
                ProviderResponse response = super.executeInteraction(client, request);
                answer.set(response);
                requireUnpacked(response);
                return response;
            }
        };
    }

    private static HttpTestTarget overTls(URI endpoint, int port, AtomicReference<@Nullable ProviderResponse> answer) {
        return new HttpsTestTarget(endpoint.getHost(), port, endpoint.getPath(), false, () -> CLIENTS) {
            @Override
            public ProviderResponse executeInteraction(@Nullable Object client, @Nullable Object request) {
                ProviderResponse response = super.executeInteraction(client, request);
                answer.set(response);
                requireUnpacked(response);
                return response;
            }
        };
    }

    /** Pact would compare the packed bytes and complain of each field. */
    private static void requireUnpacked(ProviderResponse response) {
        response.getHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase("Content-Encoding") && !values.equals(List.of("identity"))) {
                throw new AssertionError("the answer is packed (Content-Encoding: " + String.join(", ", values)
                        + "), though the request says Accept-Encoding: identity");
            }
        });
    }

    HttpTestTarget target() {
        return target;
    }

    /** Returns the body of the latest answer; empty if there is none. */
    String body() {
        ProviderResponse latest = answer.get();
        return latest == null || latest.getBody() == null
                ? ""
                : latest.getBody().valueAsString();
    }
}
