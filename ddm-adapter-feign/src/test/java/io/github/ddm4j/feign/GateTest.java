/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.port.SendGate.Permission;
import io.github.ddm4j.feign.auth.AuthToken;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gate in front of an order: asked when all is ready, and nothing leaves without it. */
class GateTest {

    private final HostileServer server = HostileServer.start().otherwise(reply(200, Wire.STARTED));
    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
    private final FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(server.uri(), Wire.PROJECT, renewed())
            .circuitBreakerRegistry(registry)
            .http(http -> http.deadline(Duration.ofSeconds(2)))
            .build();
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void stop() {
        adapter.close();
        server.close();
    }

    @Test
    void it_is_asked_once_when_the_connection_stands_and_before_the_first_byte() {
        SendGate gate = (instance, request) -> {
            awaitConnection();
            asked.add(instance + " " + request.nodesToAdd() + " "
                    + server.received().size());
            return Permission.granted(Duration.ofSeconds(1));
        };

        assertThat(adapter.asksGateLast()).isTrue();
        assertThat(adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE, gate)).isInstanceOf(JobStarted.class);
        assertThat(asked).containsExactly(Wire.INSTANCE + " 1 0");
        assertThat(server.posts()).isEqualTo(1);
    }

    @Test
    void it_is_asked_again_for_the_second_request_after_a_401_on_a_connection_of_its_own() {
        server.then(reply(401, "{}"));
        SendGate gate = (instance, request) -> {
            asked.add("after " + server.received().size());
            return Permission.granted();
        };

        assertThat(adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE, gate)).isInstanceOf(JobStarted.class);
        assertThat(asked).containsExactly("after 0", "after 1");
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void a_second_refusal_leaves_it_at_the_first_request() {
        server.then(reply(401, "{}"));
        AtomicInteger times = new AtomicInteger();
        SendGate once = (instance, request) ->
                times.incrementAndGet() == 1 ? Permission.granted() : Permission.refused("the window is over");

        assertUnsent(once, "the window is over");
        assertThat(server.posts()).isEqualTo(1);
    }

    @Test
    void what_it_refuses_is_not_sent_and_says_nothing_of_the_provider() {
        assertUnsent(
                (instance, request) -> Permission.refused("change freeze", Duration.ofMinutes(5)), "change freeze");
        assertUnsent(
                (instance, request) -> {
                    throw new IllegalStateException("database down");
                },
                "IllegalStateException");
        assertUnsent(
                (instance, request) -> {
                    throw new StackOverflowError();
                },
                "StackOverflowError");
        assertUnsent((instance, request) -> null, "NullPointerException");
        assertUnsent((instance, request) -> Permission.granted(Duration.ZERO), "permission was over");

        assertThat(server.received()).isEmpty();
        assertThat(Wire.breaker(registry).getMetrics().getNumberOfBufferedCalls())
                .isZero();
    }

    @Test
    void a_permission_that_ends_while_the_gate_works_is_over() {
        SendGate slow = (instance, request) -> {
            long end = System.nanoTime() + Duration.ofMillis(30).toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return Permission.granted(Duration.ofMillis(20));
        };

        assertUnsent(slow, "permission was over after 20 ms");
        assertThat(server.received()).isEmpty();
    }

    @Test
    void the_deadline_goes_on_while_the_gate_works() {
        SendGate slow = (instance, request) -> {
            long end = System.nanoTime() + Duration.ofMillis(2_100).toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return Permission.granted();
        };

        assertUnsent(slow, "the deadline passed");
        assertThat(server.received()).isEmpty();
    }

    @Test
    void what_the_server_says_while_the_gate_works_is_seen() {
        try (HostileServer hasty =
                        HostileServer.greeting("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"jobId\":1}");
                FeignScaleOutAdapter ours = Wire.adapter(hasty).build()) {
            SendGate gate = (instance, request) -> {
                while (hasty.connections() == 0) {
                    Thread.onSpinWait();
                }
                hasty.awaitGreeted();
                return Permission.granted();
            };

            assertThat(catchThrowable(() -> ours.scaleOut(Wire.INSTANCE, Wire.ONE_NODE, gate)))
                    .isInstanceOfSatisfying(
                            ProviderUnavailableException.class, unavailable -> assertThat(unavailable.signalsOutage())
                                    .isTrue());
            assertThat(hasty.received()).isEmpty();
        }
    }

    @Test
    void reads_ask_nobody() {
        server.then(reply(200, "{\"jobs\":[],\"total\":0}"));

        assertThat(adapter.jobsSince(Instant.EPOCH)).isEmpty();
    }

    private void assertUnsent(SendGate gate, String why) {
        assertThat(catchThrowable(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE, gate)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining(why);
    }

    private void awaitConnection() {
        while (server.connections() == 0) {
            Thread.onSpinWait();
        }
    }

    private static AuthTokenProvider renewed() {
        AtomicInteger number = new AtomicInteger();
        return () -> AuthToken.of(Wire.TOKEN + number.incrementAndGet());
    }
}
