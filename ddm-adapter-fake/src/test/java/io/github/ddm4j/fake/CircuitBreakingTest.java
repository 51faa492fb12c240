/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.SendGate;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitBreakingTest {

    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build();

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-06-05T08:00:00Z"));
    private final FakeCloud cloud = FakeCloud.builder()
            .clock(clock)
            .jobDuration(Duration.ZERO)
            .withExamples()
            .build();

    private InMemoryScaleOutAdapter adapter(CircuitBreakerRegistry registry) {
        return InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT)
                .circuitBreakerRegistry(registry)
                .build();
    }

    private InMemoryScaleOutAdapter adapter() {
        return InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT).build();
    }

    private static CircuitBreakerConfig.Builder small() {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(4)
                .minimumNumberOfCalls(4)
                .permittedNumberOfCallsInHalfOpenState(2);
    }

    private static CircuitBreakerRegistry smallRegistry() {
        return CircuitBreakerRegistry.of(small().build());
    }

    private static void fail(InMemoryScaleOutAdapter adapter, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(catchThrowable(() -> adapter.scaleOut(Examples.INSTANCE, ONE_NODE)))
                    .isInstanceOf(ScaleOutException.class);
        }
    }

    @Test
    void ten_outages_open_the_breaker_and_then_nothing_is_sent() {
        InMemoryScaleOutAdapter adapter = adapter();
        cloud.failNext(10, Fault.hangUp());
        fail(adapter, 10);

        assertThatThrownBy(() -> adapter.scaleOut(Examples.INSTANCE, ONE_NODE))
                .isInstanceOfSatisfying(ProviderUnavailableException.class, refused -> {
                    assertThat(refused.signalsOutage()).isFalse();
                    assertThat(refused).hasMessageContaining("ddm-scale-out is OPEN");
                });
        assertThat(cloud.requestsSeen()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 409, 413, 414, 415, 429, 494})
    void refusals_show_that_the_provider_is_alive(int status) {
        InMemoryScaleOutAdapter adapter = adapter();
        cloud.failNext(60, Fault.answer(status));
        fail(adapter, 20);
        cloud.clearFaults();

        adapter.scaleOut(Examples.INSTANCE, ONE_NODE);
    }

    @Test
    void the_breaker_of_reading_is_another() {
        InMemoryScaleOutAdapter adapter = adapter();
        cloud.failNext(10, Fault.answer(503).onReads());
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> adapter.instance(Examples.INSTANCE))
                    .isInstanceOf(ProviderUnavailableException.class);
        }

        assertThatThrownBy(() -> adapter.instance(Examples.INSTANCE)).hasMessageContaining("ddm-read is OPEN");
        assertThat(cloud.readsSeen()).isEqualTo(10);
        adapter.scaleOut(Examples.INSTANCE, ONE_NODE);
    }

    @Test
    void half_open_lets_a_bounded_number_through_and_closes_when_they_succeed() {
        CircuitBreakerRegistry registry = smallRegistry();
        InMemoryScaleOutAdapter adapter = adapter(registry);
        CircuitBreaker breaker = registry.circuitBreaker(InMemoryScaleOutAdapter.SCALE_OUT_BREAKER);
        cloud.failNext(4, Fault.answer(500));
        fail(adapter, 4);
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);

        breaker.transitionToHalfOpenState();
        adapter.scaleOut(Examples.INSTANCE, ONE_NODE);
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
        adapter.scaleOut(Examples.INSTANCE, ONE_NODE);
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    /** What was not sent proves nothing of the provider: the breaker learns nothing and gets its permits back. */
    @Test
    void a_gate_that_refuses_teaches_the_half_open_breaker_nothing() {
        CircuitBreakerRegistry registry = smallRegistry();
        InMemoryScaleOutAdapter adapter = adapter(registry);
        cloud.failNext(4, Fault.hangUp());
        fail(adapter, 4);
        CircuitBreaker breaker = registry.circuitBreaker(InMemoryScaleOutAdapter.SCALE_OUT_BREAKER);
        breaker.transitionToHalfOpenState();

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> adapter.scaleOut(
                            Examples.INSTANCE, ONE_NODE, (instance, request) -> SendGate.Permission.refused("freeze")))
                    .isInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("freeze");
        }

        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
        assertThat(breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
    }

    @Test
    void an_interrupted_call_takes_no_permit() {
        CircuitBreakerRegistry registry = smallRegistry();
        InMemoryScaleOutAdapter adapter = adapter(registry);
        registry.circuitBreaker(InMemoryScaleOutAdapter.SCALE_OUT_BREAKER).transitionToOpenState();
        registry.circuitBreaker(InMemoryScaleOutAdapter.SCALE_OUT_BREAKER).transitionToHalfOpenState();
        for (int i = 0; i < 5; i++) {
            Thread.currentThread().interrupt();
            fail(adapter, 1);
            assertThat(Thread.interrupted()).isTrue();
        }

        adapter.scaleOut(Examples.INSTANCE, ONE_NODE);
    }

    @Test
    void the_users_registry_keeps_its_numbers_by_name() {
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
        registry.addConfiguration(InMemoryScaleOutAdapter.SCALE_OUT_BREAKER, small().build());
        InMemoryScaleOutAdapter adapter = adapter(registry);
        cloud.failNext(4, Fault.hangUp());

        fail(adapter, 4);

        assertThat(registry.circuitBreaker(InMemoryScaleOutAdapter.SCALE_OUT_BREAKER)
                        .getState())
                .isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void a_breaker_that_is_there_already_with_another_classification_is_replaced_by_ours() {
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(small().build());
        CircuitBreaker foreign = registry.circuitBreaker(
                InMemoryScaleOutAdapter.SCALE_OUT_BREAKER,
                small().ignoreExceptions(OutcomeUnknownException.class).build());
        InMemoryScaleOutAdapter adapter = adapter(registry);
        cloud.failNext(4, Fault.hangUp());

        fail(adapter, 4);

        CircuitBreaker ours = registry.circuitBreaker(InMemoryScaleOutAdapter.SCALE_OUT_BREAKER);
        assertThat(ours).isNotSameAs(foreign);
        assertThat(ours.getState()).isEqualTo(CircuitBreaker.State.OPEN);
        assertThat(ours.getCircuitBreakerConfig().getSlidingWindowSize()).isEqualTo(4);
    }

    @Test
    void two_adapters_on_one_registry_share_the_breaker() {
        CircuitBreakerRegistry registry = smallRegistry();
        InMemoryScaleOutAdapter first = adapter(registry);
        CircuitBreaker breaker = registry.circuitBreaker(InMemoryScaleOutAdapter.SCALE_OUT_BREAKER);
        InMemoryScaleOutAdapter second = adapter(registry);
        cloud.failNext(4, Fault.hangUp());
        fail(first, 2);
        fail(second, 2);

        assertThat(registry.circuitBreaker(InMemoryScaleOutAdapter.SCALE_OUT_BREAKER))
                .isSameAs(breaker);
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }
}
