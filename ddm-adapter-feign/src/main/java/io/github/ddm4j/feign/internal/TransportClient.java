/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.feign.http.Answer;
import io.github.ddm4j.feign.http.HttpFailure;
import io.github.ddm4j.feign.http.RequestAuthenticator;
import io.github.ddm4j.feign.http.Transport;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Map;

/** Lets Feign send through our transport. Feign never sees the credentials, nor anything but complete answers. */
public final class TransportClient implements Client {

    /**
     * All headers but those of the transport and of the authenticator. Not declared for Feign, whose handling of one costs
     * more than all of ours. The gateway refuses requests without a content type, GETs too.
     */
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

    private final Transport transport;
    private final RequestAuthenticator authenticator;

    public TransportClient(Transport transport, RequestAuthenticator authenticator) {
        this.transport = transport;
        this.authenticator = authenticator;
    }

    @Override
    public Response execute(Request request, Request.Options options) {
        byte[] body = request.body() == null ? new byte[0] : request.body();
        Transport.Outgoing outgoing =
                new Transport.Outgoing(request.httpMethod().name(), URI.create(request.url()), HEADERS, body);
        Answer answer = exchange(outgoing, Duration.ofMillis(options.readTimeoutMillis()));
        return Response.builder()
                .request(request)
                .status(answer.status())
                .headers(Map.of())
                .body(new Body(answer))
                .build();
    }

    private Answer exchange(Transport.Outgoing outgoing, Duration time) {
        try {
            return transport.exchange(outgoing, authenticator, time);
        } catch (HttpFailure failure) {
            throw CallFailure.of(failure);
        } catch (ScaleOutException told) {
            throw told.signalsOutage() ? told : new NothingLearned(told);
        }
    }

    /** The answer that a response of ours was made from. */
    public static Answer answer(Response response) {
        return ((Body) response.body()).answer();
    }

    /** Carries the answer through Feign without copying it. */
    private record Body(Answer answer) implements Response.Body {

        @Override
        public Integer length() {
            return answer.body().length;
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public InputStream asInputStream() {
            return new ByteArrayInputStream(answer.body());
        }

        @Override
        public Reader asReader(Charset charset) {
            return new InputStreamReader(asInputStream(), charset);
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
