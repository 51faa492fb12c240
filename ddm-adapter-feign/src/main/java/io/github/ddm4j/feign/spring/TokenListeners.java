/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.feign.auth.TokenListener;
import java.time.Duration;
import java.util.List;

/** Tells several listeners, all of them even if one fails. */
record TokenListeners(List<TokenListener> listeners) implements TokenListener {

    @Override
    public void renewed(Duration took) {
        All.of(listeners, listener -> listener.renewed(took));
    }

    @Override
    public void renewalFailed(Duration took, ScaleOutException failure) {
        All.of(listeners, listener -> listener.renewalFailed(took, failure));
    }
}
