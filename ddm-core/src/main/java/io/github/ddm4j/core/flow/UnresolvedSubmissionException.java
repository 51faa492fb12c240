/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.model.Evidence;

/**
 * The answer to an order was lost, and looking did not tell either whether the order was applied. Decision: look at
 * {@link #evidence()}, hand it to {@code ScaleOutFlow.reconcile} later, and never submit again blindly.
 *
 * @since 0.1.0
 */
public final class UnresolvedSubmissionException extends OutcomeUnknownException {

    private static final long serialVersionUID = 1L;

    private final transient Evidence evidence;

    /**
     * @param evidence all that is known
     * @param lost what happened to the order's call; it becomes the cause
     */
    public UnresolvedSubmissionException(Evidence evidence, OutcomeUnknownException lost) {
        super(evidence.summary(), lost);
        this.evidence = evidence;
    }

    /** All that is known. */
    public Evidence evidence() {
        return evidence;
    }
}
