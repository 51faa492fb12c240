/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.feign.http.HttpAnswer;
import io.github.ddm4j.feign.http.Secrets;
import io.github.ddm4j.feign.internal.CallFailed;
import io.github.ddm4j.feign.internal.DecodedAnswer;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.apache.hc.core5.http.Header;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strict in what a caller acts on, tolerant in what is only shown. */
class WireValuesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Secrets secrets = new Secrets();
    private final WireValues values =
            new WireValues(new DecodedAnswer<>("body", new HttpAnswer(200, new Header[0], new byte[0], secrets)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2021-11-09T03:30:01+0000",
                "2021-11-09T03:30:01Z",
                "2021-11-09T03:30:01+00:00",
                "2021-11-09T04:30:01+0100",
                "2021-11-09T11:30:01+08:00",
                "2021-11-09T03:30:01.000000Z"
            })
    void a_time_is_read_with_any_way_to_write_its_offset(String text) {
        assertThat(values.time("start", quoted(text))).contains(Instant.parse("2021-11-09T03:30:01Z"));
        assertThat(values.shownTime(quoted(text))).contains(Instant.parse("2021-11-09T03:30:01Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"yesterday\"",
                "\"2021-11-09T03:30:01\"",
                "\"2021-13-09T03:30:01Z\"",
                "\"2021-11-32T03:30:01Z\"",
                "\"1636428601000\"",
                "1636428601000",
                "{}"
            })
    void a_time_that_is_none_is_absent_where_it_is_shown_and_unusable_where_it_decides(String json) {
        assertThat(values.shownTime(json(json))).isEmpty();
        assertUnusable(() -> values.time("start", json(json)), "its start");
    }

    @ParameterizedTest
    @CsvSource({"0%, 0", "60%, 60", "100%, 100", "7, 7", "' 5% ', 5"})
    void progress_is_read(String text, int percent) {
        assertThat(values.percent(quoted(text))).isEqualTo(OptionalInt.of(percent));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"\"\"", "\"%\"", "\"101%\"", "\"-1%\"", "\"6.5%\"", "\"half\"", "[]", "{\"x\":1}", "null"})
    void progress_that_is_none_is_absent(String json) {
        assertThat(values.percent(json(json))).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"null", "\"\"", "\" \""})
    void what_is_blank_is_absent_and_an_id_must_not_be(String json) {
        assertThat(values.shown(json(json))).isEmpty();
        assertThat(values.optionalId("jobId", json(json), JobId::new)).isEmpty();
        assertUnusable(() -> values.id("jobId", json(json), JobId::new), "its jobId is absent");
        assertUnusable(() -> values.required("status", json(json)), "its status is absent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "true", "{}", "[\"j\"]", "\"../x\"", "\"a b\"", "\"j\\u0000\""})
    void an_id_that_cannot_be_one_is_unusable(String json) {
        assertUnusable(() -> values.optionalId("jobId", json(json), JobId::new), "its jobId");
    }

    @Test
    void an_id_that_is_what_was_sent_as_credentials_is_none() {
        secrets.add(List.of("canary-token-0123"));

        assertUnusable(
                () -> values.optionalId("jobId", quoted("canary-token-0123"), JobId::new), "its jobId cannot be an id");
        assertThat(values.shown(quoted("hello canary-token-0123"))).contains("hello ***");
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "true, true", "1.5, 1.5", "'\"x\"', x"})
    void what_is_only_shown_may_be_of_another_type(String json, String shown) {
        assertThat(values.shown(json(json))).contains(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"x\":\"y\"}"})
    void what_is_only_shown_and_cannot_be_is_absent(String json) {
        assertThat(values.shown(json(json))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 3", "'\"3\"', 3", "999999999, 999999999"})
    void a_number_of_things_is_read(String json, int count) {
        assertThat(values.count("total", json(json))).hasValue(count);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "1.0",
                "1.5",
                "1e3",
                "2147483648",
                "99999999999999999999",
                "true",
                "\"\"",
                "\"-1\"",
                "\"x\"",
                "[]",
                "{}"
            })
    void a_number_of_things_that_cannot_be_one_is_unusable(String json) {
        assertUnusable(() -> values.count("total", json(json)), "its total cannot be a number of things");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "null")
    void a_number_of_things_may_be_absent(String json) {
        assertThat(values.count("total", json(json))).isEmpty();
    }

    private static void assertUnusable(ThrowingCallable reading, String why) {
        assertThatThrownBy(reading)
                .isInstanceOf(CallFailed.class)
                .hasMessageContaining("The provider answered with status 200, but " + why);
    }

    private static JsonNode quoted(String text) {
        return JSON.getNodeFactory().textNode(text);
    }

    private static JsonNode json(String json) {
        try {
            return json == null ? null : JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
