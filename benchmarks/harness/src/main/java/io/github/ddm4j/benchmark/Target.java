/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.net.URI;
import java.util.Optional;

/**
 * Where a subject sends to, and how.
 *
 * @param server scheme, host and port
 * @param fresh whether each request gets a new connection; false for what the client does by itself
 * @param proxy the way to the server, as {@code http://host:port}; it wants {@link #PROXY_USER} and its password
 */
public record Target(URI server, boolean fresh, Optional<URI> proxy) {

    public static final String PROXY_USER = "benchmark";
    public static final String PROXY_PASSWORD = "example";

    /** As the client comes. */
    public static Target of(URI server) {
        return new Target(server, false, Optional.empty());
    }

    /** Reads {@code URI}, {@code fresh+URI} or {@code URI+PROXY}. */
    static Target parse(String text) {
        boolean fresh = text.startsWith("fresh+");
        String[] parts = (fresh ? text.substring("fresh+".length()) : text).split("\\+");
        Optional<URI> proxy = parts.length > 1 ? Optional.of(URI.create(parts[1])) : Optional.empty();
        return new Target(URI.create(parts[0]), fresh, proxy);
    }
}
