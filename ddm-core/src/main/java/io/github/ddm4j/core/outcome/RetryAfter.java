/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.outcome;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header {@code Retry-After}: seconds, with a fraction too, or a date in any of the three forms that HTTP has.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, Retry-After</a>
 * @since 0.1.0
 */
public final class RetryAfter {

    /**
     * The longest wait that is believed, because nobody should stand still for a year after a typing error elsewhere.
     */
    public static final Duration MAX = Duration.ofHours(1);

    private static final Pattern SECONDS = Pattern.compile("0*([0-9]{1,40})(\\.[0-9]{0,40})?");
    private static final Pattern WEEKDAY = Pattern.compile("^[A-Za-z]{3,9},? +");

    /** A year of two digits lies at most 50 years ahead, says RFC 9110. */
    private static final int FIFTY_YEARS = 50;

    private static final List<DateTimeFormatter> FULL_YEAR = List.of(form("d MMM uuuu HH:mm:ss 'GMT'"), asctime());

    private RetryAfter() {}

    /**
     * Reads the time to wait. Seconds are rounded up.
     *
     * @param header the header's value; null if it is absent
     * @param now the moment that a date is compared with
     * @return from zero to {@link #MAX}; empty if the header is absent or makes no sense
     */
    public static Optional<Duration> parse(@Nullable String header, Instant now) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        String text = header.strip();
        Matcher seconds = SECONDS.matcher(text);
        if (seconds.matches()) {
            return Optional.of(seconds(seconds.group(1), seconds.group(2)));
        }
        return date(WEEKDAY.matcher(text).replaceFirst(""), now).map(date -> bounded(Duration.between(now, date)));
    }

    private static Duration seconds(String whole, @Nullable String fraction) {
        if (whole.length() > String.valueOf(MAX.toSeconds()).length()) {
            return MAX;
        }
        boolean begun = fraction != null && fraction.matches(".*[1-9].*");
        return bounded(Duration.ofSeconds(Long.parseLong(whole) + (begun ? 1 : 0)));
    }

    private static Optional<Instant> date(String text, Instant now) {
        for (DateTimeFormatter form : FULL_YEAR) {
            Optional<Instant> date = date(text, form);
            if (date.isPresent()) {
                return date;
            }
        }
        int earliest = now.atOffset(ZoneOffset.UTC).getYear() + FIFTY_YEARS - 99;
        return date(text, rfc850(earliest));
    }

    private static Optional<Instant> date(String text, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException anotherForm) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter form(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH);
    }

    private static DateTimeFormatter asctime() {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern("MMM ppd HH:mm:ss uuuu")
                .toFormatter(Locale.ENGLISH);
    }

    private static DateTimeFormatter rfc850(int earliestYear) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern("d-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, earliestYear)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH);
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MAX) > 0 ? MAX : wait;
    }
}
