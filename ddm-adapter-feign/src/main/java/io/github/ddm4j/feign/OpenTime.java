/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells how long a circuit breaker will stay open at least, which it does not tell itself. */
final class OpenTime {

    private final CircuitBreaker breaker;
    private volatile long until;
    private volatile boolean known;

    OpenTime(CircuitBreaker breaker) {
        this.breaker = breaker;
        breaker.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                opened();
            } else {
                known = false;
            }
        });
    }

    private void opened() {
        // The user's function may let later attempts wait longer; the first is the shortest that makes sense.
        long wait = breaker.getCircuitBreakerConfig()
                .getWaitIntervalFunctionInOpenState()
                .apply(1);
        until = System.nanoTime() + Duration.ofMillis(wait).toNanos();
        known = true;
    }

    /** The time until a call may pass again; null if not known. */
    @Nullable
    Duration left() {
        return known ? Duration.ofNanos(Math.max(0, until - System.nanoTime())) : null;
    }
}
