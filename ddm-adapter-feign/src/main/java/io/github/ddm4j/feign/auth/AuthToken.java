/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import io.github.ddm4j.core.validation.SettingException;
import org.jspecify.annotations.Nullable;

/**
 * A user token as sent in the header {@code X-Auth-Token}. A secret: {@link #toString()} never shows it. Immutable.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html">Obtaining a user token</a>
 * @since 0.1.0
 */
public final class AuthToken {

    private final String value;

    private AuthToken(String value) {
        this.value = value;
    }

    /**
     * Returns a token with this value.
     *
     * @param value the token, visible ASCII characters only
     * @throws SettingException if the value is empty, longer than 32 KiB, or could not stand in a header; the
     *     message does not show it
     */
    public static AuthToken of(String value) {
        return new AuthToken(HeaderText.check("token", value));
    }

    /** Returns the secret itself. Keep it out of logs and messages. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AuthToken token && token.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
