/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;

/** The circuit breakers of our own adapters, as a suite wants them. */
final class KitBreakers {

    private final CircuitBreakerRegistry registry;

    KitBreakers(AdapterSettings settings) {
        this(CircuitBreakerRegistry.of(config(settings).build()));
    }

    KitBreakers(CircuitBreakerRegistry registry) {
        this.registry = registry;
    }

    static CircuitBreakerConfig.Builder config(AdapterSettings settings) {
        return CircuitBreakerConfig.custom()
                .slidingWindow(
                        settings.breakerWindow(),
                        settings.breakerWindow(),
                        CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(settings.halfOpenCalls())
                .waitDurationInOpenState(settings.breakerOpenFor());
    }

    CircuitBreakerRegistry registry() {
        return registry;
    }

    void letHalfOpen() {
        registry.getAllCircuitBreakers().stream()
                .filter(breaker -> breaker.getState() == CircuitBreaker.State.OPEN)
                .forEach(CircuitBreaker::transitionToHalfOpenState);
    }
}
