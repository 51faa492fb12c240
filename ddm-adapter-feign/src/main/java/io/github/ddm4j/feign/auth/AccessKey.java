/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import io.github.ddm4j.core.validation.SettingException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An access key (AK/SK), with which requests are signed instead of carrying a token. A secret: {@link #toString()} shows
 * none of it. Immutable.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm-002.html">Signing requests</a>
 * @since 0.1.0
 */
public final class AccessKey {

    private final String id;
    private final String secret;
    private final @Nullable String securityToken;

    private AccessKey(String id, String secret, @Nullable String securityToken) {
        this.id = id;
        this.secret = secret;
        this.securityToken = securityToken;
    }

    /**
     * Returns a permanent access key.
     *
     * @param id the access key ID (AK)
     * @param secret the secret access key (SK)
     * @throws SettingException if one is empty, longer than 32 KiB, or holds anything but visible ASCII
     *     characters; the message does not show it
     */
    public static AccessKey of(String id, String secret) {
        return new AccessKey(
                HeaderText.check("access key id", id), HeaderText.check("secret access key", secret), null);
    }

    /**
     * Returns a temporary access key. It ends with its security token, usually within a day, and is not renewed here:
     * see {@link AccessKeyProvider}.
     *
     * @param id the access key ID (AK)
     * @param secret the secret access key (SK)
     * @param securityToken the security token issued together with the key; sent as {@code X-Security-Token}
     * @throws SettingException as for {@link #of}
     */
    public static AccessKey temporary(String id, String secret, String securityToken) {
        return new AccessKey(
                HeaderText.check("access key id", id),
                HeaderText.check("secret access key", secret),
                HeaderText.check("security token", securityToken));
    }

    String id() {
        return id;
    }

    String secret() {
        return secret;
    }

    Optional<String> securityToken() {
        return Optional.ofNullable(securityToken);
    }

    /** Returns true if the provider could not tell the two keys apart before it has checked the signature. */
    boolean isSentLike(AccessKey other) {
        return id.equals(other.id) && Objects.equals(securityToken, other.securityToken);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AccessKey key && isSentLike(key) && secret.equals(key.secret);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, secret, securityToken);
    }

    @Override
    public String toString() {
        return "***";
    }
}
