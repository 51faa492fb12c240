/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.core.outcome.FailureKind;
import io.github.ddm4j.core.outcome.Verdict;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls through a circuit breaker, which gets each permit back whatever happens inside. Thread-safe. */
final class CallGuard {

    /** The failures that never count. The identity of this predicate marks a breaker as classified by us. */
    private static final Predicate<Throwable> NEVER_COUNTS = InvalidScaleOutException.class::isInstance;

    private final CircuitBreaker breaker;
    private final Function<FailureKind, Verdict> meaning;

    private CallGuard(CircuitBreaker breaker, Function<FailureKind, Verdict> meaning) {
        this.breaker = breaker;
        this.meaning = meaning;
    }

    /**
     * @param registry where the breaker is kept, or null for one of our own
     * @param meaning the column of the outcome table
     */
    static CallGuard of(
            String name, @Nullable CircuitBreakerRegistry registry, Function<FailureKind, Verdict> meaning) {
        CircuitBreaker breaker =
                registry == null ? CircuitBreaker.of(name, ours(defaults())) : registered(name, registry);
        return new CallGuard(breaker, meaning);
    }

    /**
     * Returns a breaker with the registry's numbers and our classification, also where the registry has a breaker of
     * that name already.
     */
    private static CircuitBreaker registered(String name, CircuitBreakerRegistry registry) {
        CircuitBreakerConfig base = registry.getConfiguration(name).orElseGet(registry::getDefaultConfig);
        CircuitBreaker found = registry.circuitBreaker(name, () -> ours(base));
        CircuitBreakerConfig config = found.getCircuitBreakerConfig();
        if (config.getIgnoreExceptionPredicate() == NEVER_COUNTS) {
            return found;
        }
        CircuitBreaker replacement = CircuitBreaker.of(name, ours(config), found.getTags());
        registry.replace(name, replacement);
        return replacement;
    }

    private static CircuitBreakerConfig defaults() {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofSeconds(30))
                .permittedNumberOfCallsInHalfOpenState(3)
                .build();
    }

    /**
     * A longest wait in the half-open state is not needed, because {@link #call} gives every permit back. It would start
     * Resilience4j's scheduler thread, which lives as long as the JVM.
     */
    private static CircuitBreakerConfig ours(CircuitBreakerConfig base) {
        return CircuitBreakerConfig.from(base)
                .recordExceptions()
                .recordException(CallGuard::isFailure)
                .ignoreExceptions()
                .ignoreException(NEVER_COUNTS)
                .build();
    }

    private static boolean isFailure(Throwable thrown) {
        return !(thrown instanceof ScaleOutException known) || known.signalsOutage();
    }

    <T> T call(Supplier<T> exchange) {
        if (!breaker.tryAcquirePermission()) {
            throw ProviderUnavailableException.notAttempted(
                    "Nothing was sent: the circuit breaker " + breaker.getName() + " is " + breaker.getState(), null);
        }
        long start = breaker.getCurrentTimestamp();
        try {
            T result = exchange.get();
            breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
            return result;
        } catch (Throwable thrown) {
            throw outcome(thrown, breaker.getCurrentTimestamp() - start);
        }
    }

    private ScaleOutException outcome(Throwable thrown, long took) {
        if (thrown instanceof ScaleOutException known) {
            // What was not sent and signals no outage, such as what a gate refused, shows nothing of the provider.
            if (known instanceof ProviderUnavailableException && !known.signalsOutage()) {
                breaker.releasePermission();
            } else {
                breaker.onError(took, breaker.getTimestampUnit(), known);
            }
            return known;
        }
        CallFailure failure = Outcomes.failure(thrown);
        Verdict verdict = meaning.apply(failure.kind());
        ScaleOutException outcome = failure.as(verdict);
        if (verdict.breaker() == Verdict.Breaker.IGNORES) {
            breaker.releasePermission();
        } else {
            breaker.onError(took, breaker.getTimestampUnit(), outcome);
        }
        return outcome;
    }
}
