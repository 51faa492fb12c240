/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.fake.internal.cloud.RequestLog;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
