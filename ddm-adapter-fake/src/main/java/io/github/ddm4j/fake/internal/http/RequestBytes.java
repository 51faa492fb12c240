/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes that come in on one connection, by lines and by blocks. Not thread-safe. */
final class RequestBytes {

    private final InputStream in;
    private byte[] buffer = new byte[8192];
    private int position;
    private int limit;

    RequestBytes(InputStream in) {
        this.in = in;
    }

    /**
     * A line without its end, or null if the stream has ended.
     *
     * @throws BadRequest if it is longer than {@code max}, or has a carriage return in it
     */
    @Nullable
    String line(int max, int statusIfLonger) throws IOException {
        int length = 0;
        while (position + length == limit || buffer[position + length] != '\n') {
            if (position + length < limit) {
                length++;
                requireAtMost(max + 1, length, statusIfLonger);
            } else if (!fill()) {
                if (length > 0) {
                    throw cutOff();
                }
                return null;
            }
        }
        int end = length > 0 && buffer[position + length - 1] == '\r' ? length - 1 : length;
        requireAtMost(max, end, statusIfLonger);
        String text = new String(buffer, position, end, StandardCharsets.ISO_8859_1);
        position += length + 1;
        if (text.indexOf('\r') >= 0) {
            throw BadRequest.because("a carriage return that ends no line");
        }
        return text;
    }

    private static void requireAtMost(int max, int length, int statusIfLonger) {
        if (length > max) {
            throw BadRequest.tooLarge(statusIfLonger, "more than " + max + " bytes");
        }
    }

    byte[] block(int length) throws IOException {
        byte[] block = new byte[length];
        int held = Math.min(limit - position, length);
        System.arraycopy(buffer, position, block, 0, held);
        position += held;
        if (in.readNBytes(block, held, length - held) < length - held) {
            throw cutOff();
        }
        return block;
    }

    /** Reads more behind what is there; false at the end of the stream. */
    private boolean fill() throws IOException {
        limit -= position;
        System.arraycopy(buffer, position, buffer, 0, limit);
        position = 0;
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * limit);
        }
        int size = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(0, size);
        return size >= 0;
    }

    static EOFException cutOff() {
        return new EOFException("the connection ended within a request");
    }
}
