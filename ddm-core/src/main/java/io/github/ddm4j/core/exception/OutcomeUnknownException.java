/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.exception;

import org.jspecify.annotations.Nullable;

/**
 * The request left, and no usable answer came: it may have been applied or not. Decision: go and look at the instance,
 * its jobs and its orders. Never repeat blindly, because the provider has no idempotency key.
 *
 * <p>A port throws this. {@code ScaleOutFlow} throws the subclass {@code UnresolvedSubmissionException}, which holds what
 * was seen.
 *
 * @since 0.1.0
 */
public non-sealed class OutcomeUnknownException extends ScaleOutException {

    private static final long serialVersionUID = 1L;

    private final boolean outage;

    /**
     * @param message the failure in words
     * @param error the provider's description, if there is one
     * @param cause the failure below, if there is one; it must not hold a header, a body or a token
     */
    public OutcomeUnknownException(String message, ProviderError error, @Nullable Throwable cause) {
        this(message, error, cause, true);
    }

    /**
     * @param message the knowledge by now
     * @param lost the failure that lost the answer; it becomes the cause, and the provider's words are taken over from it
     */
    protected OutcomeUnknownException(String message, OutcomeUnknownException lost) {
        this(message, lost.error(), lost, lost.outage);
    }

    private OutcomeUnknownException(String message, ProviderError error, @Nullable Throwable cause, boolean outage) {
        super(message, error, cause);
        this.outage = outage;
    }

    /**
     * Returns an exception for a request that may have left, and whose answer nobody waits for any more: the caller was
     * interrupted, or the adapter was closed. That says nothing of the provider, so {@link #signalsOutage()} is false.
     */
    public static OutcomeUnknownException notWaitedFor(String message) {
        return new OutcomeUnknownException(message, ProviderError.NONE, null, false);
    }

    @Override
    public final boolean safeToRepeat() {
        return false;
    }

    /** Returns true, unless the caller or {@code close()} ended the wait: see {@link #notWaitedFor}. */
    @Override
    public final boolean signalsOutage() {
        return outage;
    }
}
