/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.IdempotencyKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an order was lost, and the flow could not find out whether the order was applied. Decision: look at
 * {@link #evidence()} and never submit again blindly. Without a key, hand the evidence to {@code
 * ScaleOutFlow.reconcile} later. With a key, submit the same key again, which only reads and sends nothing, or settle
 * it by {@code ScaleOutFlow.settle}.
 *
 * @since 0.1.0
 */
public final class UnresolvedSubmissionException extends OutcomeUnknownException {

    private static final long serialVersionUID = 1L;

    private final transient Evidence evidence;
    private final transient @Nullable IdempotencyKey key;

    /**
     * @param evidence all that is known
     * @param lost the failure of the order's call; it becomes the cause
     */
    public UnresolvedSubmissionException(Evidence evidence, OutcomeUnknownException lost) {
        super(evidence.summary(), lost);
        this.evidence = evidence;
        this.key = null;
    }

    /**
     * @param key the key that is in doubt
     * @param why the reason of the doubt
     * @param evidence all that is known
     * @param lost the failure of the order's call; it becomes the cause
     */
    public UnresolvedSubmissionException(
            IdempotencyKey key, String why, Evidence evidence, OutcomeUnknownException lost) {
        super("Key '" + key + "': " + why + ". " + evidence.summary(), lost);
        this.evidence = evidence;
        this.key = key;
    }

    /** Returns all that is known. */
    public Evidence evidence() {
        return evidence;
    }

    /** Returns the key that is in doubt; empty for a submission without one. */
    public Optional<IdempotencyKey> key() {
        return Optional.ofNullable(key);
    }
}
