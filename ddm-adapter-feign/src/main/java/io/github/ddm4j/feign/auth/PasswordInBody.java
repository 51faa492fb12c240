/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import io.github.ddm4j.feign.http.RequestAuthenticator;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** For the request that has a user's password in its body: adds no header, and has the password kept out of every text. */
record PasswordInBody(IamUser user) implements RequestAuthenticator {

    @Override
    public Map<String, String> headers(String method, URI uri, byte[] body) {
        return Map.of();
    }

    @Override
    public Optional<Map<String, String>> headersAfterRefusal(
            Map<String, String> refused, String method, URI uri, byte[] body) {
        return Optional.empty();
    }

    @Override
    public Collection<String> secrets(Map<String, String> headers) {
        return List.of(user.password());
    }
}
