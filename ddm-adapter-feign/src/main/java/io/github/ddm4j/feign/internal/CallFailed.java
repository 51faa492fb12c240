/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import io.github.ddm4j.core.outcome.CallFailure;

/** Carries a failure to the place that knows its meaning. Never leaves the adapter. */
public final class CallFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient CallFailure failure;

    public CallFailed(CallFailure failure) {
        super(failure.toString(), null, false, false);
        this.failure = failure;
    }

    public CallFailure failure() {
        return failure;
    }
}
