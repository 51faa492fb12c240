/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import io.github.ddm4j.core.outcome.CallFailure;

/** The request was there, and no usable answer came back. */
final class NoUsableAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient CallFailure failure;

    NoUsableAnswer(CallFailure failure) {
        super(failure.toString(), null, false, false);
        this.failure = failure;
    }

    CallFailure failure() {
        return failure;
    }
}
