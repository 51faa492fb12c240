/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerReaderTest {

    private static final int CAP = 10_000;

    private final HttpAnswerReader reader = new HttpAnswerReader(CAP);

    @ParameterizedTest
    @ValueSource(longs = {-1, CAP})
    void a_body_of_just_the_cap_is_read_whether_its_length_was_announced_or_not(long announced) throws IOException {
        assertThat(reader.read(response(200, body(CAP), announced), new Secrets())
                        .answer()
                        .body())
                .hasSize(CAP);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, CAP + 1, 1_000_000, Long.MAX_VALUE})
    void a_longer_one_is_refused_and_not_read_to_its_end(long announced) {
        InputStream body = body(1_000_000);

        assertThatThrownBy(() -> reader.read(response(200, body, announced), new Secrets()))
                .isInstanceOf(HttpFailure.class)
                .hasMessageContaining("its body is longer than 10000 bytes");
        assertThat(body).satisfies(rest -> assertThat(rest.available()).isEqualTo(1_000_000 - CAP - 1));
    }

    @Test
    void an_error_whose_body_is_too_long_is_taken_without() throws IOException {
        HttpAnswer answer =
                reader.read(response(400, body(CAP + 1), -1), new Secrets()).answer();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_success_that_is_cut_short_is_none_but_an_error_stays_one() throws IOException {
        InputStream cut = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("cut");
            }
        };

        assertThatThrownBy(() -> reader.read(response(299, cut, 5), new Secrets()))
                .isInstanceOf(IOException.class);
        assertThat(reader.read(response(300, cut, 5), new Secrets()).answer().status())
                .isEqualTo(300);
    }

    @Test
    void a_packed_body_of_just_the_cap_is_unpacked() throws IOException {
        byte[] packed = gzip("words of the provider");
        BasicClassicHttpResponse response = response(200, new ByteArrayInputStream(packed), packed.length);
        response.setHeader("Content-Encoding", "gzip");

        assertThat(new HttpAnswerReader(packed.length)
                        .read(response, new Secrets())
                        .answer()
                        .body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("words of the provider");
    }

    @Test
    void an_answer_without_a_body_is_read_as_an_empty_one() throws IOException {
        HttpAnswerReader.Read read = reader.read(new BasicClassicHttpResponse(204), new Secrets());

        assertThat(read.complete()).isTrue();
        assertThat(read.answer().body()).isEmpty();
    }

    @Test
    void the_token_that_an_answer_brings_is_a_secret_from_then_on() throws IOException {
        BasicClassicHttpResponse response = response(201, body(0), 0);
        response.setHeader("X-Subject-Token", "a-fresh-token");
        Secrets secrets = new Secrets();

        HttpAnswer answer = reader.read(response, secrets).answer();

        assertThat(answer.newToken()).isEqualTo("a-fresh-token");
        assertThat(answer.hideSecrets("you got a-fresh-token")).isEqualTo("you got ***");
        assertThat(secrets.hide("you got a-fresh-token")).isEqualTo("you got ***");
        assertThat(answer.holdsSecret("a-fresh-token")).isTrue();
        assertThat(answer.holdsSecret("a-job")).isFalse();
    }

    @Test
    void a_header_is_found_whatever_the_case_of_its_name_and_its_first_value_counts() {
        Header[] headers = {
            new BasicHeader("Other", "0"), new BasicHeader("x-request-ID", "1"), new BasicHeader("X-Request-Id", "2")
        };
        HttpAnswer answer = new HttpAnswer(200, headers, new byte[0], new Secrets());

        assertThat(answer.requestId()).isEqualTo("1");
        assertThat(answer.header("absent")).isNull();
        assertThat(HttpAnswer.of(404, new byte[] {1}))
                .returns(404, HttpAnswer::status)
                .returns(null, HttpAnswer::requestId)
                .satisfies(bare -> assertThat(bare.body()).containsExactly(1));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"199, false", "200, true", "299, true", "300, false"})
    void success_is_2xx(int status, boolean ok) {
        assertThat(new HttpAnswer(status, new Header[0], new byte[0], new Secrets()).ok())
                .isEqualTo(ok);
    }

    private static InputStream body(int length) {
        return new ByteArrayInputStream(new byte[length]);
    }

    private static BasicClassicHttpResponse response(int status, InputStream body, long announced) {
        BasicClassicHttpResponse response = new BasicClassicHttpResponse(status);
        response.setEntity(new InputStreamEntity(body, announced, ContentType.APPLICATION_JSON));
        return response;
    }
}
