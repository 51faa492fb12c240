/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import io.github.ddm4j.core.exception.ScaleOutException;
import java.time.Duration;

/**
 * Hears of every attempt to get a new token, for metrics and alerts; never of the token. The thread that asks for the
 * token calls it, so it should return quickly. Each provider of tokens calls it from one thread at a time, so a
 * listener that several share has to be thread-safe. An exception that it throws is logged and changes nothing.
 *
 * @since 0.1.0
 */
public interface TokenListener {

    /** Hears that there is a new token. */
    void renewed(Duration took);

    /**
     * Hears that there is no new token. A call fails because of it only if the old token is no longer good.
     *
     * @param failure the failure of a call that needs the token
     */
    void renewalFailed(Duration took, ScaleOutException failure);
}
