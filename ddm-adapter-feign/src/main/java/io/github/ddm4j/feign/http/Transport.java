/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.port.SendPermit;
import io.github.ddm4j.feign.http.HttpFailure.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request and reads its answer, within a deadline that covers everything: waiting for a connection, connecting,
 * TLS, sending, headers and body. Knows whether a request that failed may have left. Stands on single connections, so
 * that there is nothing below that could send again, follow or remember. Thread-safe.
 *
 * <p>A GET may be sent on a connection that has served another one, and leaves its own for the next if its answer is
 * {@linkplain Attempt#keep() found good}. Everything else has a connection of its own: opened for it, never used before,
 * closed after it.
 */
public final class Transport implements AutoCloseable {

    static final String USER_AGENT = "ddm4j";

    private static final int MOST_REPLACED = 16;

    /** The latest secrets that new ones have replaced: a provider may repeat them in an answer to a later request. */
    private final Queue<String> replaced = new ConcurrentLinkedQueue<>();

    private final URI endpoint;
    private final boolean reuse;
    /** Not private, so that a test or a benchmark can take the network away. */
    final ConnectionRoute route;

    private final Places places;
    private final IdleConnections idle;
    private final CallWatch watch = new CallWatch("ddm4j-call-watch");
    private final HttpAnswerReader reader;
    private final HttpRequestExecutor executor = new HttpRequestExecutor();

    /**
     * @param endpoint scheme, host and port of an API
     * @throws io.github.ddm4j.core.validation.SettingException if the endpoint is not one to send credentials to
     */
    public Transport(URI endpoint, HttpSettings settings) {
        this.endpoint = EndpointRules.check(endpoint, settings.insecureHttp());
        this.reuse = settings.reuseConnections();
        this.route = new ConnectionRoute(this.endpoint, settings);
        this.places = new Places(settings.maxConnections());
        this.idle = new IdleConnections(settings);
        this.reader = new HttpAnswerReader(settings.maxResponseBytes());
    }

    /** Returns the scheme, host and port that requests go to. */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * A request to send.
     *
     * @param headers headers besides those of the transport and of the authenticator
     * @param body the body; empty for none
     * @param gate asked for leave when the connection stands; null if there is none to ask
     */
    public record Request(
            String method,
            URI uri,
            Map<String, String> headers,
            byte[] body,
            @Nullable Supplier<SendPermit> gate) {}

    /** The means by which a request proves to the provider who asks. */
    public interface Authenticator {

        /** Returns the credentials for a request. */
        Credentials credentials(Request request);

        /**
         * Returns the credentials for the one more try after a 401, or empty if there are no newer ones.
         *
         * @param refused the credentials of the refused request
         * @param refusal the 401
         */
        Optional<Credentials> newer(Credentials refused, Request request, HttpAnswer refusal);

        /**
         * Returns true if requests were signed with this access key since this authenticator was made; false if it signs
         * none.
         */
        default boolean hasSignedWith(String accessKeyId) {
            return false;
        }

        /** Returns an authenticator for requests that need no credentials, such as the one for a token. */
        static Authenticator none(String... secrets) {
            return new Authenticator() {
                @Override
                public Credentials credentials(Request request) {
                    return new Credentials(Map.of(), List.of(secrets), "");
                }

                @Override
                public Optional<Credentials> newer(Credentials refused, Request request, HttpAnswer refusal) {
                    return Optional.empty();
                }
            };
        }
    }

    /**
     * Headers that authenticate one request. Added below Feign, so that no secret ever enters Feign's request, its
     * exceptions or its logs, and a signature covers the bytes that are really sent.
     *
     * @param secrets every text that must not show, in the headers and behind them
     * @param source what they were made of, which the authenticator alone reads
     */
    public record Credentials(Map<String, String> headers, List<String> secrets, Object source) {

        @Override
        public String toString() {
            return "***";
        }
    }

    /** One attempt of a call: its time, and the connection that it leaves behind. Belongs to one thread. */
    public static final class Attempt implements AutoCloseable {

        private final long deadline;
        private @Nullable HttpConnection left;
        private @Nullable Transport owner;

        private Attempt(long deadline) {
            this.deadline = deadline;
        }

        /** @param deadline by {@link System#nanoTime()} */
        public static Attempt until(long deadline) {
            return new Attempt(deadline);
        }

        /** Returns an attempt that may take so long from now on. */
        public static Attempt within(Duration time) {
            return new Attempt(System.nanoTime() + time.toNanos());
        }

        /** Keeps the connection for the next read, because the answer was one to the question. */
        public void keep() {
            settle(true);
        }

        /** Closes the connection, unless it was kept. */
        @Override
        public void close() {
            settle(false);
        }

        private void leave(HttpConnection connection, Transport transport) {
            left = connection;
            owner = transport;
            connection.acknowledge();
        }

        private void settle(boolean good) {
            HttpConnection connection = left;
            Transport transport = owner;
            left = null;
            owner = null;
            if (connection != null && transport != null) {
                transport.takeBack(connection, good);
            }
        }
    }

    /**
     * Sends a request, and after a 401 once more if there are newer credentials.
     *
     * @return the answer, whatever its status
     * @throws HttpFailure if no answer came
     * @throws ScaleOutRejectedException if the source of credentials refused
     * @throws ProviderUnavailableException if the source of credentials is down or was not even asked, as it says, or the
     *     gate refused
     */
    public HttpAnswer exchange(Request request, Authenticator authenticator, Attempt attempt) {
        Secrets secrets = new Secrets();
        secrets.add(route.secrets());
        secrets.add(replaced);
        Credentials first = ask(() -> authenticator.credentials(request), secrets);
        HttpAnswer answer = send(request, first, secrets, attempt);
        if (answer.status() != 401) {
            return answer;
        }
        attempt.close();
        Optional<Credentials> newer = ask(() -> authenticator.newer(first, request, answer), secrets);
        if (newer.isEmpty()) {
            return answer;
        }
        remember(first.secrets());
        return send(request, newer.get(), secrets, attempt);
    }

    private void remember(List<String> secrets) {
        replaced.addAll(secrets);
        while (replaced.size() > MOST_REPLACED) {
            replaced.poll();
        }
    }

    /** Asks the user's code for credentials, and tells wrong ones from a source that does not work. */
    private static <T> T ask(Supplier<T> source, Secrets sent) {
        try {
            return requireNonNull(source.get(), "credentials");
        } catch (ScaleOutRejectedException | ProviderUnavailableException told) {
            throw told;
        } catch (Throwable failed) {
            // Errors too: whatever it is, nothing was sent, and a caller who reads "unknown" would look for an order.
            throw new HttpFailure(Kind.NOT_SENT, "no credentials could be had", sent.harmless(failed));
        }
    }

    private HttpAnswer send(Request request, Credentials credentials, Secrets secrets, Attempt attempt) {
        secrets.add(credentials.secrets());
        HttpExchange exchange = new HttpExchange(attempt.deadline, request.gate());
        try {
            watch.add(exchange);
            exchange.refuseIfOver();
            places.take(exchange);
            return inPlace(request, credentials, exchange, secrets, attempt);
        } catch (Throwable failure) {
            throw failed(exchange, failure, secrets);
        } finally {
            watch.remove(exchange);
        }
    }

    /** Gives the place back, unless the connection that it stands for is left to the attempt. */
    private HttpAnswer inPlace(
            Request request, Credentials credentials, HttpExchange exchange, Secrets secrets, Attempt attempt)
            throws IOException, HttpException {
        boolean shared = reuse && request.method().equals("GET");
        HttpConnection connection = null;
        boolean left = false;
        try {
            exchange.refuseIfOver();
            connection = connect(shared ? idle.take() : null, exchange);
            ClassicHttpRequest message = message(request, credentials, shared);
            HttpCoreContext context = HttpCoreContext.create();
            connection.serve(exchange);
            ClassicHttpResponse response = executor.execute(message, connection, context);
            HttpAnswerReader.Read read = reader.read(response, secrets);
            left = shared
                    && read.complete()
                    && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(message, response, context);
            if (left) {
                attempt.leave(connection, this);
            } else if (read.complete()) {
                connection.close(CloseMode.GRACEFUL);
            }
            return read.answer();
        } finally {
            if (!left) {
                if (connection != null) {
                    connection.close(CloseMode.IMMEDIATE);
                }
                places.giveBack();
            }
        }
    }

    private HttpConnection connect(@Nullable HttpConnection rested, HttpExchange exchange)
            throws IOException, HttpException {
        if (rested != null) {
            exchange.uses(rested);
            return rested;
        }
        idle.trimTo(places.free());
        HttpConnection opened = new HttpConnection();
        exchange.uses(opened);
        route.open(opened, exchange);
        return opened;
    }

    private ClassicHttpRequest message(Request request, Credentials credentials, boolean shared) {
        ClassicHttpRequest message = route.request(request.method(), request.uri());
        request.headers().forEach(message::setHeader);
        credentials.headers().forEach(message::setHeader);
        message.setHeader(HttpHeaders.USER_AGENT, USER_AGENT);
        message.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        message.setHeader(HttpHeaders.CONNECTION, shared ? "keep-alive" : "close");
        if (request.body().length > 0) {
            message.setHeader(HttpHeaders.CONTENT_LENGTH, request.body().length);
            message.setEntity(new ByteArrayEntity(request.body(), null));
        }
        return message;
    }

    private void takeBack(HttpConnection connection, boolean good) {
        if (good) {
            idle.put(connection);
        } else {
            connection.close(CloseMode.GRACEFUL);
        }
        places.giveBack();
    }

    private static RuntimeException failed(HttpExchange exchange, Throwable failure, Secrets secrets) {
        if (failure instanceof ProviderUnavailableException refused && !exchange.handedOver()) {
            return refused;
        }
        if (failure instanceof HttpFailure known) {
            return known;
        }
        HttpExchange.Cut cut = exchange.cutBy(failure);
        if (cut == HttpExchange.Cut.INTERRUPT || cut == HttpExchange.Cut.CLOSE) {
            return new HttpFailure(exchange.handedOver() ? Kind.GIVEN_UP : Kind.GIVEN_UP_UNSENT, cut.text(), null);
        }
        String why = cut == null ? failure.getClass().getSimpleName() : cut.text();
        return new HttpFailure(exchange.handedOver() ? Kind.NO_ANSWER : Kind.NOT_SENT, why, secrets.harmless(failure));
    }

    public boolean closed() {
        return watch.closed();
    }

    /** Waits, but no longer than until the transport is closed. */
    public void sleep(Duration time) throws InterruptedException {
        watch.awaitClose(time);
    }

    /** Ends what is in flight. No thread or connection is left. */
    @Override
    public void close() {
        watch.close();
        places.close();
        idle.close();
    }
}
