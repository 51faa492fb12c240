/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import feign.Client;
import feign.Request;
import feign.Response;
import feign.Util;
import io.github.ddm4j.core.outcome.FailureKind;
import io.github.ddm4j.feign.http.HttpAnswer;
import io.github.ddm4j.feign.http.Transport;
import io.github.ddm4j.feign.http.Transport.Authenticator;
import io.github.ddm4j.feign.http.Transport.Credentials;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Lets Feign send through our transport. Feign never sees the credentials, nor anything but complete answers. */
public final class TransportClient implements Client {

    private static final byte[] NO_BODY = {};

    private final Transport transport;
    private final Authenticator authenticator;

    public TransportClient(Transport transport, Authenticator authenticator) {
        this.transport = transport;
        this.authenticator = new OnlyAfterRefusal(authenticator);
    }

    @Override
    public Response execute(Request request, Request.Options options) {
        HttpCall call = (HttpCall) options;
        byte[] body = request.body() == null ? NO_BODY : request.body();
        Transport.Request sent = new Transport.Request(
                request.httpMethod().name(), URI.create(request.url()), headers(request), body, call.gate());
        return call.answered(request, transport.exchange(sent, authenticator, call.attempt()));
    }

    /**
     * Refuses a second try after a 401 whose error code tells of a fault inside, because it is no proof that nothing
     * was done.
     */
    private record OnlyAfterRefusal(Authenticator own) implements Authenticator {

        @Override
        public Credentials credentials(Transport.Request request) {
            return own.credentials(request);
        }

        @Override
        public Optional<Credentials> newer(Credentials refused, Transport.Request request, HttpAnswer refusal) {
            return HttpCall.kind(refusal) == FailureKind.UNAUTHORIZED
                    ? own.newer(refused, request, refusal)
                    : Optional.empty();
        }
    }

    /**
     * Returns all headers that the interface declares, and the type of the content: the gateway refuses requests without
     * one, also those without a body. The transport counts the length of the body.
     */
    private static Map<String, String> headers(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        for (Map.Entry<String, Collection<String>> header : request.headers().entrySet()) {
            if (!header.getKey().equalsIgnoreCase(Util.CONTENT_LENGTH)) {
                headers.put(header.getKey(), String.join(", ", header.getValue()));
            }
        }
        return headers;
    }
}
