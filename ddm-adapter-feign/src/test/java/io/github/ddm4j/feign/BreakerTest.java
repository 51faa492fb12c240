/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.hangUp;
import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private final HostileServer server = HostileServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private static CircuitBreakerConfig.Builder small() {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(4)
                .minimumNumberOfCalls(4)
                .permittedNumberOfCallsInHalfOpenState(2);
    }

    private static CircuitBreakerRegistry registry() {
        return CircuitBreakerRegistry.of(small().build());
    }

    private FeignScaleOutAdapter adapter(CircuitBreakerRegistry registry) {
        return Wire.adapter(server).circuitBreakerRegistry(registry).build();
    }

    @Test
    void opens_on_unknown_outcomes_and_then_sends_nothing() {
        server.otherwise(hangUp());
        try (FeignScaleOutAdapter adapter = adapter(registry())) {
            for (int i = 0; i < 4; i++) {
                assertThat(failure(adapter)).isInstanceOf(OutcomeUnknownException.class);
            }
            ProviderUnavailableException open = catchThrowableOfType(
                    ProviderUnavailableException.class, () -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE));

            assertThat(open).hasMessage("Nothing was sent: circuit breaker 'ddm-scale-out' is open");
            assertThat(open.signalsOutage()).isFalse();
            assertThat(open.retryAfter()).hasValueSatisfying(wait -> assertThat(wait)
                    .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60)));
            assertThat(server.posts()).isEqualTo(4);
        }
    }

    @Test
    void does_not_open_on_refusals() {
        server.otherwise(reply(409, ""));
        CircuitBreakerRegistry registry = registry();
        try (FeignScaleOutAdapter adapter = adapter(registry)) {
            for (int i = 0; i < 20; i++) {
                assertThat(failure(adapter)).isInstanceOf(ScaleOutRejectedException.class);
            }
            assertThat(Wire.breaker(registry).getState()).isEqualTo(State.CLOSED);
            assertThat(server.posts()).isEqualTo(20);
        }
    }

    @Test
    void lets_a_bounded_number_through_when_half_open_and_recovers() throws Exception {
        CircuitBreakerRegistry registry = registry();
        CountDownLatch arrived = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        server.otherwise(peer -> {
            arrived.countDown();
            await(go);
            reply(200, Wire.STARTED).on(peer);
        });
        try (FeignScaleOutAdapter adapter = adapter(registry)) {
            CircuitBreaker breaker = Wire.breaker(registry);
            breaker.transitionToOpenState();
            breaker.transitionToHalfOpenState();
            CompletableFuture<Throwable> one = Wire.inThread(() -> failure(adapter));
            CompletableFuture<Throwable> two = Wire.inThread(() -> failure(adapter));
            assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();

            assertThat(failure(adapter)).isInstanceOf(ProviderUnavailableException.class);
            assertThat(server.posts()).isEqualTo(2);

            go.countDown();
            assertThat(one.get(5, TimeUnit.SECONDS)).isNull();
            assertThat(two.get(5, TimeUnit.SECONDS)).isNull();
            assertThat(breaker.getState()).isEqualTo(State.CLOSED);
            assertThat(failure(adapter)).isNull();
        }
    }

    @Test
    void an_error_inside_gives_its_permit_back() {
        CircuitBreakerRegistry registry = registry();
        try (FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(server.uri(), Wire.PROJECT, () -> {
                    throw new StackOverflowError();
                })
                .circuitBreakerRegistry(registry)
                .build()) {
            CircuitBreaker breaker = Wire.breaker(registry);
            breaker.transitionToOpenState();
            breaker.transitionToHalfOpenState();
            failure(adapter);
            failure(adapter);

            assertThat(breaker.getState()).isEqualTo(State.OPEN);
        }
    }

    @Test
    void the_users_configuration_of_that_name_gives_the_thresholds() {
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(
                Map.of("ddm-scale-out", small().slidingWindowSize(7).build()));
        try (FeignScaleOutAdapter adapter = adapter(registry)) {
            assertThat(adapter).isNotNull();
            assertThat(Wire.breaker(registry).getCircuitBreakerConfig().getSlidingWindowSize())
                    .isEqualTo(7);
        }
    }

    @Test
    void the_classification_stays_ours_though_the_registry_has_a_breaker_of_that_name_already() {
        CircuitBreakerRegistry registry =
                CircuitBreakerRegistry.of(small().ignoreExceptions(OutcomeUnknownException.class)
                        .recordExceptions(ScaleOutRejectedException.class)
                        .recordResult(any -> true)
                        .build());
        registry.circuitBreaker("ddm-scale-out");
        server.then(reply(409, ""), reply(409, ""), reply(200, Wire.STARTED), hangUp());
        try (FeignScaleOutAdapter adapter = adapter(registry)) {
            for (int i = 0; i < 4; i++) {
                failure(adapter);
            }
            CircuitBreaker.Metrics metrics = Wire.breaker(registry).getMetrics();
            assertThat(metrics.getNumberOfSuccessfulCalls()).isEqualTo(3);
            assertThat(metrics.getNumberOfFailedCalls()).isEqualTo(1);
        }
    }

    @Test
    void adapters_with_the_same_registry_share_the_breaker() {
        CircuitBreakerRegistry registry = registry();
        server.otherwise(hangUp());
        try (FeignScaleOutAdapter one = adapter(registry);
                FeignScaleOutAdapter two = adapter(registry)) {
            for (int i = 0; i < 4; i++) {
                failure(one);
            }
            assertThat(failure(two)).isInstanceOf(ProviderUnavailableException.class);
        }
    }

    @Test
    void opens_by_itself_without_a_registry() {
        server.otherwise(reply(503, ""));
        try (FeignScaleOutAdapter adapter = Wire.adapter(server).build()) {
            for (int i = 0; i < 10; i++) {
                assertThat(failure(adapter)).isInstanceOf(OutcomeUnknownException.class);
            }
            assertThat(failure(adapter))
                    .isInstanceOfSatisfying(ProviderUnavailableException.class, open -> assertThat(open.retryAfter())
                            .contains(Duration.ofSeconds(30)));
            assertThat(server.posts()).isEqualTo(10);
        }
    }

    private static Throwable failure(FeignScaleOutAdapter adapter) {
        return catchThrowable(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
