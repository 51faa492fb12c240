/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.feign.http.Answer;
import io.github.ddm4j.feign.http.HttpFailure;
import io.github.ddm4j.feign.http.Transport;
import io.github.ddm4j.feign.http.Transport.Attempt;
import io.github.ddm4j.feign.http.Transport.Authenticator;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Map;

/** Lets Feign send through our transport. Feign never sees the credentials, nor anything but complete answers. */
public final class TransportClient implements Client {

    /**
     * All headers but those of the transport and of the authenticator. Not declared for Feign, whose handling of one costs
     * more than all of ours. The gateway refuses requests without a content type, GETs too.
     */
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

    private final Transport transport;
    private final Authenticator authenticator;

    public TransportClient(Transport transport, Authenticator authenticator) {
        this.transport = transport;
        this.authenticator = authenticator;
    }

    @Override
    public Response execute(Request request, Request.Options options) {
        CallOptions call = (CallOptions) options;
        byte[] body = request.body() == null ? new byte[0] : request.body();
        URI uri = URI.create(request.url());
        Answer answer = exchange(
                new Transport.Request(request.httpMethod().name(), uri, HEADERS, body, call.gate()), call.attempt());
        return Response.builder()
                .request(request)
                .status(answer.status())
                .headers(Map.of())
                .body(new Body(answer))
                .build();
    }

    private Answer exchange(Transport.Request request, Attempt attempt) {
        try {
            return transport.exchange(request, authenticator, attempt);
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
