/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/** The body of an answer, packed or not, never takes more than the cap, and fails in one of two ways if at all. */
public final class UnpackFuzz {

    private static final int CAP = 64 * 1024;

    private UnpackFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) throws IOException {
        int status = data.consumeInt(200, 599);
        BasicClassicHttpResponse response = new BasicClassicHttpResponse(status);
        response.setHeader(HttpHeaders.CONTENT_ENCODING, data.consumeBoolean() ? "gzip" : data.consumeString(20));
        boolean bomb = data.consumeBoolean();
        byte[] body = data.consumeRemainingAsBytes();
        response.setEntity(new ByteArrayEntity(bomb ? packed(body) : body, ContentType.APPLICATION_JSON));
        try {
            HttpAnswer answer =
                    new HttpAnswerReader(CAP).read(response, new Secrets()).answer();
            if (answer.body().length > CAP) {
                throw new AssertionError("a body beyond the cap");
            }
        } catch (IOException | HttpFailure unusable) {
            if (status >= 300) {
                throw new AssertionError("a status that is not heard", unusable);
            }
        }
    }

    /** Many times over, and packed well. */
    private static byte[] packed(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < 100; i++) {
                out.write(body);
            }
        }
        return bytes.toByteArray();
    }
}
