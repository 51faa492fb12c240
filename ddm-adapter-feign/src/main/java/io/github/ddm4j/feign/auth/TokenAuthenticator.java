/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import io.github.ddm4j.feign.http.HttpAnswer;
import io.github.ddm4j.feign.http.Transport.Authenticator;
import io.github.ddm4j.feign.http.Transport.Credentials;
import io.github.ddm4j.feign.http.Transport.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Authenticates with a user token in the header {@code X-Auth-Token}. */
final class TokenAuthenticator implements Authenticator {

    private final AuthTokenProvider tokens;

    TokenAuthenticator(AuthTokenProvider tokens) {
        this.tokens = tokens;
    }

    @Override
    public Credentials credentials(Request request) {
        return credentials(tokens.token());
    }

    @Override
    public Optional<Credentials> newer(Credentials refused, Request request, HttpAnswer refusal) {
        AuthToken old = (AuthToken) refused.source();
        AuthToken renewed = tokens.tokenAfterRefusal(old);
        return renewed.equals(old) ? Optional.empty() : Optional.of(credentials(renewed));
    }

    private static Credentials credentials(AuthToken token) {
        return new Credentials(Map.of("X-Auth-Token", token.value()), List.of(token.value()), token);
    }
}
