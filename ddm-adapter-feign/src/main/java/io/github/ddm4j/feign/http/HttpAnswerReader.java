/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.MessageSupport;

/** Reads answers into memory, up to a limit, and unpacks what a gateway has compressed unasked. */
final class HttpAnswerReader {

    private static final byte[] NOTHING = {};

    private final int maxBytes;

    HttpAnswerReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** An answer, and whether nothing of it is left on the connection. */
    record Read(HttpAnswer answer, boolean complete) {}

    /**
     * Reads an answer to its end. An answer other than 2xx whose body is cut short, too long or cannot be unpacked is taken
     * without a body: its status is what counts.
     *
     * @throws IOException if a 2xx answer is cut short
     * @throws HttpFailure if the body of a 2xx answer is longer than the limit, or packed in a way that is not known
     */
    Read read(ClassicHttpResponse response, Secrets secrets) throws IOException {
        int status = response.getCode();
        Header[] headers = response.getHeaders();
        HttpAnswer bare = new HttpAnswer(status, headers, NOTHING, secrets);
        secrets.add(Optional.ofNullable(bare.newToken()).stream().toList());
        try {
            byte[] sent = body(response.getEntity());
            byte[] body = sent.length > maxBytes ? sent : unpacked(sent, response, bare);
            if (body.length <= maxBytes) {
                return new Read(new HttpAnswer(status, headers, body, secrets), true);
            }
            throw HttpFailure.unusable("its body is longer than " + maxBytes + " bytes", bare);
        } catch (IOException | HttpFailure unreadable) {
            if (bare.ok()) {
                throw unreadable;
            }
            return new Read(bare, false);
        }
    }

    /** Returns the body, or the first of it: one byte more than the limit if it is longer. */
    private byte[] body(HttpEntity entity) throws IOException {
        if (entity == null) {
            return NOTHING;
        }
        InputStream content = entity.getContent();
        return content == null ? NOTHING : content.readNBytes(most(entity.getContentLength()) + 1);
    }

    /**
     * Returns the greatest number of bytes that may come. Without a length the JDK would take a large buffer even for a
     * small body.
     */
    private int most(long announced) {
        return announced < 0 || announced > maxBytes ? maxBytes : (int) announced;
    }

    /** Unpacks a body up to the limit, because a few compressed bytes may grow to any size. */
    private byte[] unpacked(byte[] body, ClassicHttpResponse response, HttpAnswer bare) throws IOException {
        if (body.length == 0 || !response.containsHeader(HttpHeaders.CONTENT_ENCODING)) {
            return body;
        }
        byte[] unpacked = body;
        boolean gzip = false;
        Iterator<String> encodings = MessageSupport.iterateTokens(response, HttpHeaders.CONTENT_ENCODING);
        while (encodings.hasNext()) {
            String encoding = encodings.next().toLowerCase(Locale.ROOT);
            if (!gzip && (encoding.equals("gzip") || encoding.equals("x-gzip"))) {
                gzip = true;
                try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                    unpacked = in.readNBytes(maxBytes + 1);
                }
            } else if (!encoding.equals("identity")) {
                throw HttpFailure.unusable("its body is packed in a way that is not known", bare);
            }
        }
        return unpacked;
    }
}
