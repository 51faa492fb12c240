/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.http;

import io.github.ddm4j.fake.internal.json.JsonObject;
import io.github.ddm4j.fake.internal.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** An answer, and the way that it takes. */
public record ServerAnswer(int status, Map<String, String> headers, byte[] body, Delivery delivery) {

    /** The part of an answer that gets through. */
    public enum Extent {
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

    /**
     * The way that an answer takes.
     *
     * @param perByte the pause before each byte of the body; zero for one write of all
     * @param unasked what is written after it, on its own, though nobody asked; or null
     * @param late how long after it
     * @param blanks how many of them follow the body as a part of it
     */
    public record Delivery(
            Extent extent, Duration perByte, @Nullable ServerAnswer unasked, Duration late, int blanks) {

        static final Delivery PLAIN = of(Extent.WHOLE);

        /** The whole body, one byte at a time. */
        public static Delivery of(Duration perByte) {
            return new Delivery(Extent.WHOLE, perByte, null, Duration.ZERO, 0);
        }

        public static Delivery of(Extent extent) {
            return new Delivery(extent, Duration.ZERO, null, Duration.ZERO, 0);
        }

        /** So many blanks follow the body. */
        public static Delivery followedBy(int blanks) {
            return new Delivery(Extent.WHOLE, Duration.ZERO, null, Duration.ZERO, blanks);
        }
    }

    private static final byte[] NO_BODY = {};
    private static final byte[] BLANKS = " ".repeat(64 * 1024).getBytes(StandardCharsets.ISO_8859_1);

    public static ServerAnswer of(int status, String contentType, byte[] body) {
        return new ServerAnswer(status, Map.of("Content-Type", contentType), body, Delivery.PLAIN);
    }

    public static ServerAnswer json(int status, JsonObject body) {
        return of(status, "application/json", JsonText.bytes(body));
    }

    public static ServerAnswer empty(int status) {
        return new ServerAnswer(status, Map.of(), NO_BODY, Delivery.PLAIN);
    }

    public ServerAnswer withStatus(int other) {
        return new ServerAnswer(other, headers, body, delivery);
    }

    public static ServerAnswer none(Extent extent) {
        return new ServerAnswer(0, Map.of(), NO_BODY, Delivery.of(extent));
    }

    public ServerAnswer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ServerAnswer(status, more, body, delivery);
    }

    public ServerAnswer delivered(Delivery other) {
        return new ServerAnswer(status, headers, body, other);
    }

    public ServerAnswer gzipped() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
            writeBlanks(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ServerAnswer(status, headers, bytes.toByteArray(), Delivery.PLAIN).with("Content-Encoding", "gzip");
    }

    /** Writes the blanks piece by piece, so that nobody has to hold all of them. */
    void writeBlanks(OutputStream out) throws IOException {
        for (int left = delivery.blanks(); left > 0; left -= BLANKS.length) {
            out.write(BLANKS, 0, Math.min(left, BLANKS.length));
        }
    }

    /**
     * Status line, headers and the first bytes of the body in one array, so that they can leave in one write and nothing
     * waits for an acknowledgement in between.
     *
     * @param connection what the header Connection says, or null for none
     */
    byte[] bytes(int bodyLength, @Nullable String connection) {
        StringBuilder head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(status).append(" \r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length + delivery.blanks()).append("\r\n");
        if (connection != null) {
            head.append("Connection: ").append(connection).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(start, start.length + bodyLength);
        System.arraycopy(body, 0, whole, start.length, bodyLength);
        return whole;
    }
}
