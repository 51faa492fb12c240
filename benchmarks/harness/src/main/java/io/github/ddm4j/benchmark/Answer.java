/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;

/** How a listener of the server answers every tenth order; all others are accepted. */
enum Answer {
    /** Accepts it like the others. */
    OK(response("200 OK", "", Exchange.ACCEPTED)),
    /** Reads the whole request and hangs up. */
    LOST(new byte[0]),
    REQUEST_TIMEOUT(response("408 Request Timeout", "", error("APIGW.0201", "Request timeout."))),
    UNAVAILABLE(response("503 Service Unavailable", "Retry-After: 0\r\n", error("APIGW.0302", "Try again."))),
    REDIRECT(response("307 Temporary Redirect", "Location: " + Exchange.PATH + "\r\n", new byte[0]));

    private final byte[] bytes;

    Answer(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What goes over the wire; nothing for a lost reply. */
    byte[] bytes() {
        return bytes;
    }

    static Answer of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static byte[] error(String code, String message) {
        return ("{\"errCode\":\"" + code + "\",\"externalMessage\":\"" + message + "\"}").getBytes(US_ASCII);
    }

    private static byte[] response(String status, String header, byte[] body) {
        return ("HTTP/1.1 " + status + "\r\nDate: Sun, 22 Nov 2026 12:00:00 GMT\r\n"
                        + "Content-Type: application/json;charset=UTF-8\r\nX-Request-Id: 0d2a4c2b8c7e4f0e9a2d\r\n"
                        + header + "Content-Length: " + body.length + "\r\n\r\n" + new String(body, US_ASCII))
                .getBytes(US_ASCII);
    }
}
