/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.feign.http.Answer;
import io.github.ddm4j.feign.http.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorReplyTest {

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(
                        "{\"errCode\":\"DBS.280001\",\"externalMessage\":\"Parameter error.\"}",
                        new ProviderError("DBS.280001", "Parameter error.", "from-header")),
                Arguments.of(
                        "{\"error_code\":\"DBS.300400\",\"error_msg\":\"no task\"}",
                        new ProviderError("DBS.300400", "no task", "from-header")),
                Arguments.of(
                        "{\"error_msg\":\"limit\",\"error_code\":\"APIG.0308\",\"request_id\":\"from-body\"}",
                        new ProviderError("APIG.0308", "limit", "from-body")),
                Arguments.of(
                        "{\"error\":{\"code\":401,\"message\":\"wrong\",\"title\":\"Unauthorized\"}}",
                        new ProviderError("401", "wrong", "from-header")),
                Arguments.of(
                        "{\"errCode\":null,\"error_code\":\"DBS.1\",\"externalMessage\":\" \",\"error_msg\":\"m\"}",
                        new ProviderError("DBS.1", "m", "from-header")));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void every_shape_is_read(String body, ProviderError error) {
        assertThat(read(body).error()).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "7", "\"x\"", "<html>", "{", "{\"error\":\"x\"}", "{\"errCode\":{}}", "\u0000"
            })
    void any_other_body_leaves_the_status_to_speak(String body) {
        assertThat(read(body).error()).isEqualTo(new ProviderError(null, null, "from-header"));
        assertThat(read(body).status()).isEqualTo(400);
    }

    @Test
    void a_body_nested_without_end_does_no_harm() {
        assertThat(read("[".repeat(500_000)).error().code()).isNull();
        assertThat(read("{\"error\":".repeat(100_000)).error().code()).isNull();
    }

    private static ErrorReply read(String body) {
        Header[] headers = {new BasicHeader("x-request-id", "from-header")};
        return ErrorReply.of(new Answer(400, headers, body.getBytes(StandardCharsets.UTF_8), new Secrets()));
    }
}
