/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.fake.internal.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class FakeDdmServerTest {

    private static final String HEAD = "POST " + HttpCalls.ENLARGE + " HTTP/1.1\r\nHost: fake\r\nX-Auth-Token: "
            + Examples.TOKEN + "\r\nContent-Type: application/json\r\n";
    private static final String LENGTH = "Content-Length: " + HttpCalls.ONE_NODE.length() + "\r\n";

    private final FakeCloud cloud =
            FakeCloud.builder().jobDuration(Duration.ZERO).withExamples().build();

    /** Sends these characters and reads until the server closes the connection. */
    static String exchange(FakeDdmServer server, String request) throws IOException {
        try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("ddm4j-fake"))
                .collect(Collectors.toSet());
    }

    @Test
    void it_listens_on_loopback_and_closing_leaves_no_thread_and_no_port() {
        Set<Thread> before = threads();
        FakeDdmServer server = FakeDdmServer.start(cloud);
        HttpCalls calls = new HttpCalls(server);
        assertThat(server.uri().getHost()).isEqualTo("127.0.0.1");
        assertThat(calls.enlarge(HttpCalls.ONE_NODE).status()).isEqualTo(200);
        cloud.failNext(Fault.neverAnswer());
        assertThatThrownBy(() -> calls.trySend(calls.withToken(HttpCalls.ENLARGE)
                        .timeout(Duration.ofMillis(100))
                        .POST(HttpRequest.BodyPublishers.noBody())))
                .isInstanceOf(IOException.class);
        assertThat(threads()).hasSizeGreaterThan(before.size());

        server.close();
        server.close();

        assertThat(threads()).isSubsetOf(before);
        assertThatThrownBy(() -> exchange(server, "")).isInstanceOf(IOException.class);
        cloud.setReachable(false);
        cloud.setReachable(true);
        assertThatThrownBy(() -> exchange(server, "")).isInstanceOf(IOException.class);
    }

    @Test
    void a_port_that_is_taken_is_named() {
        try (FakeDdmServer first = FakeDdmServer.start(cloud)) {
            assertThatThrownBy(() -> FakeDdmServer.start(cloud, first.uri().getPort()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("port " + first.uri().getPort());
        }
    }

    @Test
    void a_connection_is_kept_and_may_carry_requests_back_to_back() throws IOException {
        try (FakeDdmServer server = FakeDdmServer.start(cloud)) {
            String request = HEAD + LENGTH + "\r\n" + HttpCalls.ONE_NODE;
            String last = request.replace("Host: fake", "Host: fake\r\nConnection: close");

            String answers = exchange(server, request + request + last);

            assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(4);
            assertThat(answers.split("Connection: close", -1)).hasSize(2);
        }
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(5);
    }

    @Test
    void a_body_may_come_in_chunks_after_a_hundred_continue() throws IOException {
        int half = HttpCalls.ONE_NODE.length() / 2;
        String chunks = Integer.toHexString(half) + ";x=y\r\n" + HttpCalls.ONE_NODE.substring(0, half) + "\r\n"
                + Integer.toHexString(HttpCalls.ONE_NODE.length() - half) + "\r\n"
                + HttpCalls.ONE_NODE.substring(half) + "\r\n0\r\nTrailer: t\r\n\r\n";
        try (FakeDdmServer server = FakeDdmServer.start(cloud)) {
            String answer = exchange(
                    server,
                    HEAD + "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n" + chunks);

            assertThat(answer).startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 ");
        }
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(3);
    }

    @Test
    void http_1_0_and_the_whole_uri_are_understood() throws IOException {
        try (FakeDdmServer server = FakeDdmServer.start(cloud)) {
            String answer = exchange(
                    server,
                    HEAD.replace("HTTP/1.1", "HTTP/1.0").replace("POST /", "POST http://127.0.0.1/") + LENGTH + "\r\n"
                            + HttpCalls.ONE_NODE);

            assertThat(answer).startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "GET / HTTP/2",
                "GET / HTTP/1.1~: x",
                "GET / HTTP/1.1~Content-Length: ten",
                "GET / HTTP/1.1~Content-Length: -1",
                "GET / HTTP/1.1~Transfer-Encoding: gzip",
                "GET /%zz HTTP/1.1~Connection: close"
            })
    void what_is_no_request_is_refused_by_the_gateway(String head) throws IOException {
        try (FakeDdmServer server = FakeDdmServer.start(cloud)) {
            String answer = exchange(server, head.replace("~", "\r\n") + "\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("APIGW.0201");
        }
    }

    @Test
    void the_limits_of_the_gateway_are_kept() throws IOException {
        String megabyte = "x".repeat(1024 * 1024);
        try (FakeDdmServer server = FakeDdmServer.start(cloud)) {
            assertThat(exchange(server, "GET /" + megabyte + " HTTP/1.1\r\n\r\n"))
                    .startsWith("HTTP/1.1 414 ");
            assertThat(exchange(server, "GET / HTTP/1.1\r\nX: " + megabyte + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 494 ");
            String many = ("X: " + "x".repeat(30_000) + "\r\n").repeat(5);
            assertThat(exchange(server, "GET / HTTP/1.1\r\n" + many + "\r\n")).startsWith("HTTP/1.1 494 ");
            String body = megabyte.repeat(13);
            assertThat(exchange(server, HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body))
                    .startsWith("HTTP/1.1 413 ");
        }
        assertThat(cloud.requestsSeen()).isZero();
    }

    @Test
    void a_client_that_leaves_within_a_request_has_asked_for_nothing() throws IOException {
        try (FakeDdmServer server = FakeDdmServer.start(cloud)) {
            try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
                socket.getOutputStream()
                        .write((HEAD + LENGTH + "\r\n{\"flavor_id\"").getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                InputStream in = socket.getInputStream();
                assertThat(in.readAllBytes()).isEmpty();
            }
        }
        assertThat(cloud.requestsSeen()).isZero();
    }

    @Test
    void an_answer_carries_the_time_of_the_cloud() {
        FakeClock clock = FakeClock.at(Instant.parse("2026-06-05T08:00:00Z"));
        FakeCloud timed = FakeCloud.builder().clock(clock).withExamples().build();
        try (FakeDdmServer server = FakeDdmServer.start(timed)) {
            HttpCalls.Reply reply = new HttpCalls(server).enlarge(HttpCalls.ONE_NODE);

            assertThat(reply.header("Date")).isEqualTo("Fri, 5 Jun 2026 08:00:00 GMT");
        }
    }

    @Test
    void the_text_of_a_request_shows_no_token() {
        ServerRequest request =
                new ServerRequest("GET", "/v3/projects?name=x", Map.of("x-auth-token", Examples.TOKEN), new byte[0]);

        assertThat(request.toString()).isEqualTo("GET /v3/projects");
        assertThat(Arrays.asList(
                        cloud.toString(), cloud.core().token(Examples.TOKEN).toString()))
                .noneMatch(text -> text.contains(Examples.TOKEN));
        assertThat(cloud.core().accessKey(Examples.ACCESS_KEY)).asString().doesNotContain(Examples.SECRET_KEY);
    }
}
