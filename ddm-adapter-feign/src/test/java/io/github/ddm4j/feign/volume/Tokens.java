/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.volume;

import io.github.ddm4j.feign.auth.AuthToken;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.util.concurrent.atomic.AtomicLong;

/** Tokens that can be told in any text by their beginning: a new one for every call. */
final class Tokens implements AuthTokenProvider {

    private static final String CANARY = "QwXzKjVbPyGhTnRcFm";

    private final AtomicLong number = new AtomicLong();

    @Override
    public AuthToken token() {
        return AuthToken.of(CANARY + number.incrementAndGet());
    }

    /** Whether twelve characters of the canary are in it. */
    static boolean isIn(String text) {
        for (int from = 0; from + 12 <= CANARY.length(); from++) {
            if (text.contains(CANARY.substring(from, from + 12))) {
                return true;
            }
        }
        return false;
    }
}
