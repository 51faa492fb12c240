/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** The little of HTTP/1.1 that both ends of a bare socket need. */
final class HttpBytes {

    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(US_ASCII);
    private static final byte[] TRANSFER_ENCODING = "transfer-encoding:".getBytes(US_ASCII);
    private static final byte[] CONNECTION_CLOSE = "connection: close".getBytes(US_ASCII);
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(US_ASCII);

    private HttpBytes() {}

    /**
     * The length of the message that starts at 0 and has arrived up to {@code end}; -1 while its header is not whole, and
     * more than has arrived while its body is not.
     */
    static int length(byte[] bytes, int end) {
        for (int i = 3; i < end; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1 + bodyLength(bytes, i, end);
            }
        }
        return -1;
    }

    private static int bodyLength(byte[] bytes, int headerEnd, int end) {
        int length = afterName(bytes, headerEnd, CONTENT_LENGTH);
        if (length >= 0) {
            return number(bytes, length);
        }
        if (bytes[0] == 'G' || bytes[0] == 'C') {
            return 0;
        }
        if (afterName(bytes, headerEnd, TRANSFER_ENCODING) < 0) {
            throw new IllegalArgumentException("no length: " + new String(bytes, 0, headerEnd, US_ASCII));
        }
        return endsWith(bytes, end, LAST_CHUNK) ? end - headerEnd - 1 : Integer.MAX_VALUE / 2;
    }

    /** Whether the request asks for the connection to be closed after its answer. */
    static boolean closes(byte[] bytes, int end) {
        return afterName(bytes, end, CONNECTION_CLOSE) >= 0;
    }

    /** Where the value of this header starts, or -1. */
    private static int afterName(byte[] bytes, int headerEnd, byte[] name) {
        for (int i = 0; i + name.length < headerEnd; i++) {
            if (bytes[i] == '\n' && isName(bytes, i + 1, name)) {
                return i + 1 + name.length;
            }
        }
        return -1;
    }

    private static boolean isName(byte[] bytes, int start, byte[] name) {
        for (int i = 0; i < name.length; i++) {
            if ((bytes[start + i] | 0x20) != (name[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsWith(byte[] bytes, int end, byte[] tail) {
        return end >= tail.length && Arrays.equals(bytes, end - tail.length, end, tail, 0, tail.length);
    }

    private static int number(byte[] bytes, int start) {
        int number = 0;
        for (int i = start; bytes[i] != '\r'; i++) {
            if (bytes[i] != ' ') {
                number = number * 10 + bytes[i] - '0';
            }
        }
        return number;
    }
}
