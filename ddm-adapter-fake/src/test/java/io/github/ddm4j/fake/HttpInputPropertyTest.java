/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** What a connection delivers is the same requests, in whatever pieces the bytes come. */
class HttpInputPropertyTest {

    @Property(tries = 300)
    void requestsAreTheSameInWhateverPiecesTheyCome(
            @ForAll @Size(min = 1, max = 4) List<@AlphaChars @StringLength(max = 20_000) String> texts,
            @ForAll @IntRange(min = 1, max = 20_000) int piece)
            throws IOException {
        StringBuilder sent = new StringBuilder();
        for (String text : texts) {
            sent.append("POST /v2/p HTTP/1.1\r\nX-Auth-Token: ").append(text);
            sent.append("\r\nContent-Length: ").append(text.length());
            sent.append("\r\n\r\n").append(text);
        }
        HttpInput input = input(sent.toString(), piece);
        for (String text : texts) {
            HttpRequest request = requireNonNull(input.next());
            assertThat(request.header("X-Auth-Token")).isEqualTo(text);
            assertThat(new String(request.body(), ISO_8859_1)).isEqualTo(text);
        }
        assertThat(input.next()).isNull();
    }

    @Property(tries = 300)
    void aRequestThatEndsEarlyIsNone(
            @ForAll @IntRange(min = 1, max = 61) int length, @ForAll @IntRange(min = 1, max = 70) int piece) {
        String whole = "POST /v2/p HTTP/1.1\r\nContent-Length: 10\r\nHost: h\r\n\r\n0123456789";
        HttpInput input = input(whole.substring(0, length), piece);
        assertThatThrownBy(input::next).isInstanceOf(EOFException.class);
    }

    private static HttpInput input(String sent, int piece) {
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(sent.getBytes(ISO_8859_1))) {
            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                return super.read(to, offset, Math.min(piece, length));
            }
        };
        return new HttpInput(slow, new ByteArrayOutputStream());
    }
}
