/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.exception;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of all exceptions of a port, apart from {@link NullPointerException} for a null argument. It has one
 * subclass for each decision of the caller: mend the call, mend the world, try later, go and look.
 *
 * <p>No message, cause or suppressed exception holds a header, a body or a token.
 *
 * @since 0.1.0
 */
public abstract sealed class ScaleOutException extends RuntimeException
        permits InvalidScaleOutException,
                ScaleOutRejectedException,
                ProviderUnavailableException,
                OutcomeUnknownException {

    private static final long serialVersionUID = 1L;

    private final ProviderError error;

    ScaleOutException(String message, ProviderError error, @Nullable Throwable cause) {
        super(message + error.suffix(), cause);
        this.error = error;
    }

    final ProviderError error() {
        return error;
    }

    /**
     * Returns true if the same call may be made again: nothing was applied, so a repetition cannot order twice, and the
     * cause may pass by itself.
     */
    public abstract boolean safeToRepeat();

    /**
     * Returns true if this exception tells of a provider that is down or does not work. A circuit breaker should count
     * exactly these.
     */
    public abstract boolean signalsOutage();

    /** Returns the provider's error code, such as {@code DBS.280001}, if it gave one. */
    public final Optional<String> errorCode() {
        return Optional.ofNullable(error.code());
    }

    /** Returns the provider's own words, if it gave any; one line, cut to a sane length. */
    public final Optional<String> providerMessage() {
        return Optional.ofNullable(error.message());
    }

    /** Returns the provider's id of the request, to be named in a support case, if it gave one. */
    public final Optional<String> requestId() {
        return Optional.ofNullable(error.requestId());
    }
}
