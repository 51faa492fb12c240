/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.fake.internal.cloud.RequestLog;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RequestLogTest {

    @TempDir
    Path folder;

    @Test
    void a_request_is_kept_with_its_answer_and_without_its_credentials() {
        FakeCloud cloud = FakeCloud.builder()
                .clock(FakeClock.at(Instant.parse("2026-06-05T08:00:00Z")))
                .withExamples()
                .build();
        try (FakeDdmServer server = FakeDdmServer.start(cloud)) {
            HttpCalls calls = new HttpCalls(server);
            HttpCalls.Reply reply = calls.enlarge("{}");
            calls.get("/v3/projects?name=x");

            List<SeenRequest> seen = cloud.requests();

            assertThat(seen).extracting(SeenRequest::number).containsExactly(2L, 1L);
            assertThat(seen).extracting(SeenRequest::kind).containsExactly("iam", "order");
            assertThat(seen.get(0).path()).isEqualTo("/v3/projects?name=x");
            assertThat(seen.get(1)).satisfies(order -> {
                assertThat(order.at()).isEqualTo("2026-06-05T08:00:00Z");
                assertThat(order.method()).isEqualTo("POST");
                assertThat(order.path()).isEqualTo(HttpCalls.ENLARGE);
                assertThat(order.body()).isEqualTo("{}");
                assertThat(order.status()).isEqualTo(400);
                assertThat(order.errorCode()).contains("DBS.300375");
                assertThat(order.fault()).isEmpty();
                assertThat(order.requestId()).isEqualTo(reply.header("X-Request-Id"));
            });
            assertThat(seen.toString()).doesNotContain(Examples.TOKEN);
        }
    }

    @Test
    @Timeout(20)
    void a_request_that_is_not_answered_is_there_from_its_arrival() throws Exception {
        FakeCloud cloud = FakeCloud.withExamples();
        cloud.failNext(Fault.neverAnswer());
        try (FakeDdmServer server = FakeDdmServer.start(cloud)) {
            HttpCalls calls = new HttpCalls(server);
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> calls.enlarge(HttpCalls.ONE_NODE));

            SeenRequest order = firstSeen(cloud);

            assertThat(order.kind()).isEqualTo("order");
            assertThat(order.path()).isEqualTo(HttpCalls.ENLARGE);
            assertThat(order.body()).isEqualTo(HttpCalls.ONE_NODE);
            assertThat(order.status()).isZero();
            assertThat(order.fault()).isPresent();
            assertThat(waiting).isNotDone();
            assertThat(calls.get("/_fake/requests/count?kind=order").body().asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    @Timeout(20)
    void a_late_answer_is_written_to_the_request_that_it_is_for() throws Exception {
        FakeCloud cloud = FakeCloud.withExamples();
        cloud.failNext(Fault.slow(Duration.ofSeconds(2)));
        try (FakeDdmServer server = FakeDdmServer.start(cloud)) {
            HttpCalls calls = new HttpCalls(server);
            CompletableFuture<HttpCalls.Reply> late =
                    CompletableFuture.supplyAsync(() -> calls.enlarge(HttpCalls.ONE_NODE));
            assertThat(firstSeen(cloud).status()).isZero();
            calls.get("/v3/projects?name=x");

            HttpCalls.Reply reply = late.get();

            assertThat(cloud.requests()).extracting(SeenRequest::kind).containsExactly("iam", "order");
            assertThat(cloud.requests().get(1).status()).isEqualTo(200);
            assertThat(cloud.requests().get(1).requestId()).isEqualTo(reply.header("X-Request-Id"));
        }
    }

    @Test
    @Timeout(20)
    void a_late_answer_to_a_request_from_before_a_reset_is_not_in_the_log() throws Exception {
        FakeCloud cloud = FakeCloud.withExamples();
        cloud.failNext(Fault.slow(Duration.ofSeconds(2)));
        try (FakeDdmServer server = FakeDdmServer.start(cloud)) {
            HttpCalls calls = new HttpCalls(server);
            CompletableFuture<HttpCalls.Reply> late =
                    CompletableFuture.supplyAsync(() -> calls.enlarge(HttpCalls.ONE_NODE));
            assertThat(firstSeen(cloud).status()).isZero();
            cloud.reset();
            calls.get("/v3/projects?name=x");

            late.get();

            assertThat(cloud.requests()).extracting(SeenRequest::kind).containsExactly("iam");
        }
    }

    private static SeenRequest firstSeen(FakeCloud cloud) {
        List<SeenRequest> seen = cloud.requests();
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (seen.isEmpty()) {
            assertThat(System.nanoTime()).as("nothing is seen").isLessThan(end);
            Thread.onSpinWait();
            seen = cloud.requests();
        }
        return seen.get(0);
    }

    /** A machine of 64 MiB that has answered a million requests, large ones among them, holds what is promised. */
    @Test
    @Timeout(180)
    void a_million_requests_leave_less_than_64_mib_on_the_heap() throws Exception {
        File output = folder.resolve("output.txt").toFile();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyRequests.class.getName(),
                        "1000000")
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            assertThat(process.waitFor(150, TimeUnit.SECONDS)).isTrue();
            assertThat(output).content().endsWith("1000000 answered, " + RequestLog.KEPT + " kept\n");
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
