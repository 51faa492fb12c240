/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.reply;
import static io.github.ddm4j.feign.HostileServer.thenHangUp;
import static io.github.ddm4j.feign.HostileServer.thenUnasked;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.feign.auth.AuthToken;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that a server sends without having been asked, and connections that it closes without saying so. */
class UnaskedAnswersTest {

    private static final String STALE = "{\"jobId\":\"stale\",\"errCode\":\"DBS.280001\"}";

    private static TestTls tls;
    private static SSLContext trust;

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = new TestTls("ip:127.0.0.1");
        trust = tls.trust();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 403, 429, 500})
    void over_tls_an_order_takes_no_answer_that_was_there_before_it(int status) throws Exception {
        try (HostileServer server = tls.server();
                FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(server.uri(), Wire.PROJECT, renewed())
                        .http(Wire.trusting(trust))
                        .build()) {
            for (int order = 0; order < 20; order++) {
                server.then(thenUnasked(reply(200, job(order)), 0, http(status, STALE)));
            }

            for (int order = 0; order < 20; order++) {
                assertThat(adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)).isEqualTo(started(order));
            }
            assertThat(server.posts()).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void on_plain_http_an_order_takes_no_answer_that_came_a_little_late(long milliseconds) {
        AtomicInteger orders = new AtomicInteger();
        try (HostileServer server = HostileServer.start();
                FeignScaleOutAdapter adapter = Wire.adapter(server).build()) {
            server.otherwise(
                    peer -> thenUnasked(reply(200, job(orders.getAndIncrement())), milliseconds, http(200, STALE))
                            .on(peer));

            for (int order = 0; order < 100; order++) {
                assertThat(adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)).isEqualTo(started(order));
            }
            assertThat(server.posts()).isEqualTo(100);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 30, 90})
    void an_order_is_accepted_though_the_server_closes_after_each_answer_without_saying_so(long milliseconds) {
        try (HostileServer server = HostileServer.start();
                FeignScaleOutAdapter adapter = Wire.adapter(server).build()) {
            server.then(
                    thenHangUp(reply(200, "{\"jobs\":[],\"total\":0}"), milliseconds),
                    thenHangUp(reply(200, Wire.STARTED), milliseconds));
            adapter.jobsSince(Instant.EPOCH);

            assertThat(adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)).isInstanceOf(JobStarted.class);
        }
    }

    @Test
    void a_read_over_tls_takes_no_list_that_was_there_before_it() throws Exception {
        String listed = "{\"jobs\":[{\"id\":\"j\",\"status\":\"Running\"}],\"total\":1}";
        try (HostileServer server = tls.server();
                FeignScaleOutAdapter adapter =
                        Wire.adapter(server).http(Wire.trusting(trust)).build()) {
            Semaphore sent = new Semaphore(1);
            server.otherwise(peer -> {
                thenUnasked(reply(200, listed), 0, http(200, "{\"jobs\":[],\"total\":0}"))
                        .on(peer);
                sent.release();
            });

            for (int read = 0; read < 20; read++) {
                sent.acquire();
                assertThat(adapter.jobsSince(Instant.EPOCH)).extracting(Job::id).containsExactly(new JobId("j"));
            }
        }
    }

    @Test
    void a_read_asks_nothing_on_a_connection_that_the_server_has_closed_meanwhile() throws Exception {
        try (HostileServer secured = tls.server();
                HostileServer plain = HostileServer.start()) {
            for (HostileServer server : List.of(secured, plain)) {
                assertReadsThough(server);
            }
        }
    }

    private static void assertReadsThough(HostileServer closing) throws InterruptedException {
        Semaphore closed = new Semaphore(1);
        closing.otherwise(peer -> {
            thenHangUp(reply(200, "{\"jobs\":[],\"total\":0}"), 0).on(peer);
            closed.release();
        });
        try (FeignScaleOutAdapter adapter = Wire.adapter(closing)
                .http(Wire.trusting(trust))
                .repeatReads(false)
                .build()) {
            for (int read = 0; read < 10; read++) {
                closed.acquire();
                assertThat(adapter.jobsSince(Instant.EPOCH)).isEmpty();
            }
        }
    }

    @Test
    void a_connection_whose_answer_had_another_shape_is_not_used_again() {
        try (HostileServer server = HostileServer.start();
                FeignScaleOutAdapter adapter = Wire.adapter(server).build()) {
            server.then(reply(200, "{\"job\":7}"), reply(200, "{\"job\":{\"id\":\"other\",\"status\":\"Running\"}}"));
            server.otherwise(reply(200, "{\"job\":{\"id\":\"j\",\"status\":\"Running\"}}"));

            assertThat(adapter.job(new JobId("j")).id()).isEqualTo(new JobId("j"));
            adapter.job(new JobId("j"));
            assertThat(server.received()).hasSize(4);
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    /** After a 401 that is the gateway's own, there is always a newer token: so a stale 401 would buy twice. */
    private static AuthTokenProvider renewed() {
        AtomicInteger number = new AtomicInteger();
        return () -> AuthToken.of(Wire.TOKEN + number.incrementAndGet());
    }

    private static String job(int order) {
        return "{\"jobId\":\"job-" + order + "\"}";
    }

    private static JobStarted started(int order) {
        return new JobStarted(Wire.INSTANCE, Optional.empty(), new JobId("job-" + order), Optional.empty());
    }

    private static String http(int status, String body) {
        return "HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
