/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls through a circuit breaker. Whatever happens inside, the breaker gets its permit back. Thread-safe. */
final class CallGuard {

    private static final ScaleOutException UNKNOWN =
            new OutcomeUnknownException("sample of an outage", ProviderError.NONE, null);
    private static final ScaleOutException REFUSED =
            new ScaleOutRejectedException(RejectionReason.OTHER, "sample of a refusal", ProviderError.NONE);
    private static final ScaleOutException INVALID = new InvalidScaleOutException(List.of());

    private final CircuitBreaker breaker;
    private final Function<Throwable, ScaleOutException> unexpected;

    private CallGuard(CircuitBreaker breaker, Function<Throwable, ScaleOutException> unexpected) {
        this.breaker = breaker;
        this.unexpected = unexpected;
    }

    /**
     * @param registry where the breaker is kept, or null for one of our own
     * @param unexpected what it means when something is thrown that is no ScaleOutException
     */
    static CallGuard of(
            String name, @Nullable CircuitBreakerRegistry registry, Function<Throwable, ScaleOutException> unexpected) {
        CircuitBreaker breaker =
                registry == null ? CircuitBreaker.of(name, ours(defaults())) : registered(name, registry);
        return new CallGuard(breaker, unexpected);
    }

    /** The registry's numbers, our classification: also where a breaker of that name is there already. */
    private static CircuitBreaker registered(String name, CircuitBreakerRegistry registry) {
        CircuitBreakerConfig base = registry.getConfiguration(name).orElseGet(registry::getDefaultConfig);
        CircuitBreaker found = registry.circuitBreaker(name, () -> ours(base));
        if (classifiesLikeUs(found.getCircuitBreakerConfig())) {
            return found;
        }
        registry.replace(name, CircuitBreaker.of(name, ours(found.getCircuitBreakerConfig()), found.getTags()));
        return registry.circuitBreaker(name);
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

    private static CircuitBreakerConfig ours(CircuitBreakerConfig base) {
        CircuitBreakerConfig.Builder config = CircuitBreakerConfig.from(base)
                .recordExceptions()
                .recordException(e -> !(e instanceof ScaleOutException known) || known.signalsOutage())
                .ignoreExceptions()
                .ignoreException(InvalidScaleOutException.class::isInstance);
        if (base.getMaxWaitDurationInHalfOpenState().isZero()) {
            // Else a call that hangs in the half-open state would keep the breaker there for good.
            config.maxWaitDurationInHalfOpenState(Duration.ofSeconds(30));
        }
        return config.build();
    }

    private static boolean classifiesLikeUs(CircuitBreakerConfig config) {
        return counts(config, UNKNOWN)
                && counts(config, new Error("sample of a bug"))
                && !counts(config, REFUSED)
                && !config.getIgnoreExceptionPredicate().test(REFUSED)
                && config.getIgnoreExceptionPredicate().test(INVALID)
                && !config.getMaxWaitDurationInHalfOpenState().isZero();
    }

    private static boolean counts(CircuitBreakerConfig config, Throwable sample) {
        return config.getRecordExceptionPredicate().test(sample)
                && !config.getIgnoreExceptionPredicate().test(sample);
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
            ScaleOutException outcome = thrown instanceof ScaleOutException known ? known : unexpected.apply(thrown);
            breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), outcome);
            throw outcome;
        }
    }
}
