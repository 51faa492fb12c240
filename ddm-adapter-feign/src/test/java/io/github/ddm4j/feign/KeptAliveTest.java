/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.hangUp;
import static io.github.ddm4j.feign.HostileServer.raw;
import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many orders to one server: where other clients, on connections that are used again, order twice. */
class KeptAliveTest {

    private final HostileServer server = HostileServer.start();
    private final FeignScaleOutAdapter adapter = Wire.adapter(server)
            .circuitBreakerRegistry(CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                    .minimumNumberOfCalls(10_000)
                    .slidingWindowSize(10_000)
                    .build()))
            .build();

    @AfterEach
    void stop() {
        adapter.close();
        server.close();
    }

    @Test
    void a_thousand_calls_are_a_thousand_orders_though_every_tenth_is_read_and_hung_up_on() {
        AtomicInteger calls = new AtomicInteger();
        server.otherwise(peer -> {
            if (calls.incrementAndGet() % 10 == 0) {
                hangUp().on(peer);
            } else {
                reply(200, Wire.STARTED).on(peer);
            }
        });

        int receipts = 0;
        int unknown = 0;
        for (int i = 0; i < 1_000; i++) {
            try {
                adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE);
                receipts++;
            } catch (OutcomeUnknownException e) {
                unknown++;
            }
        }

        assertThat(server.posts()).isEqualTo(1_000);
        assertThat(receipts).isEqualTo(900);
        assertThat(unknown).isEqualTo(100);
        assertThat(server.connections()).isEqualTo(1_000);
    }

    @Test
    void reads_that_are_answered_go_over_one_connection() {
        server.otherwise(reply(200, "{\"job\":{\"id\":\"job-1\",\"status\":\"Running\"}}"));

        for (int i = 0; i < 3; i++) {
            adapter.job(new JobId("job-1"));
        }

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void an_answer_nobody_asked_for_is_not_taken_for_the_next_one() {
        String job = "HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{\"jobId\":\"old\"}";
        server.then(raw(job + job), reply(200, "{\"jobId\":\"new\"}"));

        adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE);

        assertThat(adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE))
                .isInstanceOfSatisfying(
                        JobStarted.class, started -> assertThat(started.jobId()).isEqualTo(new JobId("new")));
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void a_connection_is_not_used_again_after_an_answer_that_was_too_long() {
        server.then(reply(200, " ".repeat(2_000_000)), reply(200, Wire.STARTED));

        assertThatThrownBy(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE))
                .isInstanceOf(OutcomeUnknownException.class);
        adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE);

        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.posts()).isEqualTo(2);
    }
}
