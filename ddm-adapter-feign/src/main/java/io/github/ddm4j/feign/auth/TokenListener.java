/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import io.github.ddm4j.core.exception.ScaleOutException;
import java.time.Duration;

/**
 * Is told of every attempt to get a new token, for metrics and alerts; never of the token. Called by the thread that
 * asks, so it should return quickly; by one at a time for each provider of tokens, so one that is shared by several has to
 * be thread-safe. What it throws is logged and changes nothing.
 *
 * @since 0.1.0
 */
public interface TokenListener {

    /** There is a new token. */
    void renewed(Duration took);

    /**
     * There is none. A call fails for it only if the old token is no longer good.
     *
     * @param failure what a call that needs the token is told
     */
    void renewalFailed(Duration took, ScaleOutException failure);
}
