/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** Stands between a client and a server, keeps what it saw, and changes what it is told to. */
final class Tap implements AutoCloseable {

    /** What each connection sets for itself. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "date", "host", "keep-alive", "transfer-encoding");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final HttpServer server;
    private final URI behind;
    private final UnaryOperator<Message> request;
    private final UnaryOperator<Message> reply;
    private final List<Message> requests = new CopyOnWriteArrayList<>();

    /**
     * A request or a reply.
     *
     * @param status of a reply
     * @param target of a request: path and query, as they are sent
     * @param headers names in lower case
     */
    record Message(int status, String target, Map<String, String> headers, String body) {

        Message withStatus(int other) {
            return new Message(other, target, headers, body);
        }

        Message withTarget(String other) {
            return new Message(status, other, headers, body);
        }

        Message withBody(String other) {
            return new Message(status, target, headers, other);
        }

        Message withHeader(String name, String value) {
            Map<String, String> all = new TreeMap<>(headers);
            all.put(name, value);
            return new Message(status, target, all, body);
        }

        Message withoutHeader(String name) {
            Map<String, String> rest = new TreeMap<>(headers);
            rest.remove(name);
            return new Message(status, target, rest, body);
        }
    }

    /** @param behind the server that requests are passed to */
    Tap(URI behind, UnaryOperator<Message> request, UnaryOperator<Message> reply) {
        this.behind = behind;
        this.request = request;
        this.reply = reply;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::pass);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The requests as they came. */
    List<Message> requests() {
        return requests;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            Message asked = new Message(
                    0, exchange.getRequestURI().toString(), firsts(exchange.getRequestHeaders()), text(exchange));
            requests.add(asked);
            Message answered = reply.apply(send(exchange, request.apply(asked)));
            answered.headers().forEach((name, value) -> {
                if (!OF_THE_CONNECTION.contains(name)) {
                    exchange.getResponseHeaders().set(name, value);
                }
            });
            byte[] body = bytes(answered);
            exchange.sendResponseHeaders(answered.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Message send(HttpExchange exchange, Message message) throws IOException {
        HttpRequest.Builder out = HttpRequest.newBuilder(behind.resolve(message.target()))
                .timeout(Duration.ofSeconds(10))
                .method(exchange.getRequestMethod(), BodyPublishers.ofString(message.body()));
        message.headers().forEach((name, value) -> {
            if (!OF_THE_CONNECTION.contains(name)) {
                out.header(name, value);
            }
        });
        try {
            HttpResponse<String> in = CLIENT.send(out.build(), BodyHandlers.ofString());
            return new Message(in.statusCode(), "", firsts(in.headers().map()), in.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** The body on the wire, packed if the headers say so. */
    private static byte[] bytes(Message reply) throws IOException {
        byte[] body = reply.body().getBytes(UTF_8);
        if (!"gzip".equals(reply.headers().get("content-encoding"))) {
            return body;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
            packing.write(body);
        }
        return packed.toByteArray();
    }

    private static String text(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    }

    private static Map<String, String> firsts(Map<String, List<String>> headers) {
        Map<String, String> firsts = new HashMap<>();
        headers.forEach((name, values) -> firsts.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return firsts;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
