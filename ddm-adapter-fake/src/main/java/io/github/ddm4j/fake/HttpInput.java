/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the requests of one connection, one after the other, within the limits of the gateway. Not thread-safe. */
final class HttpInput {

    private static final int MAX_URI = 32 * 1024;
    static final int MAX_HEADER = 32 * 1024;
    private static final int MAX_HEADERS = 128 * 1024;
    private static final int MAX_BODY = 12 * 1024 * 1024;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final HttpBytes in;
    private final OutputStream out;

    /** @param out where a client is told that it may send its body */
    HttpInput(InputStream in, OutputStream out) {
        this.in = new HttpBytes(in);
        this.out = out;
    }

    /**
     * The next request, or null if the client has closed the connection.
     *
     * @throws Refusal if it is no request, or too large; nothing after it can be read
     */
    @Nullable
    HttpRequest next() throws IOException {
        String start = in.line(MAX_URI + 32, 414);
        while (start != null && start.isEmpty()) {
            start = in.line(MAX_URI + 32, 414);
        }
        if (start == null) {
            return null;
        }
        String[] parts = start.split(" ");
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
            throw Refusal.gateway(400, "APIGW.0201", "Bad request: no HTTP/1.1 request line");
        }
        Map<String, String> headers = headers();
        if (parts[2].equals("HTTP/1.0")) {
            headers.putIfAbsent("connection", "close");
        }
        return new HttpRequest(parts[0], originForm(parts[1]), headers, body(headers));
    }

    /** A client that takes us for a proxy sends the whole URI. */
    private static String originForm(String target) {
        int scheme = target.indexOf("://");
        if (target.startsWith("/") || scheme < 0) {
            return target;
        }
        int path = target.indexOf('/', scheme + 3);
        return path < 0 ? "/" : target.substring(path);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        int total = 0;
        for (String text = header(); !text.isEmpty(); text = header()) {
            total += text.length();
            int colon = text.indexOf(':');
            if (total > MAX_HEADERS) {
                throw HttpBytes.tooLarge(494, "the headers have more than " + MAX_HEADERS + " bytes");
            }
            if (colon < 1) {
                throw Refusal.gateway(400, "APIGW.0201", "Bad request: a header without a name");
            }
            String name = text.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.merge(name, text.substring(colon + 1).strip(), (first, second) -> first + "," + second);
        }
        return headers;
    }

    private String header() throws IOException {
        String text = in.line(MAX_HEADER, 494);
        if (text == null) {
            throw HttpBytes.cutOff();
        }
        return text;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write(CONTINUE);
        }
        String coding = headers.get("transfer-encoding");
        if (coding != null) {
            return chunks(coding);
        }
        long length = number(headers.getOrDefault("content-length", "0"), 10);
        return bytes(length);
    }

    private byte[] chunks(String coding) throws IOException {
        if (!coding.equalsIgnoreCase("chunked")) {
            throw Refusal.gateway(400, "APIGW.0201", "Bad request: unknown Transfer-Encoding");
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            if (size > MAX_BODY - whole.size()) {
                throw bodyTooLarge();
            }
            whole.write(bytes(size));
            header();
        }
        headers();
        return whole.toByteArray();
    }

    private long chunkSize() throws IOException {
        String text = header();
        int extension = text.indexOf(';');
        return number(extension < 0 ? text : text.substring(0, extension), 16);
    }

    private byte[] bytes(long length) throws IOException {
        if (length > MAX_BODY) {
            throw bodyTooLarge();
        }
        return in.block((int) length);
    }

    private static long number(String text, int radix) {
        try {
            long value = Long.parseLong(text.strip(), radix);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw Refusal.gateway(400, "APIGW.0201", "Bad request: a length that is no number");
    }

    private static Refusal bodyTooLarge() {
        return HttpBytes.tooLarge(413, "the body has more than " + MAX_BODY + " bytes");
    }
}
