/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.JobStatus;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of the way back: how an answer crosses the wire, what follows it, and single words in it. */
@Timeout(30)
class TransferFaultsTest {

    private static final OrderId BESIDE = new OrderId("order-beside-the-job");

    private static final String REQUEST = "POST " + HttpCalls.ENLARGE + " HTTP/1.1\r\nHost: fake\r\nX-Auth-Token: "
            + Examples.TOKEN + "\r\nContent-Type: application/json\r\nContent-Length: " + HttpCalls.ONE_NODE.length()
            + "\r\n\r\n" + HttpCalls.ONE_NODE;

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-06-05T08:00:00Z"));
    private final FakeCloud cloud =
            FakeCloud.builder().clock(clock).withExamples().build();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);
    private final HttpCalls calls = new HttpCalls(server);
    private final InMemoryScaleOutAdapter memory = InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT)
            .deadline(Duration.ofSeconds(5))
            .build();

    @AfterEach
    void close() {
        memory.close();
        server.close();
    }

    private static ScaleOutRequest oneNode() {
        return ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build();
    }

    private HttpRequest.Builder order() {
        return calls.withToken(HttpCalls.ENLARGE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(HttpCalls.ONE_NODE));
    }

    @Test
    void a_trickle_is_the_right_answer_one_byte_at_a_time() throws Exception {
        cloud.failNext(Fault.trickle(Duration.ofMillis(2)));
        long start = System.nanoTime();

        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(order().build(), HttpResponse.BodyHandlers.ofInputStream());
        byte[] body = answer.body().readAllBytes();

        assertThat(HttpCalls.json(new String(body, StandardCharsets.UTF_8)).has("jobId"))
                .isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(2L * body.length));
    }

    @Test
    void in_memory_a_trickle_is_too_late_if_all_its_bytes_are() {
        cloud.failNext(Fault.trickle(Duration.ofSeconds(1)));
        cloud.failNext(Fault.trickle(Duration.ofMillis(1)));

        assertThatThrownBy(() -> memory.scaleOut(Examples.INSTANCE, oneNode()))
                .isInstanceOf(OutcomeUnknownException.class);
        clock.advance(Duration.ofMinutes(1));
        memory.scaleOut(Examples.INSTANCE, oneNode());

        assertThat(cloud.accepted()).isEqualTo(2);
    }

    @Test
    void closing_the_server_ends_a_trickle() throws IOException {
        cloud.failNext(Fault.trickle(Duration.ofHours(1)));
        try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');

            server.close();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void a_retry_after_can_be_a_date_by_the_clouds_time() {
        cloud.failNext(2, Fault.throttled().retryAfterDate(Duration.ofSeconds(90)));

        assertThat(calls.send(order()).header("Retry-After")).isEqualTo("Fri, 5 Jun 2026 08:01:30 GMT");
        assertThatThrownBy(() -> memory.scaleOut(Examples.INSTANCE, oneNode()))
                .isInstanceOfSatisfying(ProviderUnavailableException.class, refused -> assertThat(refused.retryAfter())
                        .contains(Duration.ofSeconds(90)));
    }

    @Test
    void a_job_can_have_a_status_that_nobody_knows() {
        String job = calls.enlarge(HttpCalls.ONE_NODE).body().path("jobId").asText();
        cloud.failNext(3, Fault.jobStatus("Pondering"));
        String jobs = "/v3/" + Examples.PROJECT + "/jobs";

        assertThat(calls.get(jobs + "/" + job).body().path("job").path("status").asText())
                .isEqualTo("Pondering");
        String times = "?start_time=" + clock.millis() + "&end_time=" + clock.millis();
        assertThat(calls.get(jobs + times).body().findValuesAsText("status")).containsExactly("Pondering");
        assertThat(memory.jobsSince(Instant.EPOCH).get(0).status()).isEqualTo(new JobStatus("Pondering"));
        assertThat(memory.jobsSince(Instant.EPOCH).get(0).status()).isEqualTo(new JobStatus("Running"));
    }

    @Test
    void a_job_can_be_of_another_kind() {
        String job = calls.enlarge(HttpCalls.ONE_NODE).body().path("jobId").asText();
        cloud.failNext(3, Fault.jobName("ReduceNode"));
        String jobs = "/v3/" + Examples.PROJECT + "/jobs";

        assertThat(calls.get(jobs + "/" + job).body().path("job").path("name").asText())
                .isEqualTo("ReduceNode");
        String times = "?start_time=" + clock.millis() + "&end_time=" + clock.millis();
        assertThat(calls.get(jobs + times).body().findValuesAsText("name")).containsExactly("ReduceNode");
        assertThat(memory.jobsSince(Instant.EPOCH).get(0).name()).isEqualTo("ReduceNode");
        assertThat(memory.jobsSince(Instant.EPOCH).get(0).name()).isEqualTo("EnlargeNode");
    }

    @Test
    void an_answer_can_be_compressed_though_nobody_asked() throws Exception {
        cloud.failNext(Fault.gzip());
        cloud.failNext(Fault.answer(400, "DBS.200019", "busy").gzipped());
        cloud.failNext(Fault.gzip().onReads());

        assertThat(unpacked(order()).has("jobId")).isTrue();
        assertThat(unpacked(order()).path("errCode").asText()).isEqualTo("DBS.200019");
        assertThat(unpacked(calls.withToken("/v1/" + Examples.PROJECT + "/instances")
                                .GET())
                        .has("instances"))
                .isTrue();
    }

    private static JsonNode unpacked(HttpRequest.Builder request) throws Exception {
        HttpResponse<byte[]> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return HttpCalls.json(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void a_compressed_answer_can_be_a_bomb() throws Exception {
        cloud.failNext(Fault.tooLargeBody().gzipped());

        HttpResponse<byte[]> answer =
                HttpClient.newHttpClient().send(order().build(), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.body()).hasSizeLessThan(64 * 1024);
    }

    /** What a connection carries after an order, until nothing more comes for a while. */
    private String after(Fault fault) throws IOException {
        cloud.failNext(fault);
        String request = REQUEST + "GET /nowhere HTTP/1.1\r\nHost: fake\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 403, 429, 500})
    void an_unasked_answer_follows_the_right_one_on_the_same_connection(int status) throws IOException {
        String[] answers = after(Fault.unasked(status)).split("HTTP/1.1 ");

        assertThat(answers).hasSize(4);
        assertThat(answers[1])
                .startsWith("200 ")
                .contains(cloud.jobs(Examples.PROJECT).get(0).id().value());
        assertThat(answers[2]).startsWith(status + " ");
        assertThat(answers[3]).startsWith("404 ").contains("APIGW.0101");
        if (status == 200) {
            assertThat(answers[2]).contains(Examples.INSTANCE.value(), "00000000-0000-4000-8000-000000000000");
        }
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    @Test
    void an_unasked_answer_can_be_any_and_late() throws IOException {
        long start = System.nanoTime();

        String[] answers = after(Fault.unasked(200, "{\"jobs\":[]}").late(Duration.ofMillis(120)))
                .split("HTTP/1.1 ");

        assertThat(answers[2]).endsWith("{\"jobs\":[]}");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void any_answer_can_be_late() {
        cloud.failNext(Fault.answer(500).late(Duration.ofMillis(120)));
        long start = System.nanoTime();

        assertThat(calls.send(order()).status()).isEqualTo(500);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void in_memory_an_answer_is_late_only_beyond_the_deadline() {
        cloud.failNext(Fault.answer(202).accepting(BESIDE).afterApplying().late(Duration.ofSeconds(4)));
        cloud.failNext(Fault.answer(202).accepting(BESIDE).afterApplying().late(Duration.ofSeconds(6)));

        JobStarted started = (JobStarted) memory.scaleOut(Examples.INSTANCE, oneNode());
        clock.advance(Duration.ofMinutes(1));

        assertThat(started.orderId()).contains(BESIDE);
        assertThatThrownBy(() -> memory.scaleOut(Examples.INSTANCE, oneNode()))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(cloud.accepted()).isEqualTo(2);
    }

    @Test
    void any_status_can_have_the_body_of_an_accepted_order() {
        cloud.failNext(Fault.answer(302).accepting(BESIDE).retryAfter("3"));
        cloud.failNext(Fault.answer(202).accepting(BESIDE).afterApplying());
        cloud.failNext(Fault.answer(302).accepting(BESIDE));

        var notApplied = calls.send(order());
        var applied = calls.send(order());

        assertThat(notApplied.status()).isEqualTo(302);
        assertThat(notApplied.header("Retry-After")).isEqualTo("3");
        assertThat(notApplied.header("Location")).isEqualTo(HttpCalls.ENLARGE);
        assertThat(notApplied.body().path("jobId").asText()).isEqualTo("00000000-0000-4000-8000-000000000000");
        assertThat(applied.status()).isEqualTo(202);
        assertThat(applied.body().path("jobId").asText())
                .isEqualTo(cloud.jobs(Examples.PROJECT).get(0).id().value());
        assertThat(applied.body().path("orderId").asText()).isEqualTo(BESIDE.value());
        assertThat(applied.body().has("nobody_knows")).isTrue();
        assertThatThrownBy(() -> memory.scaleOut(Examples.INSTANCE, oneNode()))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    @Test
    void an_answer_can_name_any_id_of_its_request() {
        cloud.failNext(Fault.answer(403, "APIGW.0302", "no").requestId("one-of-yours"));

        var answer = calls.send(order());

        assertThat(answer.header("X-Request-Id")).isEqualTo("one-of-yours");
        assertThat(answer.body().path("request_id").asText()).isEqualTo("one-of-yours");
    }

    @Test
    void in_memory_nothing_is_left_for_an_unasked_answer() {
        cloud.failNext(Fault.unasked(401));

        memory.scaleOut(Examples.INSTANCE, oneNode());

        assertThat(memory.instance(Examples.INSTANCE).nodeCount()).isEqualTo(3);
    }

    @Test
    void what_cannot_go_together_is_refused() {
        assertThatThrownBy(() -> Fault.hangUp().late(Duration.ofSeconds(-1)))
                .hasMessageContaining("late must not be negative");
        assertThatThrownBy(() -> Fault.hangUp().requestId("a\r\nb")).hasMessageContaining("visible ASCII characters");
        assertThatThrownBy(() -> Fault.hangUp().retryAfterDate(Duration.ZERO))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Fault.trickle(Duration.ZERO)).hasMessageContaining("perByte must be positive");
        assertThatThrownBy(() -> Fault.jobStatus(" ")).hasMessageContaining("status must not be blank");
        assertThatThrownBy(() -> Fault.jobName(" ")).hasMessageContaining("name must not be blank");
        assertThatThrownBy(() -> Fault.unasked(199)).hasMessageContaining("status must be from 200 to 599");
    }
}
