/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of one connection, one after the other, within the limits of the gateway. What two readers could
 * take for two different requests is refused. Not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">HTTP/1.1</a>
 */
final class RequestReader {

    private static final int MAX_URI = 32 * 1024;
    static final int MAX_HEADER = 32 * 1024;
    private static final int MAX_HEADERS = 128 * 1024;
    static final int MAX_BODY = 12 * 1024 * 1024;
    private static final int MAX_DIGITS = 15;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final RequestBytes in;
    private final OutputStream out;

    /** @param out where a client is told that it may send its body */
    RequestReader(InputStream in, OutputStream out) {
        this.in = new RequestBytes(in);
        this.out = out;
    }

    /**
     * The next request, or null if the client has closed the connection.
     *
     * @throws BadRequest if it is no request, or too large; nothing after it can be read
     */
    @Nullable
    ServerRequest next() throws IOException {
        String start = in.line(MAX_URI + 32, 414);
        while (start != null && start.isEmpty()) {
            start = in.line(MAX_URI + 32, 414);
        }
        if (start == null) {
            return null;
        }
        String[] parts = start.split(" ", -1);
        boolean http10 = parts.length == 3 && parts[2].equals("HTTP/1.0");
        if (parts.length != 3 || !(http10 || parts[2].equals("HTTP/1.1"))) {
            throw BadRequest.because("no HTTP/1.1 request line");
        }
        if (!Tokens.isToken(parts[0]) || !Tokens.isVisible(parts[1])) {
            throw BadRequest.because("the request line has a character that does not belong there");
        }
        Map<String, String> headers = headers();
        checkHost(headers.get("host"), http10);
        return new ServerRequest(parts[0], originForm(parts[1]), headers, body(headers, http10), http10);
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

    /** Reads the headers. Several of one name become one, with a comma between them. */
    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        int total = 0;
        for (String text = header(); !text.isEmpty(); text = header()) {
            total += text.length();
            int colon = text.indexOf(':');
            if (total > MAX_HEADERS) {
                throw BadRequest.tooLarge(494, "the headers have more than " + MAX_HEADERS + " bytes");
            }
            if (colon < 1 || !Tokens.isToken(text.substring(0, colon))) {
                throw BadRequest.because("a header without a name");
            }
            String value = text.substring(colon + 1).strip();
            if (!Tokens.isHeaderValue(value)) {
                throw BadRequest.because("a header has a character that does not belong there");
            }
            String name = text.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.merge(name, value, (first, second) -> first + "," + second);
        }
        return headers;
    }

    private String header() throws IOException {
        String text = in.line(MAX_HEADER, 494);
        if (text == null) {
            throw RequestBytes.cutOff();
        }
        return text;
    }

    private static void checkHost(@Nullable String host, boolean http10) {
        if (host == null && !http10) {
            throw BadRequest.because("the header Host is missing");
        }
        if (host != null && host.indexOf(',') >= 0) {
            throw BadRequest.because("more than one header Host");
        }
    }

    private byte[] body(Map<String, String> headers, boolean http10) throws IOException {
        String coding = headers.get("transfer-encoding");
        String length = headers.get("content-length");
        if (coding != null && (length != null || http10)) {
            throw BadRequest.because("Transfer-Encoding beside Content-Length, or in HTTP/1.0");
        }
        if (coding != null && !coding.equalsIgnoreCase("chunked")) {
            throw BadRequest.because("unknown Transfer-Encoding");
        }
        long size = length == null ? 0 : number(length, 10);
        requireBodyOf(size);
        answerExpectation(headers.get("expect"), http10);
        return coding != null ? chunks() : in.block((int) size);
    }

    private void answerExpectation(@Nullable String expectation, boolean http10) throws IOException {
        if (expectation == null || http10) {
            return;
        }
        if (!expectation.equalsIgnoreCase("100-continue")) {
            throw new BadRequest(417, "Bad request: unknown Expect");
        }
        out.write(CONTINUE);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            requireBodyOf(whole.size() + size);
            whole.write(in.block((int) size));
            if (!header().isEmpty()) {
                throw BadRequest.because("a chunk that is longer than its size");
            }
        }
        headers();
        return whole.toByteArray();
    }

    private long chunkSize() throws IOException {
        String text = header();
        int extension = text.indexOf(';');
        return number(extension < 0 ? text : text.substring(0, extension), 16);
    }

    private static void requireBodyOf(long length) {
        if (length > MAX_BODY) {
            throw BadRequest.tooLarge(413, "the body has more than " + MAX_BODY + " bytes");
        }
    }

    /** Digits and nothing else: no sign, no blank, no second number. */
    private static long number(String text, int radix) {
        boolean digits = text.chars().allMatch(c -> c < 0x80 && Character.digit(c, radix) >= 0);
        if (text.isEmpty() || text.length() > MAX_DIGITS || !digits) {
            throw BadRequest.because("a length that is no number");
        }
        return Long.parseLong(text, radix);
    }
}
