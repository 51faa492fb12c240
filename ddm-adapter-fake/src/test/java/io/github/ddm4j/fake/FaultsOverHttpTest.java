/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each fault looks like to a client that has nothing but the wire. */
@Timeout(20)
class FaultsOverHttpTest {

    private final FakeCloud cloud =
            FakeCloud.builder().jobDuration(Duration.ZERO).withExamples().build();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);
    private final HttpCalls calls = new HttpCalls(server);

    @AfterEach
    void close() {
        server.close();
    }

    private int added() {
        return cloud.nodeCount(Examples.INSTANCE) - 2;
    }

    private HttpRequest.Builder oneNode() {
        return calls.withToken(HttpCalls.ENLARGE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(HttpCalls.ONE_NODE));
    }

    static Stream<Arguments> lost() {
        return Stream.of(
                Arguments.of(Fault.hangUp(), 0),
                Arguments.of(Fault.hangUp().afterApplying(), 1),
                Arguments.of(Fault.reset(), 0),
                Arguments.of(Fault.reset().afterApplying(), 1),
                Arguments.of(Fault.cutBody(), 1));
    }

    @ParameterizedTest
    @MethodSource("lost")
    void the_connection_ends_before_the_whole_answer_is_there(Fault fault, int nodesAdded) {
        calls.enlarge("warm up the connection");
        cloud.failNext(fault);

        assertThatThrownBy(() -> calls.trySend(oneNode())).isInstanceOf(IOException.class);

        assertThat(added()).isEqualTo(nodesAdded);
        assertThat(cloud.requestsSeen()).isEqualTo(2);
        assertThat(calls.enlarge(HttpCalls.ONE_NODE).status()).isEqualTo(200);
    }

    static Stream<Arguments> silent() {
        return Stream.of(
                Arguments.of(Fault.neverAnswer(), 0),
                Arguments.of(Fault.neverAnswer().afterApplying(), 1),
                Arguments.of(Fault.block().afterApplying(), 1),
                Arguments.of(Fault.slow(Duration.ofMinutes(1)).afterApplying(), 1));
    }

    @ParameterizedTest
    @MethodSource("silent")
    void no_answer_comes_in_time(Fault fault, int nodesAdded) {
        calls.enlarge("warm up the connection");
        cloud.failNext(fault);

        assertThatThrownBy(() -> calls.trySend(oneNode().timeout(Duration.ofMillis(500))))
                .isInstanceOf(HttpTimeoutException.class);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            while (added() < nodesAdded) {
                Thread.onSpinWait();
            }
        });
        assertThat(added()).isEqualTo(nodesAdded);
    }

    @Test
    void an_answer_can_stall_in_its_body_while_the_connection_stays_open() throws IOException {
        cloud.failNext(Fault.stallBody());
        String request = "POST " + HttpCalls.ENLARGE + " HTTP/1.1\r\nHost: fake\r\nX-Auth-Token: " + Examples.TOKEN
                + "\r\nContent-Type: application/json\r\nContent-Length: " + HttpCalls.ONE_NODE.length()
                + "\r\n\r\n" + HttpCalls.ONE_NODE;
        try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
            socket.setSoTimeout(200);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream seen = new ByteArrayOutputStream();

            assertThatThrownBy(() -> socket.getInputStream().transferTo(seen))
                    .isInstanceOf(SocketTimeoutException.class);

            assertThat(seen.toString(StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("{\"instanceId\"")
                    .doesNotContain("}");
        }
        assertThat(added()).isEqualTo(1);
    }

    @Test
    void a_slow_answer_comes_late_but_whole() {
        cloud.failNext(Fault.slow(Duration.ofMillis(150)));
        long start = System.nanoTime();

        assertThat(calls.enlarge(HttpCalls.ONE_NODE).status()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        assertThat(added()).isEqualTo(1);
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of(Fault.garbage(), "application/json", 8),
                Arguments.of(Fault.html(), "text/html", 61),
                Arguments.of(Fault.tooLargeBody(), "application/json", 16 * 1024 * 1024));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void the_answer_is_200_and_of_no_use(Fault fault, String type, long leastLength) {
        cloud.failNext(fault);

        HttpCalls.Reply reply = calls.enlarge(HttpCalls.ONE_NODE);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo(type);
        assertThat(Long.parseLong(reply.header("Content-Length"))).isGreaterThanOrEqualTo(leastLength);
        assertThat(added()).isEqualTo(1);
    }

    @Test
    void too_large_a_body_is_the_right_answer_and_blanks() {
        cloud.failNext(Fault.tooLargeBody());

        assertThat(calls.enlarge(HttpCalls.ONE_NODE).body().get("instanceId").textValue())
                .isEqualTo(Examples.INSTANCE.value());
    }

    @Test
    void an_answer_can_lack_its_ids_or_break_them_or_name_another_instance() {
        cloud.failNext(Fault.withoutIds());
        cloud.failNext(Fault.withBrokenIds());
        cloud.failNext(Fault.namingInstance(Examples.TWO_GROUPS_INSTANCE));

        assertThat(calls.enlarge(HttpCalls.ONE_NODE).body().has("jobId")).isFalse();
        assertThat(calls.enlarge(HttpCalls.ONE_NODE).body().get("jobId").textValue())
                .startsWith("job ");
        assertThat(calls.enlarge(HttpCalls.ONE_NODE).body().get("instanceId").textValue())
                .isEqualTo(Examples.TWO_GROUPS_INSTANCE.value());
        assertThat(added()).isEqualTo(3);
    }

    @Test
    void an_answer_with_an_error_is_written_in_the_shape_of_who_gives_it() {
        cloud.failNext(Fault.answer(500, "DBS.200412", "Server failure.").afterApplying());
        cloud.failNext(Fault.throttled().retryAfter(Duration.ofMillis(1500)));
        cloud.failNext(Fault.throttled().retryAfter("in a while"));
        cloud.failNext(Fault.answer(502));

        HttpCalls.Reply service = calls.enlarge(HttpCalls.ONE_NODE);
        assertThat(service.status()).isEqualTo(500);
        assertThat(service.body().get("errCode").textValue()).isEqualTo("DBS.200412");
        HttpCalls.Reply gateway = calls.enlarge(HttpCalls.ONE_NODE);
        assertThat(gateway.status()).isEqualTo(429);
        assertThat(gateway.header("Retry-After")).isEqualTo("2");
        assertThat(gateway.body().get("error_code").textValue()).isEqualTo("APIGW.0308");
        assertThat(calls.enlarge(HttpCalls.ONE_NODE).header("Retry-After")).isEqualTo("in a while");
        HttpCalls.Reply silent = calls.enlarge(HttpCalls.ONE_NODE);
        assertThat(silent.status()).isEqualTo(502);
        assertThat(silent.raw().body()).isEmpty();
        assertThat(added()).isEqualTo(1);
    }

    @Test
    void a_redirect_leads_back_here_so_that_following_it_is_seen() {
        cloud.failNext(Fault.answer(307));

        HttpCalls.Reply reply = calls.enlarge(HttpCalls.ONE_NODE);

        assertThat(reply.status()).isEqualTo(307);
        assertThat(reply.header("Location")).isEqualTo(HttpCalls.ENLARGE);
        assertThat(added()).isZero();
    }

    @Test
    void a_fault_for_reads_strikes_the_next_read_only() {
        cloud.failNext(Fault.answer(503, "DBS.300002", "later").onReads());

        assertThat(calls.enlarge(HttpCalls.ONE_NODE).status()).isEqualTo(200);
        String path = "/v3/" + Examples.PROJECT + "/instances/" + Examples.INSTANCE + "/groups";
        assertThat(calls.get(path).body().get("error_code").textValue()).isEqualTo("DBS.300002");
        assertThat(calls.get(path).status()).isEqualTo(200);
    }

    @Test
    void a_provider_out_of_reach_refuses_connections_and_comes_back_at_the_same_address() {
        assertThat(calls.enlarge(HttpCalls.ONE_NODE).status()).isEqualTo(200);
        cloud.setReachable(false);

        assertThatThrownBy(() -> new Socket(server.uri().getHost(), server.uri().getPort()))
                .isInstanceOf(ConnectException.class);
        assertThat(cloud.requestsSeen()).isEqualTo(1);

        cloud.setReachable(true);
        assertThat(calls.enlarge(HttpCalls.ONE_NODE).status()).isEqualTo(200);
    }
}
