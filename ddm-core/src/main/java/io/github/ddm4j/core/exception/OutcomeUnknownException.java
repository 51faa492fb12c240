/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.exception;

import org.jspecify.annotations.Nullable;

/**
 * The request left, and no usable answer came: it may have been applied or not. Decision: go and look at the instance,
 * its jobs and its orders. Never repeat blindly, for the provider has no idempotency key.
 */
public final class OutcomeUnknownException extends ScaleOutException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened
     * @param error what the provider said, if anything
     * @param cause the failure below, if there is one; it must not hold a header, a body or a token
     */
    public OutcomeUnknownException(String message, ProviderError error, @Nullable Throwable cause) {
        super(message, error, cause);
    }

    @Override
    public boolean safeToRepeat() {
        return false;
    }

    @Override
    public boolean signalsOutage() {
        return true;
    }
}
