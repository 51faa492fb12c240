/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import au.com.dius.pact.provider.IHttpClientFactory;
import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.HttpsTestTarget;
import java.net.URI;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** Sends each request once. By default Pact's client repeats an order that is answered with 429 or 503. */
final class SingleSendTarget {

    private SingleSendTarget() {}

    static HttpTestTarget at(URI endpoint) {
        IHttpClientFactory clients = provider -> HttpClients.custom()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .build();
        boolean tls = endpoint.getScheme().equals("https");
        int port = endpoint.getPort() > 0 ? endpoint.getPort() : tls ? 443 : 80;
        return tls
                ? new HttpsTestTarget(endpoint.getHost(), port, endpoint.getPath(), false, () -> clients)
                : new HttpTestTarget(endpoint.getHost(), port, endpoint.getPath(), () -> clients);
    }
}
