/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import java.time.Duration;

/** How long to wait before a call is made again. */
final class Pauses {

    private static final Duration FIRST = Duration.ofSeconds(5);

    private Pauses() {}

    /** Before a scale-out is tried again: 5 s, 10 s, 20 s …, and no less than the provider asks for. */
    static Duration beforeAttempt(int attempt, ProviderUnavailableException refused) {
        Duration usual = FIRST.multipliedBy(1L << Math.min(attempt - 2, 10));
        return longer(usual, askedFor(refused));
    }

    /** What the provider asks for, or none. */
    static Duration askedFor(ProviderUnavailableException refused) {
        return FlowSettings.bounded(refused.retryAfter().orElse(Duration.ZERO));
    }

    /** Before a read is made again. */
    static Duration afterFailure(Throwable failed, Duration usual) {
        return failed instanceof ProviderUnavailableException refused ? longer(usual, askedFor(refused)) : usual;
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
