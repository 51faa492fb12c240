/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes the circuit breakers. The user may set the thresholds; what counts as a failure stays ours. */
final class Breakers {

    /**
     * A call that says nothing about the provider is never told to the breaker: see {@link Guard}. The identity of this
     * predicate marks a breaker as classified by us.
     */
    @SuppressWarnings("UnnecessaryLambda") // one object, and not one for each use
    private static final Predicate<Throwable> NOTHING = thrown -> false;

    /**
     * The defaults leave out a longest wait in the half-open state, on purpose: it would start Resilience4j's scheduler
     * thread, which lives as long as the JVM. It is not needed, because {@link Guard} gives every permit back, whatever
     * is thrown.
     */
    private static final CircuitBreakerConfig DEFAULT = CircuitBreakerConfig.custom()
            .slidingWindow(20, 10, SlidingWindowType.COUNT_BASED)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(30))
            .permittedNumberOfCallsInHalfOpenState(3)
            .build();

    private final @Nullable CircuitBreakerRegistry registry;
    private final String prefix;

    /**
     * @param registry the user's registry, or null for our own settings
     * @param prefix the beginning of the names
     */
    Breakers(@Nullable CircuitBreakerRegistry registry, String prefix) {
        this.registry = registry;
        this.prefix = prefix;
    }

    /** Returns the breaker of this name, shared with other adapters of the same registry and prefix. */
    CircuitBreaker named(String name) {
        return registry == null ? CircuitBreaker.of(prefix + name, classified(DEFAULT)) : named(name, registry);
    }

    private CircuitBreaker named(String name, CircuitBreakerRegistry registry) {
        String whole = prefix + name;
        CircuitBreaker found = registry.find(whole).orElse(null);
        if (found == null) {
            CircuitBreakerConfig base = registry.getConfiguration(whole)
                    .or(() -> registry.getConfiguration(name))
                    .orElseGet(registry::getDefaultConfig);
            return registry.circuitBreaker(whole, classified(base));
        }
        CircuitBreakerConfig config = found.getCircuitBreakerConfig();
        if (config.getIgnoreExceptionPredicate() == NOTHING) {
            return found;
        }
        // With its tags: some monitoring systems refuse meters of one name that differ in them.
        CircuitBreaker ours = CircuitBreaker.of(whole, classified(config), found.getTags());
        registry.replace(whole, ours);
        return ours;
    }

    private static CircuitBreakerConfig classified(CircuitBreakerConfig thresholds) {
        return CircuitBreakerConfig.from(thresholds)
                .recordExceptions()
                .ignoreExceptions()
                .recordException(Breakers::isFailure)
                .ignoreException(NOTHING)
                .transitionOnResult(CircuitBreakerConfig.ofDefaults().getTransitionOnResult())
                .build();
    }

    private static boolean isFailure(Throwable thrown) {
        return !(thrown instanceof ScaleOutException outcome) || outcome.signalsOutage();
    }
}
