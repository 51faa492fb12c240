/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.http;

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
            sent.append("POST /v2/p HTTP/1.1\r\nHost: h\r\nX-Auth-Token: ").append(text);
            sent.append("\r\nContent-Length: ").append(text.length());
            sent.append("\r\n\r\n").append(text);
        }
        RequestReader input = input(sent.toString(), piece);
        for (String text : texts) {
            ServerRequest request = requireNonNull(input.next());
            assertThat(request.header("X-Auth-Token")).isEqualTo(text);
            assertThat(new String(request.body(), ISO_8859_1)).isEqualTo(text);
        }
        assertThat(input.next()).isNull();
    }

    @Property(tries = 300)
    void chunksAreOneBodyInWhateverPiecesTheyCome(
            @ForAll @Size(max = 5) List<@AlphaChars @StringLength(min = 1, max = 300) String> chunks,
            @ForAll @IntRange(min = 1, max = 400) int piece)
            throws IOException {
        StringBuilder sent = new StringBuilder("POST /v2/p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (String chunk : chunks) {
            sent.append(Integer.toHexString(chunk.length())).append("\r\n");
            sent.append(chunk).append("\r\n");
        }
        ServerRequest request = requireNonNull(input(sent + "0\r\n\r\n", piece).next());
        assertThat(new String(request.body(), ISO_8859_1)).isEqualTo(String.join("", chunks));
    }

    @Property(tries = 300)
    void aHeaderIsRefusedFromOneByteTooManyOn(
            @ForAll @IntRange(min = -3, max = 3) int beyond,
            @ForAll boolean carriageReturn,
            @ForAll @IntRange(min = 1, max = 40_000) int piece)
            throws IOException {
        String header = "X: " + "a".repeat(RequestReader.MAX_HEADER + beyond - "X: ".length());
        RequestReader input =
                input("GET / HTTP/1.1\r\nHost: h\r\n" + header + (carriageReturn ? "\r\n" : "\n") + "\r\n", piece);
        if (beyond > 0) {
            assertThatThrownBy(input::next).isInstanceOf(BadRequest.class).hasMessageContaining("too large");
        } else {
            assertThat(requireNonNull(input.next()).header("X")).hasSize(header.length() - "X: ".length());
        }
    }

    @Property(tries = 100)
    void aCarriageReturnWithinALineIsRefused(@ForAll @IntRange(min = 1, max = 40) int piece) {
        RequestReader input = input("GET / HTTP/1.1\r\nX: a\rLocation: b\r\n\r\n", piece);
        assertThatThrownBy(input::next).isInstanceOf(BadRequest.class).hasMessageContaining("carriage return");
    }

    @Property(tries = 300)
    void aRequestThatEndsEarlyIsNone(
            @ForAll @IntRange(min = 1, max = 61) int length, @ForAll @IntRange(min = 1, max = 70) int piece) {
        String whole = "POST /v2/p HTTP/1.1\r\nContent-Length: 10\r\nHost: h\r\n\r\n0123456789";
        RequestReader input = input(whole.substring(0, length), piece);
        assertThatThrownBy(input::next).isInstanceOf(EOFException.class);
    }

    private static RequestReader input(String sent, int piece) {
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(sent.getBytes(ISO_8859_1))) {
            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                return super.read(to, offset, Math.min(piece, length));
            }
        };
        return new RequestReader(slow, new ByteArrayOutputStream());
    }
}
