/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer, and how much of it gets through. */
record HttpAnswer(int status, Map<String, String> headers, byte[] body, Delivery delivery) {

    enum Delivery {
        WHOLE,
        /** Half of the body, then the connection is closed. */
        CUT,
        /** Half of the body, then nothing. */
        STALL,
        /** Nothing; the connection is closed. */
        HANG_UP,
        /** Nothing; the connection is reset. */
        RESET
    }

    private static final byte[] NO_BODY = {};

    static HttpAnswer of(int status, String contentType, byte[] body) {
        return new HttpAnswer(status, Map.of("Content-Type", contentType), body, Delivery.WHOLE);
    }

    static HttpAnswer json(int status, JsonObject body) {
        return of(status, "application/json", Json.bytes(body));
    }

    static HttpAnswer empty(int status) {
        return new HttpAnswer(status, Map.of(), NO_BODY, Delivery.WHOLE);
    }

    static HttpAnswer none(Delivery delivery) {
        return new HttpAnswer(0, Map.of(), NO_BODY, delivery);
    }

    HttpAnswer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpAnswer(status, more, body, delivery);
    }

    HttpAnswer withBody(byte[] other) {
        return new HttpAnswer(status, headers, other, delivery);
    }

    HttpAnswer delivered(Delivery other) {
        return new HttpAnswer(status, headers, body, other);
    }

    /** In one write, so that nothing waits for an acknowledgement in between. */
    void writeTo(OutputStream out, boolean withBody, boolean close) throws IOException {
        StringBuilder head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(status).append(" \r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n");
        head.append(close ? "Connection: close\r\n\r\n" : "\r\n");
        int length = delivery == Delivery.WHOLE ? body.length : body.length / 2;
        byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(start, start.length + (withBody ? length : 0));
        System.arraycopy(body, 0, whole, start.length, whole.length - start.length);
        out.write(whole);
    }
}
