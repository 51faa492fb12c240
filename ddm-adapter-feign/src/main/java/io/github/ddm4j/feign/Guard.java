/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.feign.internal.CallFailure;
import io.github.ddm4j.feign.internal.CallFailure.NoAnswer;
import io.github.ddm4j.feign.internal.CallLog;
import io.github.ddm4j.feign.internal.NothingLearned;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs port calls behind a circuit breaker and turns every failure into one of ours. Whatever is thrown inside, an
 * {@link Error} too, is caught before it reaches the breaker: one that it does not handle would keep its permit of the
 * half-open state for good.
 */
final class Guard {

    private final CircuitBreaker breaker;
    private final BooleanSupplier closed;
    private final Function<CallFailure, RuntimeException> meaning;

    /**
     * @param closed whether the adapter is closed
     * @param meaning what a failed HTTP call means to the caller
     */
    Guard(CircuitBreaker breaker, BooleanSupplier closed, Function<CallFailure, RuntimeException> meaning) {
        this.breaker = breaker;
        this.closed = closed;
        this.meaning = meaning;
    }

    /** The breaker's name. */
    String name() {
        return breaker.getName();
    }

    /** The breaker's state, such as CLOSED. */
    String state() {
        return breaker.getState().name();
    }

    /**
     * Runs a call.
     *
     * @throws ScaleOutException and nothing else
     */
    <T> T call(String name, Supplier<T> work) {
        CallLog log = new CallLog(name);
        try {
            T result = permitted(log, work);
            log.done(result);
            return result;
        } catch (ScaleOutException outcome) {
            log.failed(outcome);
            throw outcome;
        }
    }

    private <T> T permitted(CallLog log, Supplier<T> work) {
        if (closed.getAsBoolean()) {
            throw ProviderUnavailableException.notAttempted("Nothing was sent: the adapter is closed", null);
        }
        try {
            return breaker.executeSupplier(() -> attempt(log, work));
        } catch (CallNotPermittedException open) {
            throw ProviderUnavailableException.notAttempted(
                    "Nothing was sent: circuit breaker '" + breaker.getName() + "' is open", longestOpen());
        } catch (NothingLearned unheard) {
            throw unheard.outcome();
        }
    }

    /** The time after which a call may surely pass again, if the breaker is open. It does not tell how much is left. */
    private @Nullable Duration longestOpen() {
        return breaker.getState() == CircuitBreaker.State.OPEN
                ? Duration.ofMillis(breaker.getCircuitBreakerConfig()
                        .getWaitIntervalFunctionInOpenState()
                        .apply(1))
                : null;
    }

    private <T> T attempt(CallLog log, Supplier<T> work) {
        try {
            return work.get();
        } catch (Throwable thrown) {
            throw outcome(log, CallFailure.belowFeign(thrown));
        }
    }

    private RuntimeException outcome(CallLog log, @Nullable Throwable thrown) {
        if (thrown instanceof NothingLearned unheard) {
            return unheard;
        }
        if (thrown instanceof ScaleOutException outcome && !(thrown instanceof InvalidScaleOutException)) {
            return outcome;
        }
        CallFailure failure = thrown instanceof CallFailure known ? known : unexpected(thrown);
        log.status(failure.status());
        return meaning.apply(failure);
    }

    private static CallFailure unexpected(@Nullable Throwable thrown) {
        String what = thrown == null ? "unknown" : thrown.getClass().getSimpleName();
        return new NoAnswer("it broke off in an unexpected way, " + what, thrown);
    }
}
