/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.core.outcome.FailureKind;
import io.github.ddm4j.core.outcome.Verdict;
import io.github.ddm4j.core.outcome.Verdict.Breaker;
import io.github.ddm4j.feign.internal.CallFailed;
import io.github.ddm4j.feign.internal.CallLog;
import io.github.ddm4j.feign.internal.HttpCall;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs port calls behind a circuit breaker and turns every failure into one of ours. Whatever is thrown inside, an
 * {@link Error} too, is caught before it reaches the breaker. A failure that the breaker does not handle would keep its
 * permit of the half-open state for good.
 */
final class Guard {

    private final CircuitBreaker breaker;
    private final BooleanSupplier closed;
    private final Function<FailureKind, Verdict> column;

    /**
     * @param closed whether the adapter is closed
     * @param column the meaning of a failure, {@link FailureKind#order} or {@link FailureKind#read}
     */
    Guard(CircuitBreaker breaker, BooleanSupplier closed, Function<FailureKind, Verdict> column) {
        this.breaker = breaker;
        this.closed = closed;
        this.column = column;
        tell(CircuitBreaker.ofDefaults("warm-up"), Breaker.SUCCESS, 0, refused());
    }

    /** Telling a breaker of a refusal needs classes too, which have to be loaded before the first refusal. */
    private static ScaleOutException refused() {
        return CallFailure.answered(400, ProviderError.NONE, null).ofOrder();
    }

    /** Returns the name of the breaker. */
    String name() {
        return breaker.getName();
    }

    /** Returns the state of the breaker, such as CLOSED. */
    String state() {
        return breaker.getState().name();
    }

    /**
     * Runs a call behind the breaker, with a line in the log.
     *
     * @param name the method of the port, for the log
     * @param about the id that it is about, as the log shows it, such as {@code instance=x}; empty for none
     * @throws ScaleOutException and nothing else
     */
    <T> T call(String name, String about, Supplier<T> work) {
        CallLog log = new CallLog(name, about);
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
            throw CallFailure.notAttempted("the adapter is closed").ofOrder();
        }
        if (!breaker.tryAcquirePermission()) {
            throw ProviderUnavailableException.notAttempted(
                    "Nothing was sent: circuit breaker '" + breaker.getName() + "' is open", longestOpen());
        }
        long start = breaker.getCurrentTimestamp();
        T result;
        try {
            result = work.get();
        } catch (Throwable thrown) {
            throw outcome(log, thrown, start);
        }
        tell(breaker, Breaker.SUCCESS, start, null);
        return result;
    }

    /**
     * Returns the time after which a call may surely pass again, if the breaker is open. It does not tell how much is
     * left.
     */
    private @Nullable Duration longestOpen() {
        return breaker.getState() == CircuitBreaker.State.OPEN
                ? Duration.ofMillis(breaker.getCircuitBreakerConfig()
                        .getWaitIntervalFunctionInOpenState()
                        .apply(1))
                : null;
    }

    private ScaleOutException outcome(CallLog log, Throwable thrown, long start) {
        if (thrown instanceof ScaleOutException told && !(thrown instanceof InvalidScaleOutException)) {
            // There were no credentials, or a gate refused: nothing was sent, and only an outage says something.
            tell(breaker, told.signalsOutage() ? Breaker.FAILURE : Breaker.IGNORES, start, told);
            return told;
        }
        CallFailure failure = thrown instanceof CallFailed known ? known.failure() : HttpCall.unexpected(thrown);
        log.status(failure.status());
        Verdict verdict = column.apply(failure.kind());
        ScaleOutException outcome = failure.as(verdict);
        tell(breaker, verdict.breaker(), start, outcome);
        return outcome;
    }

    /** A listener of the breaker that throws does not change what the caller learns of an order. */
    private static void tell(CircuitBreaker breaker, Breaker learned, long start, @Nullable ScaleOutException outcome) {
        long took = breaker.getCurrentTimestamp() - start;
        CallLog.quietly(() -> {
            if (learned == Breaker.IGNORES) {
                breaker.releasePermission();
            } else if (outcome == null) {
                breaker.onSuccess(took, breaker.getTimestampUnit());
            } else {
                breaker.onError(took, breaker.getTimestampUnit(), outcome);
            }
        });
    }
}
