/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "7, PT7S",
        "' 7 ', PT7S",
        "007, PT7S",
        "2.0, PT2S",
        "2., PT2S",
        "0.5, PT1S",
        "0.0, PT0S",
        "299.997, PT5M",
        "0.0000000001, PT1S",
        "3599.5, PT1H",
        "999999, PT1H",
        "99999999999999999999999, PT1H",
        "99999999999999999999999.9, PT1H"
    })
    void seconds_are_rounded_up_and_bounded(String header, Duration wait) {
        assertThat(RetryAfter.parse(header, NOON)).contains(wait);
    }

    @ParameterizedTest
    @CsvSource({
        "'Fri, 05 Jun 2026 12:00:30 GMT', PT30S",
        "'fri, 05 jun 2026 12:00:30 gmt', PT30S",
        "'Fri, 5 Jun 2026 12:00:30 GMT', PT30S",
        "'Fri, 05 Jun 2026 11:00:00 GMT', PT0S",
        "'Sat, 05 Jun 2027 12:00:00 GMT', PT1H",
        "'Friday, 05-Jun-26 12:00:30 GMT', PT30S",
        "'Friday, 05-Jun-76 12:00:30 GMT', PT1H",
        "'Sunday, 06-Nov-94 08:49:37 GMT', PT0S",
        "'Sunday, 05-Jun-77 12:00:30 GMT', PT0S",
        "'Fri Jun  5 12:00:30 2026', PT30S",
        "'Sun Nov  6 08:49:37 1994', PT0S",
        "'Tue Jun 16 12:00:30 2026', PT1H",
        // The weekday is decoration, and may be wrong.
        "'Mon, 05 Jun 2026 12:00:30 GMT', PT30S"
    })
    void dates_are_read_in_the_three_forms_of_http_and_bounded(String header, Duration wait) {
        assertThat(RetryAfter.parse(header, NOON)).contains(wait);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "-0.5",
                "1,5",
                ".",
                ".5",
                "1e3",
                "1.2.3",
                "soon",
                "7s",
                "٧",
                "0x10",
                "NaN",
                "Fri, 99 Jun 2026 12:00:30 GMT",
                "Fri, 05 Foo 2026 12:00:30 GMT",
                "Friday, 05-Jun-26",
                "2026-06-05"
            })
    void nonsense_is_ignored(String header) {
        assertThat(RetryAfter.parse(header, NOON)).isEmpty();
    }

    @Property
    void no_text_does_any_harm(@ForAll String header) {
        assertThatCode(() -> RetryAfter.parse(header, NOON)).doesNotThrowAnyException();
    }

    @Property
    void a_wait_lies_between_zero_and_the_longest(@ForAll @IntRange(min = -100_000, max = 100_000) int seconds) {
        String date = DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(NOON.plusSeconds(seconds));

        assertThat(RetryAfter.parse(date, NOON))
                .contains(Duration.ofSeconds(Math.max(0, Math.min(seconds, RetryAfter.MAX.toSeconds()))));
    }
}
