/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.feign.HostileServer.Act;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a connection ends, as the other side sees it. */
class GoodbyeTest {

    private final CompletableFuture<String> ended = new CompletableFuture<>();

    @Test
    void after_a_whole_answer_by_fin() throws Exception {
        try (HostileServer server = HostileServer.start().then(watching(reply(200, Wire.STARTED)));
                FeignScaleOutAdapter adapter = Wire.adapter(server).build()) {
            adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE);

            assertThat(ended.get(5, TimeUnit.SECONDS)).isEqualTo("end of stream");
        }
    }

    @Test
    void after_a_whole_answer_over_tls_by_fin() throws Exception {
        TestTls tls = new TestTls("ip:127.0.0.1");
        try (HostileServer server = tls.server().then(watching(reply(200, Wire.STARTED)));
                FeignScaleOutAdapter adapter =
                        Wire.adapter(server).http(Wire.trusting(tls.trust())).build()) {
            adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE);

            assertThat(ended.get(5, TimeUnit.SECONDS)).isEqualTo("end of stream");
        }
    }

    @Test
    void after_a_whole_answer_by_fin_though_more_came_unasked() throws Exception {
        Act more = HostileServer.thenUnasked(reply(200, Wire.STARTED), 0, "x".repeat(10_000));
        try (HostileServer server = HostileServer.start().then(watching(more));
                FeignScaleOutAdapter adapter = Wire.adapter(server).build()) {
            adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE);

            assertThat(ended.get(5, TimeUnit.SECONDS)).isIn("end of stream", "reset");
        }
    }

    @Test
    void where_the_deadline_cuts_it_off_at_once() throws Exception {
        try (HostileServer server = HostileServer.start().then(watching(HostileServer.raw("HTTP/1.1 200 OK\r\n")));
                FeignScaleOutAdapter adapter = Wire.adapter(server)
                        .http(http -> http.deadline(Duration.ofMillis(100)))
                        .build()) {
            assertThat(catchThrowable(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)))
                    .isNotNull();

            assertThat(ended.get(5, TimeUnit.SECONDS)).isEqualTo("reset");
        }
    }

    private Act watching(Act act) {
        return peer -> {
            act.on(peer);
            try {
                peer.awaitClientGone();
                ended.complete("end of stream");
            } catch (IOException reset) {
                ended.complete("reset");
            }
        };
    }
}
