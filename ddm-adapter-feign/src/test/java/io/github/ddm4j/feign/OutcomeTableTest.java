/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.dripAfter;
import static io.github.ddm4j.feign.HostileServer.hangUp;
import static io.github.ddm4j.feign.HostileServer.rawThenHangUp;
import static io.github.ddm4j.feign.HostileServer.reply;
import static io.github.ddm4j.feign.HostileServer.reset;
import static io.github.ddm4j.feign.HostileServer.stallAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import io.github.ddm4j.feign.HostileServer.Act;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The outcome table, row by row, with what the server saw and what the circuit breaker made of it. */
class OutcomeTableTest {

    private static final Duration DEADLINE = Duration.ofMillis(500);
    private static final String OK_HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n";

    private final HostileServer server = HostileServer.start();
    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
    private final FeignScaleOutAdapter adapter = adapter(Duration.ofSeconds(10));

    private FeignScaleOutAdapter adapter(Duration deadline) {
        return Wire.adapter(server)
                .http(http -> http.deadline(deadline))
                .http(http -> http.maxResponseBytes(10_000))
                .circuitBreakerRegistry(registry)
                .build();
    }

    /** A first call loads hundreds of classes, which on a busy machine takes longer than a short deadline. */
    @BeforeAll
    static void warmUp() {
        try (HostileServer server = HostileServer.start();
                FeignScaleOutAdapter adapter = Wire.adapter(server)
                        .http(http -> http.deadline(Duration.ofMinutes(1)))
                        .build()) {
            server.then(reply(200, Wire.STARTED));
            adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE);
        }
    }

    @AfterEach
    void stop() {
        adapter.close();
        server.close();
    }

    @Test
    void success_with_a_job_id_is_a_started_job() {
        server.then(reply(200, Wire.STARTED));

        assertThat(adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)).isInstanceOfSatisfying(JobStarted.class, job -> {
            assertThat(job.jobId()).hasToString("1eb697c0-1842-43a3-8671-f562d0385cb9");
            assertThat(job.instanceId()).isEqualTo(Wire.INSTANCE);
            assertThat(job.instanceName()).contains("ddm-fb88-test");
            assertThat(job.orderId()).isEmpty();
        });
        assertOnePost();
        assertBreaker(1, 0);
    }

    @Test
    void a_receipt_has_the_id_of_its_request_where_the_answer_tells_one() {
        server.then(
                reply(200, Wire.STARTED, "x-request-id: id-of-the-job"),
                reply(200, Wire.ORDERED, "X-Request-Id:  id-of-the-order "),
                reply(200, Wire.STARTED, "X-Request-Id:  "),
                reply(200, Wire.STARTED));

        assertThat(requestIdOfAReceipt()).contains("id-of-the-job");
        assertThat(requestIdOfAReceipt()).contains("id-of-the-order");
        assertThat(requestIdOfAReceipt()).isEmpty();
        assertThat(requestIdOfAReceipt()).isEmpty();
    }

    private Optional<String> requestIdOfAReceipt() {
        return adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE).requestId();
    }

    @Test
    void success_with_an_order_id_is_a_placed_order() {
        server.then(reply(200, Wire.ORDERED));

        assertThat(adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE))
                .isInstanceOfSatisfying(
                        OrderPlaced.class, order -> assertThat(order.orderId()).hasToString("CS1810251738L8VVD"));
        assertOnePost();
        assertBreaker(1, 0);
    }

    @Test
    void success_with_both_ids_is_a_started_job_that_keeps_the_order_id() {
        server.then(reply(202, "{\"jobId\":\"j1\",\"orderId\":\"CS1\",\"more\":[1]}"));

        assertThat(adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE))
                .isInstanceOfSatisfying(
                        JobStarted.class, job -> assertThat(job.orderId()).hasToString("Optional[CS1]"));
    }

    static Stream<Arguments> unusableSuccesses() {
        return Stream.of(
                Arguments.of("neither id", reply(200, "{\"instanceId\":\"" + Wire.INSTANCE + "\"}")),
                Arguments.of("blank ids", reply(200, "{\"jobId\":\" \",\"orderId\":\"\"}")),
                Arguments.of("null ids", reply(200, "{\"jobId\":null}")),
                Arguments.of("an id that is none", reply(200, "{\"jobId\":\"../x\"}")),
                Arguments.of("a number for an id", reply(200, "{\"jobId\":7}")),
                Arguments.of("a job id and an order id that is none", reply(200, "{\"jobId\":\"j\",\"orderId\":{}}")),
                Arguments.of("another instance", reply(200, "{\"instanceId\":\"other\",\"jobId\":\"j\"}")),
                Arguments.of("an instance that is no text", reply(200, "{\"instanceId\":1,\"jobId\":\"j\"}")),
                Arguments.of("HTML", reply(200, "<html>jobId</html>")),
                Arguments.of("no body", reply(200, "")),
                Arguments.of("no content", rawThenHangUp("HTTP/1.1 204 No Content\r\n\r\n")),
                Arguments.of("an array", reply(200, "[{\"jobId\":\"j\"}]")),
                Arguments.of("null", reply(200, "null")),
                Arguments.of("text", reply(200, "\"j\"")),
                Arguments.of("JSON and more", reply(200, "{\"jobId\":\"j\"}{")),
                Arguments.of("cut JSON", reply(200, "{\"jobId\":\"j\"")),
                Arguments.of("a cut body", rawThenHangUp(OK_HEAD + "{\"jobId\":\"j\"}")),
                Arguments.of(
                        "a cut chunk",
                        rawThenHangUp(
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nd\r\n{\"jobId\":\"j\"}\r\n")),
                Arguments.of("a body over the cap", reply(200, "{\"jobId\":\"j\"}" + " ".repeat(10_000))),
                Arguments.of(
                        "an endless header",
                        rawThenHangUp("HTTP/1.1 200 OK\r\nX: " + "x".repeat(1_000_000) + "\r\n\r\n{}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusableSuccesses")
    void success_without_a_usable_answer_is_unknown(String what, Act act) {
        assertUnknown(act);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308, 408, 460, 499, 500, 501, 502, 503, 504, 599, 600, 999})
    void a_status_that_proves_nothing_is_unknown(int status) {
        OutcomeUnknownException unknown =
                assertUnknown(reply(status, Wire.page("response-500.json"), "Retry-After: 0", "X-Request-Id: r1"));

        assertThat(unknown.requestId()).contains("r1");
        if (status != 304) {
            assertThat(unknown.errorCode()).contains("DBS.200412");
            assertThat(unknown.providerMessage()).contains("Server failure.");
        }
    }

    static Stream<Arguments> brokenConnections() {
        return Stream.of(
                Arguments.of("hangs up", hangUp()),
                Arguments.of("resets", reset()),
                Arguments.of("switches protocols", rawThenHangUp("HTTP/1.1 101 Switching\r\nUpgrade: TLS/1.3\r\n\r\n")),
                Arguments.of("is no HTTP server", rawThenHangUp("SSH-2.0-OpenSSH_9.6\r\n")),
                Arguments.of("speaks HTTP/2", rawThenHangUp("HTTP/2 200 OK\r\n\r\n{\"jobId\":\"j\"}")));
    }

    @ParameterizedTest(name = "server {0}")
    @MethodSource("brokenConnections")
    void no_answer_once_the_connection_was_there_is_unknown(String what, Act act) {
        assertUnknown(act);
    }

    static Stream<Arguments> slowAnswers() {
        return Stream.of(
                Arguments.of("stalls before the headers", stallAfter("")),
                Arguments.of("stalls in the headers", stallAfter("HTTP/1.1 200 OK\r\nContent-")),
                Arguments.of("stalls in the body", stallAfter(OK_HEAD + "{")),
                Arguments.of("drips its headers", dripAfter("HTTP/1.1 200 OK\r\nX-Slow: ")),
                Arguments.of("drips its body", dripAfter("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{")),
                Arguments.of("never ends its body", dripAfter("HTTP/1.1 200 OK\r\n\r\n{\"jobId\":\"j\"}")),
                Arguments.of("goes on with 100", dripAfter("HTTP/1.1 100 Continue\r\n\r\n")));
    }

    @ParameterizedTest(name = "server {0}")
    @MethodSource("slowAnswers")
    void no_whole_answer_within_the_deadline_is_unknown(String what, Act act) {
        try (FeignScaleOutAdapter impatient = adapter(DEADLINE)) {
            assertOutcome(impatient, OutcomeUnknownException.class, act);
            assertBreaker(0, 1);
        }
    }

    @Test
    void a_refusal_stays_one_if_its_body_does_not_come_within_the_deadline() {
        try (FeignScaleOutAdapter impatient = adapter(DEADLINE)) {
            assertOutcome(
                    impatient,
                    ScaleOutRejectedException.class,
                    stallAfter("HTTP/1.1 400 X\r\nContent-Length: 50\r\n\r\n{\"errCode\""));
            assertBreaker(1, 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST",
        "403, ACCESS",
        "404, NOT_FOUND",
        "405, BAD_REQUEST",
        "409, INSTANCE_BUSY",
        "413, QUOTA",
        "414, BAD_REQUEST",
        "415, BAD_REQUEST",
        "422, OTHER",
        "494, BAD_REQUEST",
        "498, OTHER"
    })
    void a_refusal_is_rejected_by_its_status(int status, RejectionReason reason) {
        ScaleOutRejectedException rejected = assertOutcome(ScaleOutRejectedException.class, reply(status, ""));

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.errorCode()).isEmpty();
        assertBreaker(1, 0);
    }

    @Test
    void a_refusal_is_rejected_by_its_error_code_first() {
        ScaleOutRejectedException rejected = assertOutcome(
                ScaleOutRejectedException.class,
                reply(400, "{\"errCode\":\"DBS.300323\",\"externalMessage\":\"RDS is busy\"}", "X-Request-Id: r2"));

        assertThat(rejected.reason()).isEqualTo(RejectionReason.RDS_NOT_READY);
        assertThat(rejected.errorCode()).contains("DBS.300323");
        assertThat(rejected.providerMessage()).contains("RDS is busy");
        assertThat(rejected.requestId()).contains("r2");
        assertThat(rejected.safeToRepeat()).isTrue();
    }

    @Test
    void a_busy_instance_is_not_safe_to_repeat_because_the_order_at_work_may_be_ones_own() {
        ScaleOutRejectedException rejected =
                assertOutcome(ScaleOutRejectedException.class, reply(409, "{\"errCode\":\"DBS.200019\"}"));

        assertThat(rejected.reason()).isEqualTo(RejectionReason.INSTANCE_BUSY);
        assertThat(rejected.safeToRepeat()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "400, DBS.300002",
        "400, DBS.300120",
        "400, DBS.300400",
        "400, DBS.200412",
        "404, DBS.300346",
        "403, APIGW.0601",
        "413, APIG.0203"
    })
    void a_refusing_status_with_an_error_code_of_a_fault_inside_is_unknown(int status, String code) {
        OutcomeUnknownException unknown = assertUnknown(reply(status, "{\"errCode\":\"" + code + "\"}"));

        assertThat(unknown.errorCode()).contains(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{},\"errCode\":\"DBS.300323\"}",
                "{\"errors\":[{\"error_code\":\"DBS.300323\"}]}",
                "{\"errorCode\":\"DBS.300323\"}"
            })
    void the_error_code_is_found_in_any_shape(String body) {
        ScaleOutRejectedException rejected = assertOutcome(ScaleOutRejectedException.class, reply(400, body));

        assertThat(rejected.reason()).isEqualTo(RejectionReason.RDS_NOT_READY);
    }

    static List<Act> refusalsWithoutUsableBody() {
        return List.of(
                reply(400, "<html>"),
                reply(400, new byte[] {(byte) 0xff, 0, 1}),
                reply(400, " ".repeat(20_000)),
                rawThenHangUp("HTTP/1.1 400 X\r\nContent-Length: 50\r\n\r\n{\"errCode\""));
    }

    @ParameterizedTest
    @MethodSource("refusalsWithoutUsableBody")
    void a_refusal_stays_one_without_a_usable_body(Act act) {
        ScaleOutRejectedException rejected = assertOutcome(ScaleOutRejectedException.class, act);

        assertThat(rejected.reason()).isEqualTo(RejectionReason.BAD_REQUEST);
        assertBreaker(1, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "'Retry-After: 7', PT7S",
        "'Retry-After: 2.0', PT2S",
        "'Retry-After: 0.5', PT1S",
        "'Retry-After: 299.997', PT5M",
        "'Retry-After: Sunday, 06-Nov-94 08:49:37 GMT', PT0S",
        "'Retry-After: soon',",
        "'X: y',"
    })
    void too_many_calls_is_unavailable_with_the_wait_if_given(String header, Duration wait) {
        ProviderUnavailableException unavailable = assertOutcome(
                ProviderUnavailableException.class,
                reply(429, "{\"error_code\":\"APIG.0308\",\"error_msg\":\"limit\",\"request_id\":\"r3\"}", header));

        assertThat(unavailable.retryAfter()).isEqualTo(Optional.ofNullable(wait));
        assertThat(unavailable.errorCode()).contains("APIG.0308");
        assertThat(unavailable.requestId()).contains("r3");
        assertThat(unavailable.signalsOutage()).isFalse();
        assertBreaker(1, 0);
    }

    @Test
    void an_error_told_with_a_success_status_is_unknown_and_shown() {
        OutcomeUnknownException unknown = assertUnknown(reply(200, Wire.page("response-400.json")));

        assertThat(unknown.errorCode()).contains("DBS.280001");
    }

    @Test
    void a_redirect_is_not_followed_and_the_token_goes_nowhere_else() {
        try (HostileServer other = HostileServer.start()) {
            for (int status : List.of(301, 302, 303, 307, 308)) {
                server.then(reply(status, "", "Location: " + other.uri() + "/v2/x"));
                catchThrowableOfType(
                        OutcomeUnknownException.class, () -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE));
            }

            assertThat(server.posts()).isEqualTo(5);
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void refused_connection_is_unavailable() throws IOException {
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }
        assertUnreachable(URI.create("http://127.0.0.1:" + closedPort));
    }

    @Test
    void unresolved_name_is_unavailable() {
        assertUnreachable(URI.create("https://no-such-host.invalid"));
    }

    private void assertUnreachable(URI endpoint) {
        try (FeignScaleOutAdapter elsewhere = FeignScaleOutAdapter.builder(
                        endpoint, Wire.PROJECT, AuthTokenProvider.fixed(Wire.TOKEN))
                .circuitBreakerRegistry(registry)
                .build()) {
            ProviderUnavailableException unavailable = catchThrowableOfType(
                    ProviderUnavailableException.class, () -> elsewhere.scaleOut(Wire.INSTANCE, Wire.ONE_NODE));
            assertThat(unavailable.safeToRepeat()).isTrue();
            assertThat(unavailable.signalsOutage()).isTrue();
            assertBreaker(0, 1);
        }
    }

    private OutcomeUnknownException assertUnknown(Act act) {
        OutcomeUnknownException unknown = assertOutcome(OutcomeUnknownException.class, act);
        assertThat(unknown.safeToRepeat()).isFalse();
        assertBreaker(0, 1);
        return unknown;
    }

    private <T extends ScaleOutException> T assertOutcome(Class<T> type, Act act) {
        return assertOutcome(adapter, type, act);
    }

    private <T extends ScaleOutException> T assertOutcome(FeignScaleOutAdapter called, Class<T> type, Act act) {
        server.then(act);
        long start = System.nanoTime();
        Throwable thrown = catchThrowable(() -> called.scaleOut(Wire.INSTANCE, Wire.ONE_NODE));
        assertThat(thrown).isInstanceOf(type);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plusSeconds(2));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertOnePost();
        return type.cast(thrown);
    }

    private void assertOnePost() {
        assertThat(server.posts()).isEqualTo(1);
        assertThat(server.received()).hasSize(1);
    }

    private void assertBreaker(int successes, int failures) {
        CircuitBreaker.Metrics metrics = Wire.breaker(registry).getMetrics();
        assertThat(metrics.getNumberOfSuccessfulCalls()).isEqualTo(successes);
        assertThat(metrics.getNumberOfFailedCalls()).isEqualTo(failures);
    }
}
