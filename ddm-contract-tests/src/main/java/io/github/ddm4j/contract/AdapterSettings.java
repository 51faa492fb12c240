/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import java.time.Duration;

/**
 * The settings that a suite wants an adapter built with, so that its tests are quick and certain.
 *
 * @param deadline the longest a call may take in total
 * @param breakerWindow the circuit breaker opens once this many calls in a row were outages, and not before
 * @param halfOpenCalls the number of calls that a half-open circuit breaker lets through
 * @param breakerOpenFor how long the circuit breaker stays open, by the clock that {@link
 *     ScaleOutFixture#letBreakerHalfOpen()} moves; too long to pass by itself during a test
 * @since 0.1.0
 */
public record AdapterSettings(Duration deadline, int breakerWindow, int halfOpenCalls, Duration breakerOpenFor) {

    /**
     * The settings with a deadline that no healthy call reaches, and a circuit breaker that no other suite than its own
     * opens.
     */
    static final AdapterSettings CALM = new AdapterSettings(Duration.ofSeconds(20), 300, 2, Duration.ofHours(1));

    AdapterSettings withDeadline(Duration shorter) {
        return new AdapterSettings(shorter, breakerWindow, halfOpenCalls, breakerOpenFor);
    }

    AdapterSettings withBreakerWindow(int calls) {
        return new AdapterSettings(deadline, calls, halfOpenCalls, breakerOpenFor);
    }
}
