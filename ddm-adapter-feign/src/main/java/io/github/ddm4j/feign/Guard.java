/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import feign.FeignException;
import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.feign.CallFailure.NoAnswer;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
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
    private final OpenTime openTime;
    private final BooleanSupplier closed;
    private final Function<CallFailure, ScaleOutException> meaning;

    /**
     * @param closed whether the adapter is closed
     * @param meaning what a failed HTTP call means to the caller
     */
    Guard(CircuitBreaker breaker, BooleanSupplier closed, Function<CallFailure, ScaleOutException> meaning) {
        this.breaker = breaker;
        this.openTime = new OpenTime(breaker);
        this.closed = closed;
        this.meaning = meaning;
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
                    "Nothing was sent: circuit breaker '" + breaker.getName() + "' is open", openTime.left());
        } catch (NothingLearned unheard) {
            throw unheard.outcome();
        }
    }

    private <T> T attempt(CallLog log, Supplier<T> work) {
        try {
            return work.get();
        } catch (Throwable thrown) {
            throw outcome(log, belowFeign(thrown));
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
        ScaleOutException outcome = meaning.apply(failure);
        return failure.saysNothing() ? new NothingLearned(outcome) : outcome;
    }

    private static CallFailure unexpected(@Nullable Throwable thrown) {
        String what = thrown == null ? "unknown" : thrown.getClass().getSimpleName();
        return new NoAnswer("The call broke off in an unexpected way: " + what, thrown);
    }

    /** Feign's exceptions can hold a request or a body. They end here. */
    private static @Nullable Throwable belowFeign(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof FeignException) {
            cause = cause.getCause();
        }
        return cause;
    }
}
