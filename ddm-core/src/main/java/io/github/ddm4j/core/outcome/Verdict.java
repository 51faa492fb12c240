/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.outcome;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;

/**
 * The meaning of a failure for the caller and for a circuit breaker.
 *
 * @since 0.1.0
 */
public enum Verdict {

    /** {@link ProviderUnavailableException}: it was not tried, which says nothing of the provider. */
    NOT_ATTEMPTED(Breaker.IGNORES) {
        @Override
        ScaleOutException exception(String message, CallFailure failure) {
            return ProviderUnavailableException.notAttempted(message, null, failure.causeOrNull());
        }
    },

    /** {@link ProviderUnavailableException}: nothing was applied, because the provider does not work. */
    OUTAGE(Breaker.FAILURE) {
        @Override
        ScaleOutException exception(String message, CallFailure failure) {
            return ProviderUnavailableException.outage(
                    message, failure.error(), failure.retryAfterOrNull(), failure.causeOrNull());
        }
    },

    /** {@link ProviderUnavailableException}: nothing was applied, because the provider asks for fewer calls. */
    THROTTLED(Breaker.SUCCESS) {
        @Override
        ScaleOutException exception(String message, CallFailure failure) {
            return ProviderUnavailableException.throttled(message, failure.error(), failure.retryAfterOrNull());
        }
    },

    /** {@link ScaleOutRejectedException}: nothing was applied; the reason goes by error code, then by status. */
    REJECTED(Breaker.SUCCESS) {
        @Override
        ScaleOutException exception(String message, CallFailure failure) {
            return new ScaleOutRejectedException(
                    ErrorCodes.reason(failure.status(), failure.error().code()), message, failure.error());
        }
    },

    /** {@link ScaleOutRejectedException} with {@link RejectionReason#ACCESS}: the credentials are not taken. */
    ACCESS_DENIED(Breaker.SUCCESS) {
        @Override
        ScaleOutException exception(String message, CallFailure failure) {
            return new ScaleOutRejectedException(RejectionReason.ACCESS, message, failure.error());
        }
    },

    /** {@link OutcomeUnknownException}: it may have been applied. */
    UNKNOWN(Breaker.FAILURE) {
        @Override
        ScaleOutException exception(String message, CallFailure failure) {
            return new OutcomeUnknownException(message, failure.error(), failure.causeOrNull());
        }
    },

    /** {@link OutcomeUnknownException}: it may have been applied, and only this side knows why nobody waited. */
    UNKNOWN_BY_CALLER(Breaker.IGNORES) {
        @Override
        ScaleOutException exception(String message, CallFailure failure) {
            return OutcomeUnknownException.notWaitedFor(message);
        }
    };

    /** The lesson of a call for a circuit breaker. */
    public enum Breaker {
        /** The provider does not work. */
        FAILURE,
        /** The provider is alive. */
        SUCCESS,
        /** Nothing: the call is neither a success nor a failure, and a half-open breaker gets its permit back. */
        IGNORES
    }

    private final Breaker breaker;

    Verdict(Breaker breaker) {
        this.breaker = breaker;
    }

    /** Returns the lesson for a circuit breaker. */
    public Breaker breaker() {
        return breaker;
    }

    abstract ScaleOutException exception(String message, CallFailure failure);
}
