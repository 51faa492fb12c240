/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Authenticates requests below Feign, at the transport: so no secret ever enters Feign's request, its exceptions or its
 * logs, and a signature covers the bytes that are really sent. Thread-safe.
 */
public interface RequestAuthenticator {

    /** For requests that need no credentials, such as the one for a token. */
    RequestAuthenticator NONE = new RequestAuthenticator() {
        @Override
        public Map<String, String> headers(String method, URI uri, byte[] body) {
            return Map.of();
        }

        @Override
        public Optional<Map<String, String>> headersAfterRefusal(
                Map<String, String> refused, String method, URI uri, byte[] body) {
            return Optional.empty();
        }
    };

    /** Headers to add to a request. */
    Map<String, String> headers(String method, URI uri, byte[] body);

    /**
     * Headers to add to the one more try after a 401, or empty if there are no newer credentials.
     *
     * @param refused what {@link #headers} gave for the refused request
     */
    Optional<Map<String, String>> headersAfterRefusal(Map<String, String> refused, String method, URI uri, byte[] body);

    /** What is secret in headers of ours, to be kept out of every text that leaves: all values, unless we know better. */
    default Collection<String> secrets(Map<String, String> headers) {
        return headers.values();
    }
}
