/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;

/** How a port of the server answers every tenth order; all others are accepted. */
enum Answer {
    /** Accepts it like the others. */
    OK(ok(Exchange.ACCEPTED)),
    /** Reads the whole request and hangs up. */
    LOST(),
    REQUEST_TIMEOUT(response("408 Request Timeout", "", error("APIGW.0201", "Request timeout."))),
    UNAVAILABLE(unavailable()),
    REDIRECT(response("307 Temporary Redirect", "Location: " + Exchange.PATH + "\r\n", "")),
    /** Accepts it, and never says so; not every tenth but each of them. */
    HELD(),
    /** Accepts it, and leaves one more answer on the connection that nobody has asked for. */
    STALE(ok(Exchange.ACCEPTED), unavailable()),
    /** The origin, not the proxy, asks for credentials for the proxy. */
    PROXY_CREDENTIALS(response(
            "407 Proxy Authentication Required",
            "Proxy-Authenticate: Basic realm=\"benchmark\"\r\n",
            error("APIGW.0301", "Incorrect authentication information.")));

    private final byte[][] writes;

    Answer(byte[]... writes) {
        this.writes = writes;
    }

    /** What goes over the wire, one write each; none for a lost reply. */
    byte[][] writes() {
        return writes;
    }

    static Answer of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    static byte[] ok(String body) {
        return response("200 OK", "", body);
    }

    private static byte[] unavailable() {
        return response("503 Service Unavailable", "Retry-After: 0\r\n", error("APIGW.0302", "Try again."));
    }

    private static String error(String code, String message) {
        return "{\"errCode\":\"" + code + "\",\"externalMessage\":\"" + message + "\"}";
    }

    private static byte[] response(String status, String header, String body) {
        return ("HTTP/1.1 " + status + "\r\nDate: Sun, 22 Nov 2026 12:00:00 GMT\r\n"
                        + "Content-Type: application/json;charset=UTF-8\r\nX-Request-Id: 0d2a4c2b8c7e4f0e9a2d\r\n"
                        + header + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(US_ASCII);
    }
}
