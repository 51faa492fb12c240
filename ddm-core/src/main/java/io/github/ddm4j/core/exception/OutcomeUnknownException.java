/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.exception;

import io.github.ddm4j.core.model.Evidence;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request left, and no usable answer came: it may have been applied or not. Decision: go and look at the instance,
 * its jobs and its orders. Never repeat blindly, for the provider has no idempotency key.
 *
 * @since 0.1.0
 */
public final class OutcomeUnknownException extends ScaleOutException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Evidence evidence;
    private final boolean outage;

    /**
     * @param message what happened
     * @param error what the provider said, if anything
     * @param cause the failure below, if there is one; it must not hold a header, a body or a token
     */
    public OutcomeUnknownException(String message, ProviderError error, @Nullable Throwable cause) {
        this(message, error, cause, null, true);
    }

    private OutcomeUnknownException(
            String message,
            ProviderError error,
            @Nullable Throwable cause,
            @Nullable Evidence evidence,
            boolean outage) {
        super(message, error, cause);
        this.evidence = evidence;
        this.outage = outage;
    }

    /**
     * The request may have left, and then nobody waited for its answer: the caller was interrupted, or the adapter was
     * closed. That says nothing of the provider, so {@link #signalsOutage()} is false.
     */
    public static OutcomeUnknownException notWaitedFor(String message) {
        return new OutcomeUnknownException(message, ProviderError.NONE, null, null, false);
    }

    /**
     * The answer was lost, and looking did not tell either.
     *
     * @param evidence all that is known
     * @param lost what happened to the call; it becomes the cause
     */
    public OutcomeUnknownException(Evidence evidence, OutcomeUnknownException lost) {
        this(evidence.summary(), lost.error(), lost, evidence, lost.outage);
    }

    /**
     * All that is known, if somebody has looked: present where {@code ScaleOutFlow} throws this, absent where a port
     * does, and lost when the exception is serialized.
     */
    public Optional<Evidence> evidence() {
        return Optional.ofNullable(evidence);
    }

    @Override
    public boolean safeToRepeat() {
        return false;
    }

    /** True, unless the caller or {@code close()} ended the wait: see {@link #notWaitedFor}. */
    @Override
    public boolean signalsOutage() {
        return outage;
    }
}
