/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import feign.Client;
import feign.Request;
import feign.Response;
import feign.Util;
import io.github.ddm4j.feign.http.Answer;
import io.github.ddm4j.feign.http.RequestAuthenticator;
import io.github.ddm4j.feign.http.Transport;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lets Feign send through our transport. Feign never sees the credentials, nor anything but complete answers. */
public final class TransportClient implements Client {

    private static final byte[] NO_BODY = {};

    private final Transport transport;
    private final RequestAuthenticator authenticator;

    public TransportClient(Transport transport, RequestAuthenticator authenticator) {
        this.transport = transport;
        this.authenticator = authenticator;
    }

    @Override
    public Response execute(Request request, Request.Options options) {
        HttpCall call = (HttpCall) options;
        byte[] body = request.body() == null ? NO_BODY : request.body();
        Transport.Outgoing outgoing =
                new Transport.Outgoing(request.httpMethod().name(), URI.create(request.url()), headers(request), body);
        Answer answer = transport.exchange(outgoing, authenticator, call.time());
        call.answered(answer);
        return Response.builder()
                .request(request)
                .status(answer.status())
                .headers(Map.of())
                .body(answer.body())
                .build();
    }

    /** All that the interface declares. The length of the body is counted by the transport. */
    private static Map<String, String> headers(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, Collection<String>> header : request.headers().entrySet()) {
            if (!header.getKey().equalsIgnoreCase(Util.CONTENT_LENGTH)) {
                headers.put(header.getKey(), String.join(", ", header.getValue()));
            }
        }
        return headers;
    }
}
