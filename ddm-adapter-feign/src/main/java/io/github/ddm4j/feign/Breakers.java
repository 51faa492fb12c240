/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.TransitionCheckResult;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes the circuit breakers. The user may set the thresholds; what counts as a failure stays ours. */
final class Breakers {

    /** What says nothing is never told: see {@link Guard}. Its identity marks a breaker as classified by us. */
    private static final Predicate<Throwable> NOTHING = thrown -> false;

    /**
     * Without a longest wait in the half-open state, on purpose: it would start Resilience4j's scheduler thread, which
     * lives as long as the JVM. It is not needed, because {@link Guard} gives every permit back, whatever is thrown.
     */
    private static final CircuitBreakerConfig DEFAULT = CircuitBreakerConfig.custom()
            .slidingWindow(20, 10, SlidingWindowType.COUNT_BASED)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(30))
            .permittedNumberOfCallsInHalfOpenState(3)
            .build();

    private final @Nullable CircuitBreakerRegistry registry;

    /** @param registry the user's registry, or null for our own settings */
    Breakers(@Nullable CircuitBreakerRegistry registry) {
        this.registry = registry;
    }

    /** The breaker of this name, shared with other adapters of the same registry. */
    CircuitBreaker named(String name) {
        return registry == null ? CircuitBreaker.of(name, classified(DEFAULT)) : named(name, registry);
    }

    private static CircuitBreaker named(String name, CircuitBreakerRegistry registry) {
        CircuitBreaker found = registry.find(name).orElse(null);
        if (found == null) {
            CircuitBreakerConfig base = registry.getConfiguration(name).orElseGet(registry::getDefaultConfig);
            return registry.circuitBreaker(name, classified(base));
        }
        CircuitBreakerConfig config = found.getCircuitBreakerConfig();
        if (config.getIgnoreExceptionPredicate() == NOTHING) {
            return found;
        }
        CircuitBreaker ours = CircuitBreaker.of(name, classified(config));
        registry.replace(name, ours);
        return ours;
    }

    private static CircuitBreakerConfig classified(CircuitBreakerConfig thresholds) {
        return CircuitBreakerConfig.from(thresholds)
                .recordExceptions()
                .ignoreExceptions()
                .recordException(Breakers::isFailure)
                .ignoreException(NOTHING)
                .recordResult(receipt -> false)
                .transitionOnResult(result -> TransitionCheckResult.noTransition())
                .build();
    }

    private static boolean isFailure(Throwable thrown) {
        return !(thrown instanceof ScaleOutException outcome) || outcome.signalsOutage();
    }
}
