/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.feign.http.Answer;
import io.github.ddm4j.feign.http.Secrets;
import io.github.ddm4j.feign.internal.CallFailure.UnusableAnswer;
import java.time.Instant;
import java.util.OptionalInt;
import org.apache.hc.core5.http.Header;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireValuesTest {

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
        assertThat(WireValues.time(text)).contains(Instant.parse("2021-11-09T03:30:01Z"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "yesterday", "2021-11-09T03:30:01", "2021-13-09T03:30:01Z", "1636428601000"})
    void a_time_that_is_none_is_absent(String text) {
        assertThat(WireValues.time(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0%, 0", "60%, 60", "100%, 100", "7, 7", "' 5% ', 5"})
    void progress_is_read(String text, int percent) {
        assertThat(WireValues.percent(text)).isEqualTo(OptionalInt.of(percent));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "%", "101%", "-1%", "6.5%", "half"})
    void progress_that_is_none_is_absent(String text) {
        assertThat(WireValues.percent(text)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void what_is_blank_is_absent_and_an_id_must_not_be(String text) {
        Answer answer = new Answer(200, new Header[0], new byte[0], new Secrets());

        assertThat(WireValues.present(text)).isEmpty();
        assertThat(WireValues.optionalId("jobId", text, JobId::new, answer)).isEmpty();
        assertThatThrownBy(() -> WireValues.id("jobId", text, JobId::new, answer))
                .isInstanceOf(UnusableAnswer.class)
                .hasMessageEndingWith("but its jobId is absent");
    }
}
