/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import io.github.ddm4j.feign.http.HttpFailure.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;

/**
 * Sends a request and reads its answer, within a deadline that covers everything: waiting for a connection, connecting,
 * TLS, sending, headers and body. Knows whether a request that failed may have left. Thread-safe.
 */
public final class Transport implements AutoCloseable {

    private final HttpClientConnectionManager connections;
    private final CloseableHttpClient client;
    private final CallWatch watch;
    private final AnswerReader reader;

    public Transport(TransportSettings settings) {
        connections = SingleSendClient.connections(settings);
        client = SingleSendClient.build(settings, connections);
        watch = new CallWatch("ddm4j-call-watch");
        reader = new AnswerReader(settings.maxResponseBytes());
    }

    /**
     * A request to send.
     *
     * @param headers headers besides those of the transport and of the authenticator
     * @param body the body; empty for none
     */
    public record Outgoing(String method, URI uri, Map<String, String> headers, byte[] body) {}

    /**
     * Sends a request, and after a 401 once more if there are newer credentials.
     *
     * @param timeout the time for all of it
     * @return the answer, whatever its status
     * @throws HttpFailure if no answer came
     */
    public Answer exchange(Outgoing request, RequestAuthenticator authenticator, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        Secrets secrets = new Secrets();
        Map<String, String> first =
                Credentials.ask(() -> authenticator.headers(request.method(), request.uri(), request.body()), secrets);
        secrets.add(authenticator.secrets(first));
        Answer answer = send(request, first, secrets, deadline);
        if (answer.status() != 401) {
            return answer;
        }
        Optional<Map<String, String>> renewed = Credentials.ask(
                () -> authenticator.headersAfterRefusal(first, request.method(), request.uri(), request.body()),
                secrets);
        if (renewed.isEmpty()) {
            return answer;
        }
        secrets.add(authenticator.secrets(renewed.get()));
        return send(request, renewed.get(), secrets, deadline);
    }

    private Answer send(Outgoing request, Map<String, String> credentials, Secrets secrets, long deadline) {
        Exchange exchange = new Exchange(request.method(), request.uri(), deadline);
        request.headers().forEach(exchange::setHeader);
        credentials.forEach(exchange::setHeader);
        if (request.body().length > 0) {
            exchange.setEntity(new ByteArrayEntity(request.body(), null));
        }
        watch.add(exchange);
        try {
            return perform(exchange, secrets);
        } finally {
            watch.remove(exchange);
        }
    }

    private Answer perform(Exchange exchange, Secrets secrets) {
        ClassicHttpResponse response;
        try {
            refuseIfOver(exchange);
            response = client.executeOpen(null, exchange, null);
        } catch (Throwable failure) {
            throw failed(exchange, failure, secrets);
        }
        try {
            if (!exchange.handedOver()) {
                throw new HttpFailure(Kind.NOT_SENT, "the proxy answered with status " + response.getCode(), null);
            }
            return reader.read(response, secrets);
        } catch (HttpFailure failure) {
            throw failure;
        } catch (Throwable failure) {
            throw failed(exchange, failure, secrets);
        } finally {
            release(exchange, response);
        }
    }

    /** Ends the request first, or closing would read the rest of a body that is too long or never ends. */
    private static void release(Exchange exchange, ClassicHttpResponse response) {
        exchange.cancel();
        Closer.closeQuietly(response);
    }

    /** Called by the HTTP client when the connection is there: what fails before is unsent. */
    static ClassicHttpResponse handOver(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Exchange exchange = (Exchange) scope.originalRequest;
        refuseIfOver(exchange);
        request.setPath(exchange.getPath());
        exchange.handOver();
        return chain.proceed(request, scope);
    }

    private static void refuseIfOver(Exchange exchange) throws IOException {
        exchange.cutIfOver(System.nanoTime());
        if (exchange.cut() != null) {
            throw new InterruptedIOException("Cut off before it was sent");
        }
    }

    private static HttpFailure failed(Exchange exchange, Throwable failure, Secrets secrets) {
        // An interrupt closes the socket of a virtual thread by itself, before the watch has looked.
        exchange.cutIfOver(System.nanoTime());
        Exchange.Cut cut = exchange.cut();
        if (cut == Exchange.Cut.INTERRUPT || cut == Exchange.Cut.CLOSE) {
            return new HttpFailure(exchange.handedOver() ? Kind.GIVEN_UP : Kind.GIVEN_UP_UNSENT, cut.text(), null);
        }
        String why = cut == null ? failure.getClass().getSimpleName() : cut.text();
        Throwable cause = secrets.harmless(failure);
        return new HttpFailure(exchange.handedOver() ? Kind.NO_ANSWER : Kind.NOT_SENT, why, cause);
    }

    public boolean closed() {
        return watch.closed();
    }

    /** Waits, but no longer than until the transport is closed. */
    public void pause(Duration time) throws InterruptedException {
        watch.awaitClose(time);
    }

    /** Ends what is in flight. No thread or connection is left. */
    @Override
    public void close() {
        watch.close();
        connections.close(CloseMode.IMMEDIATE);
    }
}
