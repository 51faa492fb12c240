/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

/**
 * Gives the token for each call. Several threads call it at once, so implementations are thread-safe. They should
 * cache, because a token is good for about a day.
 *
 * <p>An implementation says that the credentials are wrong with {@link
 * io.github.ddm4j.core.exception.ScaleOutRejectedException}, and that their source does not work with {@link
 * io.github.ddm4j.core.exception.ProviderUnavailableException}. Any other exception is taken as the latter.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface AuthTokenProvider {

    /** Returns a token that is valid now, as far as known. */
    AuthToken token();

    /**
     * Returns a newer token than one that the provider has just refused with a 401. An implementation that has none
     * returns the refused one, and the call ends there.
     *
     * @param refused the token that was refused
     */
    default AuthToken tokenAfterRefusal(AuthToken refused) {
        return token();
    }

    /**
     * Returns a provider that always gives the same token.
     *
     * @throws io.github.ddm4j.core.validation.SettingException if it cannot be a token, see {@link AuthToken#of}
     */
    static AuthTokenProvider fixed(String token) {
        AuthToken fixed = AuthToken.of(token);
        return () -> fixed;
    }
}
