/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Retry-After}: seconds or an HTTP date. */
public final class RetryAfter {

    /** A longer wait is cut to this: nobody should stand still for a year because of a typing error elsewhere. */
    static final Duration MAX = Duration.ofHours(1);

    private RetryAfter() {}

    /**
     * How long to wait.
     *
     * @return from zero to {@link #MAX}; null if the header is absent or makes no sense
     */
    public static @Nullable Duration parse(@Nullable String header, Clock clock) {
        if (header == null || header.isBlank()) {
            return null;
        }
        String text = header.strip();
        return text.chars().allMatch(c -> c >= '0' && c <= '9') ? seconds(text) : untilDate(text, clock);
    }

    private static Duration seconds(String digits) {
        // More digits than a day's worth of seconds are over the bound anyway, and might not fit into a number.
        return digits.length() > 9 ? MAX : bounded(Duration.ofSeconds(Long.parseLong(digits)));
    }

    private static @Nullable Duration untilDate(String text, Clock clock) {
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                    .toInstant();
            return bounded(Duration.between(clock.instant(), date));
        } catch (DateTimeException nonsense) {
            return null;
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MAX) > 0 ? MAX : wait;
    }
}
