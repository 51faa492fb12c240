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

    /**
     * @param message what happened
     * @param error what the provider said, if anything
     * @param cause the failure below, if there is one; it must not hold a header, a body or a token
     */
    public OutcomeUnknownException(String message, ProviderError error, @Nullable Throwable cause) {
        super(message, error, cause);
        this.evidence = null;
    }

    /**
     * The answer was lost, and looking did not tell either.
     *
     * @param evidence all that is known
     * @param lost what happened to the call; it becomes the cause
     */
    public OutcomeUnknownException(Evidence evidence, OutcomeUnknownException lost) {
        super(evidence.summary(), lost.error(), lost);
        this.evidence = evidence;
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

    @Override
    public boolean signalsOutage() {
        return true;
    }
}
