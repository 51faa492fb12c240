/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import io.github.ddm4j.feign.http.RequestAuthenticator;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Authenticates with a user token in the header {@code X-Auth-Token}. */
final class TokenAuthenticator implements RequestAuthenticator {

    private static final String HEADER = "X-Auth-Token";

    private final AuthTokenProvider tokens;

    TokenAuthenticator(AuthTokenProvider tokens) {
        this.tokens = tokens;
    }

    @Override
    public Map<String, String> headers(String method, URI uri, byte[] body) {
        return Map.of(HEADER, tokens.token().value());
    }

    @Override
    public Optional<Map<String, String>> headersAfterRefusal(
            Map<String, String> refused, String method, URI uri, byte[] body) {
        AuthToken old = AuthToken.of(refused.getOrDefault(HEADER, ""));
        AuthToken renewed = tokens.tokenAfterRefusal(old);
        return renewed.equals(old) ? Optional.empty() : Optional.of(Map.of(HEADER, renewed.value()));
    }
}
