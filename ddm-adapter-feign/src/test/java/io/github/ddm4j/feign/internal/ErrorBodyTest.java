/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.feign.http.HttpAnswer;
import io.github.ddm4j.feign.http.Secrets;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorBodyTest {

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
    void every_published_shape_is_read(String body, ProviderError error) {
        assertThat(read(body)).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':{},'errCode':'DBS.200019'}",
                "{'error':null,'errCode':'DBS.200019'}",
                "{'error':[],'errCode':'DBS.200019'}",
                "{'errors':[{'error_code':'DBS.200019'}]}",
                "{'errors':[{},{'errCode':'DBS.200019'}]}",
                "[{'errCode':'DBS.200019'}]",
                "{'errorCode':'DBS.200019'}",
                "{'error':{'errorCode':'DBS.200019'}}",
                "{'error':{'error':{'error_code':'DBS.200019'}}}",
                "{'Error':{'Code':'DBS.200019','Message':'m'}}",
                "{'ErrCode':'DBS.200019'}",
                "{'error-code':'DBS.200019'}",
                "{'code':400,'error':{'code':'DBS.200019'}}",
                "{'code':'Conflict','errCode':'DBS.200019'}",
                "{'data':{'code':'ddm.2xlarge.2'},'errCode':'DBS.200019'}",
                "{'errCode':'','error_code':'DBS.200019'}",
                "{'errCode':{'value':'x'},'error_code':'DBS.200019'}",
                // A body that breaks off, or is followed by something else.
                "{'errCode':'DBS.200019','externalMessage':'Another opera",
                "{'errCode':'DBS.200019'",
                "{'errCode':'DBS.200019'}</html>",
                "{'errCode':'DBS.200019',}",
                "{'externalMessage':'two\nlines','errCode':'DBS.200019'}",
                "{'externalMessage':'C:\\path','errCode':'DBS.200019'}"
            })
    void a_code_is_found_wherever_it_stands(String body) {
        assertThat(read(body.replace('\'', '"')).code()).isEqualTo("DBS.200019");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'errCode':'DBS.280001','error_code':'DBS.300002'}",
                "{'errors':[{'error_code':'DBS.280001'},{'error_code':'DBS.300002'}]}",
                "{'errCode':'DBS.280001','cause':{'code':'DBS.300002'}}"
            })
    void a_fault_inside_the_service_is_found_beside_a_refusal(String body) {
        assertThat(read(body.replace('\'', '"')).code()).isEqualTo("DBS.300002");
    }

    @Test
    void of_two_codes_the_one_nearest_to_the_top_wins_wherever_it_stands() {
        assertThat(read("{\"error\":{\"errCode\":\"DBS.2\"},\"errCode\":\"DBS.280001\"}")
                        .code())
                .isEqualTo("DBS.280001");
        assertThat(read("{\"errCode\":\"DBS.280001\",\"error\":{\"errCode\":\"DBS.200019\"}}")
                        .code())
                .isEqualTo("DBS.280001");
        assertThat(read("{\"errors\":[{\"x\":[]},{\"y\":{}},{\"message\":\"deep\"}],\"message\":\"top\"}")
                        .message())
                .isEqualTo("top");
        assertThat(read("{\"a\":{\"b\":{\"errCode\":\"DBS.200019\"}},\"c\":{\"errCode\":\"DBS.280001\"}}")
                        .code())
                .isEqualTo("DBS.280001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"errCode first", "errCode last"})
    void a_message_in_another_charset_does_not_hide_the_code(String order) {
        for (String charset : List.of("ISO-8859-1", "GBK", "GB18030", "Big5", "Shift_JIS", "windows-1252")) {
            String message = "\"externalMessage\":\"Paramètre 参数错误\"";
            String code = "\"errCode\":\"DBS.200019\"";
            String body = '{' + (order.endsWith("first") ? code + ',' + message : message + ',' + code) + '}';

            assertThat(read(body.getBytes(Charset.forName(charset)), null).code())
                    .as(charset)
                    .isEqualTo("DBS.200019");
            assertThat(read(body.getBytes(Charset.forName(charset)), "application/json; charset=" + charset)
                            .code())
                    .as(charset)
                    .isEqualTo("DBS.200019");
        }
    }

    @Test
    void the_declared_charset_is_believed_where_it_helps() {
        byte[] body = "{\"errCode\":\"DBS.1\",\"externalMessage\":\"Paramètre\"}".getBytes(ISO_8859_1);

        assertThat(read(body, "application/json;charset=\"iso-8859-1\"").message())
                .isEqualTo("Paramètre");
        assertThat(read(body, "application/json;charset=no-such").message()).isEqualTo("Param\ufffdtre");
        assertThat(read(body, "application/json;charset=%").message()).isEqualTo("Param\ufffdtre");
        assertThat(read("{\"errCode\":\"DBS.1\"}".getBytes(UTF_16LE), null).code())
                .isEqualTo("DBS.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "\"x\"",
                "<html>",
                "{",
                "{\"error\":\"x\"}",
                "{\"errCode\":{}}",
                "{\"errCode\":true}",
                "{\"errCode\":\"DBS.20",
                "\u0000"
            })
    void any_other_body_leaves_the_status_to_speak(String body) {
        assertThat(read(body)).isEqualTo(new ProviderError(null, null, "from-header"));
    }

    @Test
    void a_body_nested_without_end_does_no_harm() {
        assertThat(read("[".repeat(500_000)).code()).isNull();
        assertThat(read("{\"error\":".repeat(100_000)).code()).isNull();
        assertThat(read("{\"errCode\":\"DBS.1\",\"error\":" + "[".repeat(100_000))
                        .code())
                .isEqualTo("DBS.1");
    }

    @Test
    void what_was_sent_as_credentials_is_shown_nowhere() {
        Secrets secrets = new Secrets();
        secrets.add(List.of("canary-token-0123"));
        byte[] body = ("{\"errCode\":\"canary-token-0123\",\"externalMessage\":\"no canary\\u002dtoken-0123\","
                        + "\"request_id\":\"canary-token-0123\"}")
                .getBytes(UTF_8);

        assertThat(ErrorBody.read(new HttpAnswer(400, new Header[0], body, secrets)))
                .isEqualTo(new ProviderError("***", "no ***", "***"));
    }

    @Property
    void any_bytes_do_no_harm(@ForAll byte[] body) {
        assertThat(read(body, null)).isNotNull();
    }

    private static ProviderError read(String body) {
        return read(body.getBytes(UTF_8), null);
    }

    private static ProviderError read(byte[] body, String contentType) {
        Header id = new BasicHeader("x-request-id", "from-header");
        Header[] headers = contentType == null
                ? new Header[] {id}
                : new Header[] {id, new BasicHeader("content-type", contentType)};
        return ErrorBody.read(new HttpAnswer(400, headers, body, new Secrets()));
    }
}
