/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Reads answers into memory, up to a limit. */
final class AnswerReader {

    private static final byte[] NOTHING = {};

    private final int maxBytes;

    AnswerReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Reads an answer to its end. An answer other than 2xx whose body is cut short or too long is taken without a body:
     * its status is what counts.
     *
     * @throws IOException if a 2xx answer is cut short
     * @throws HttpFailure if the body of a 2xx answer is longer than the limit
     */
    Answer read(ClassicHttpResponse response, Secrets secrets) throws IOException {
        int status = response.getCode();
        Header[] headers = response.getHeaders();
        Answer bare = new Answer(status, headers, NOTHING, secrets);
        byte[] body;
        try {
            body = body(response.getEntity());
        } catch (IOException cutShort) {
            if (bare.ok()) {
                throw cutShort;
            }
            return bare;
        }
        if (body.length <= maxBytes) {
            return new Answer(status, headers, body, secrets);
        }
        if (bare.ok()) {
            throw HttpFailure.unusable("its body is longer than " + maxBytes + " bytes", bare);
        }
        return bare;
    }

    /** The body, or the first of it: one byte more than the limit if it is longer. */
    private byte[] body(HttpEntity entity) throws IOException {
        if (entity == null) {
            return NOTHING;
        }
        InputStream content = entity.getContent();
        return content == null ? NOTHING : content.readNBytes(most(entity.getContentLength()) + 1);
    }

    /** What may come. Without a length the JDK would take a buffer of 8 KiB or more for a body of a hundred bytes. */
    private int most(long announced) {
        return announced < 0 || announced > maxBytes ? maxBytes : (int) announced;
    }
}
