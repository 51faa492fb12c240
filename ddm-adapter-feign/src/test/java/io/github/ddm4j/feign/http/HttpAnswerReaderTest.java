/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
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
