/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import java.time.Duration;

/** The time to wait before a call is made again. */
public final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(5);

    private Backoff() {}

    /**
     * Returns the pause before a scale-out is tried again: it doubles from try to try, and is no less than the provider
     * asks for.
     */
    public static Duration beforeAttempt(int attempt, ProviderUnavailableException refused) {
        Duration usual = FIRST.multipliedBy(1L << Math.min(attempt - 2, 10));
        return longer(usual, askedFor(refused));
    }

    /** Returns the time that the provider asks to wait, or zero. */
    public static Duration askedFor(ProviderUnavailableException refused) {
        return FlowSettings.bounded(refused.retryAfter().orElse(Duration.ZERO));
    }

    /** Returns the pause before a read is made again. */
    public static Duration afterFailure(Throwable failed, Duration usual) {
        return failed instanceof ProviderUnavailableException refused ? longer(usual, askedFor(refused)) : usual;
    }

    public static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
