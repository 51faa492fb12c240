/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import io.github.ddm4j.core.exception.ScaleOutException;

/** Carries an outcome past the circuit breaker that says nothing of the provider's health. Never leaves the adapter. */
public final class NothingLearned extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ScaleOutException outcome;

    public NothingLearned(ScaleOutException outcome) {
        super(null, null, false, false);
        this.outcome = outcome;
    }

    public ScaleOutException outcome() {
        return outcome;
    }
}
