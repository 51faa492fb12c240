/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.http;

import java.net.InetAddress;

/** Answers what comes over a connection. Called by many threads at a time. */
public interface RequestHandler {

    /**
     * Answers a request from an address.
     *
     * @param from where the request came from
     */
    ServerAnswer answer(ServerRequest request, InetAddress from);

    /** Answers what is no request; the connection ends after that. */
    ServerAnswer malformed(BadRequest what);
}
