/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Authenticates requests below Feign, at the transport: so no secret ever enters Feign's request, its exceptions or its
 * logs, and a signature covers the bytes that are really sent. Thread-safe.
 */
interface RequestAuthenticator {

    /** Headers to add to a request. */
    Map<String, String> headers(String method, URI uri, byte[] body);

    /**
     * Headers to add to the one more try after a 401, or empty if there are no newer credentials.
     *
     * @param refused what {@link #headers} gave for the refused request
     */
    Optional<Map<String, String>> headersAfterRefusal(Map<String, String> refused, String method, URI uri, byte[] body);
}
