/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.exception;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The provider was not reached or did not take the call. It is proven that nothing was applied. Decision: try later.
 *
 * @since 0.1.0
 */
public final class ProviderUnavailableException extends ScaleOutException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;
    private final boolean outage;
    private final boolean throttled;

    private ProviderUnavailableException(
            String message,
            boolean outage,
            boolean throttled,
            @Nullable Duration retryAfter,
            ProviderError error,
            @Nullable Throwable cause) {
        super(message, error, cause);
        this.outage = outage;
        this.throttled = throttled;
        this.retryAfter = retryAfter == null || !retryAfter.isNegative() ? retryAfter : Duration.ZERO;
    }

    /** Returns an exception for a provider that could not be reached, or whose prerequisites do not work. */
    public static ProviderUnavailableException outage(String message, ProviderError error, @Nullable Throwable cause) {
        return outage(message, error, null, cause);
    }

    /** Returns an exception for a provider that does not work, and may have told how long to wait. */
    public static ProviderUnavailableException outage(
            String message, ProviderError error, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        return new ProviderUnavailableException(message, true, false, retryAfter, error, cause);
    }

    /** Returns an exception for a provider that is alive and asks for fewer calls. */
    public static ProviderUnavailableException throttled(
            String message, ProviderError error, @Nullable Duration retryAfter) {
        return new ProviderUnavailableException(message, false, true, retryAfter, error, null);
    }

    /**
     * Returns an exception for a call that was not even tried: a circuit breaker is open, a local limit is reached, a
     * gate refused, or the adapter is closed.
     */
    public static ProviderUnavailableException notAttempted(String message, @Nullable Duration retryAfter) {
        return notAttempted(message, retryAfter, null);
    }

    /** Returns an exception for a call that was not even tried, because something on our side failed. */
    public static ProviderUnavailableException notAttempted(
            String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        return new ProviderUnavailableException(message, false, false, retryAfter, ProviderError.NONE, cause);
    }

    /** Returns the least time to wait before the next try, if it is known; never negative. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Returns true if the provider asked for fewer calls, by a 429. */
    public boolean throttled() {
        return throttled;
    }

    @Override
    public boolean safeToRepeat() {
        return true;
    }

    @Override
    public boolean signalsOutage() {
        return outage;
    }
}
