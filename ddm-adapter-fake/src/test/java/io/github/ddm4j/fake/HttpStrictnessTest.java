/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two readers could take for two different requests is refused, and nothing of it is applied. */
@Timeout(20)
class HttpStrictnessTest {

    private static final String BODY = HttpCalls.ONE_NODE;
    private static final int LENGTH = BODY.length();

    private final FakeCloud cloud =
            FakeCloud.builder().jobDuration(Duration.ZERO).withExamples().build();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);

    @AfterEach
    void close() {
        server.close();
    }

    /** An order with these headers; ~ ends a line. */
    private static String order(String version, String headers) {
        return ("POST " + HttpCalls.ENLARGE + " " + version + "~X-Auth-Token: " + Examples.TOKEN
                        + "~Content-Type: application/json~" + headers + "~~")
                .replace("~", "\r\n");
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private int added() {
        return cloud.nodeCount(Examples.INSTANCE) - 2;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: h~Content-Length: +68",
                "Host: h~Content-Length: -68",
                "Host: h~Content-Length: 6_8",
                "Host: h~Content-Length: 0x44",
                "Host: h~Content-Length: 68, 68",
                "Host: h~Content-Length: 68~Content-Length: 68",
                "Host: h~Content-Length: 68~Content-Length: 1",
                "Host: h~Content-Length:",
                "Host: h~Content-Length: 68~Transfer-Encoding: chunked",
                "Host: h~Transfer-Encoding: chunked, chunked",
                "Host: h~Transfer-Encoding: gzip, chunked",
                "Host: h~Transfer-Encoding: identity",
                "Content-Length: 68",
                "Host: h~Host: h~Content-Length: 68",
                "Host: h~Host: other~Content-Length: 68",
                "Host : h~Content-Length: 68",
                "Host: h~Content-Length : 68",
                "Host: h~ Content-Length: 68",
                "Host: h~Content-Length: 68~\tfolded: x",
                "Host: h~Content-Length: 68~X: a\u0000b",
                "Host: h~Content-Length: 68~: no name",
                "Host: h~Content-Length: 68~X(y): z"
            })
    void a_head_that_can_be_read_in_two_ways_is_400_with_an_id_and_a_date(String headers) throws IOException {
        String answer = exchange(order("HTTP/1.1", headers.replace("68", String.valueOf(LENGTH))) + BODY);

        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("\r\nX-Request-Id: 0000")
                .containsPattern("\r\nDate: \\w{3}, \\d+ \\w{3} \\d{4} ")
                .contains("\r\nConnection: close\r\n")
                .contains("APIGW.0201");
        assertThat(added()).isZero();
        assertThat(cloud.requestsSeen()).isZero();
        assertThat(cloud.requests()).singleElement().satisfies(seen -> assertThat(seen.kind())
                .isEqualTo("malformed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET  / HTTP/1.1", "GET / HTTP/1.2", "GET / HTTP/1.1 x", "G,ET / HTTP/1.1", "GET /\t HTTP/1.1"})
    void a_request_line_that_is_none_is_400(String line) throws IOException {
        assertThat(exchange(line + "\r\nHost: h\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void a_chunk_that_is_longer_than_its_size_is_refused() throws IOException {
        String chunk = Integer.toHexString(LENGTH) + "\r\n" + BODY + "x\r\n0\r\n\r\n";

        assertThat(exchange(order("HTTP/1.1", "Host: h~Transfer-Encoding: chunked") + chunk))
                .startsWith("HTTP/1.1 400 ")
                .contains("longer than its size");

        assertThat(added()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+44", "-1", " 44", "44 ", "4 4", "0x44", "", "zz", "fffffffffffffffff"})
    void a_chunk_size_is_hexadecimal_digits_and_nothing_else(String size) throws IOException {
        String chunk = size + "\r\n" + BODY + "\r\n0\r\n\r\n";

        assertThat(exchange(order("HTTP/1.1", "Host: h~Transfer-Encoding: chunked") + chunk))
                .startsWith("HTTP/1.1 400 ");

        assertThat(added()).isZero();
    }

    @Test
    void a_body_that_is_too_large_is_refused_before_it_is_asked_for() throws IOException {
        String answer = exchange(order("HTTP/1.1", "Host: h~Expect: 100-continue~Content-Length: 12582913"));

        assertThat(answer).startsWith("HTTP/1.1 413 ").doesNotContain("100 Continue");
    }

    @Test
    void an_expectation_that_nobody_knows_is_refused() throws IOException {
        assertThat(exchange(order("HTTP/1.1", "Host: h~Expect: 200-ok~Content-Length: " + LENGTH) + BODY))
                .startsWith("HTTP/1.1 417 ");

        assertThat(added()).isZero();
    }

    @Test
    void http_1_0_keeps_the_connection_only_if_the_client_asks_and_the_answer_says_so() throws IOException {
        String kept = order("HTTP/1.0", "Connection: Keep-Alive~Content-Length: " + LENGTH) + BODY;
        String last = order("HTTP/1.0", "Content-Length: " + LENGTH) + BODY;

        String answers = exchange(kept + kept + last);

        assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(4);
        assertThat(answers.split("Connection: keep-alive\r\n", -1)).hasSize(3);
        assertThat(answers).containsOnlyOnce("Connection: close\r\n");
        assertThat(added()).isEqualTo(3);
    }

    @Test
    void only_the_word_close_closes() throws IOException {
        String request = "GET /nowhere HTTP/1.1\r\nHost: h\r\nConnection: ";

        String answers =
                exchange(request + "x-close-not\r\n\r\n" + request + "upgrade, Close\r\n\r\n" + request + "x\r\n\r\n");

        assertThat(answers.split("HTTP/1.1 404 ", -1)).hasSize(3);
    }

    @Test
    void a_connection_on_which_nothing_comes_ends() throws IOException {
        try (FakeDdmServer hasty = FakeDdmServer.builder(cloud)
                        .idle(Duration.ofMillis(300))
                        .start();
                Socket idle = new Socket(hasty.uri().getHost(), hasty.uri().getPort());
                Socket halfway = new Socket(hasty.uri().getHost(), hasty.uri().getPort())) {
            halfway.getOutputStream().write("POST /v2 HTTP/1.1\r\nHost".getBytes(StandardCharsets.US_ASCII));
            idle.setSoTimeout(10_000);
            halfway.setSoTimeout(10_000);

            assertThat(ended(idle)).isTrue();
            assertThat(ended(halfway)).isTrue();
        }
    }

    private static boolean ended(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return in.read() < 0;
    }
}
