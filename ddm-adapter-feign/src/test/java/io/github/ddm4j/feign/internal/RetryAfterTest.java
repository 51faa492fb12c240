/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-06-05T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "7, PT7S",
        "' 7 ', PT7S",
        "999999, PT1H",
        "99999999999999999999999, PT1H",
        "'Fri, 05 Jun 2026 12:00:30 GMT', PT30S",
        "'Fri, 05 Jun 2026 11:00:00 GMT', PT0S",
        "'Sat, 05 Jun 2027 12:00:00 GMT', PT1H"
    })
    void seconds_and_dates_are_read_and_bounded(String header, Duration wait) {
        assertThat(RetryAfter.parse(header, NOON)).isEqualTo(wait);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "-1", "1.5", "soon", "7s", "٧", "Fri, 99 Jun 2026 12:00:30 GMT", "2026-06-05"})
    void nonsense_is_ignored(String header) {
        assertThat(RetryAfter.parse(header, NOON)).isNull();
    }
}
