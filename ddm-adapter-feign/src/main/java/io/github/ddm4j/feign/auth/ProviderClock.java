/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import io.github.ddm4j.feign.http.HttpAnswer;
import io.github.ddm4j.feign.internal.CallLog;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time by which the provider judges signatures. It is this machine's, corrected once a refusal has shown how far
 * that is off. Thread-safe.
 */
final class ProviderClock {

    private static final Logger LOG = LoggerFactory.getLogger(AkSkAuthenticator.class);

    /** The difference below which no signature is refused. */
    private static final Duration SMALL = Duration.ofMinutes(1);

    /** The difference beyond which the answer's date is more likely to be wrong than the machine's. */
    private static final Duration LARGEST = Duration.ofDays(1);

    private final Clock clock;
    private volatile Duration skew = Duration.ZERO;

    ProviderClock(Clock clock) {
        this.clock = clock;
    }

    Instant instant() {
        return clock.instant().plus(skew);
    }

    /** Takes the time from the header {@code Date} of a refusal, and warns of a difference that is new. */
    void learnFrom(HttpAnswer refusal) {
        date(refusal.header("Date"))
                .map(theirs -> Duration.between(clock.instant(), theirs))
                .filter(off -> off.abs().compareTo(LARGEST) <= 0)
                .map(off -> off.abs().compareTo(SMALL) < 0 ? Duration.ZERO : off)
                .filter(off -> off.minus(skew).abs().compareTo(SMALL) >= 0)
                .ifPresent(this::correctBy);
    }

    private void correctBy(Duration off) {
        skew = off;
        CallLog.quietly(() -> LOG.warn(
                "event=clock_skew ahead_seconds={} message=\"the provider's clock differs from this machine's;"
                        + " later signatures are dated by the provider's\"",
                off.toSeconds()));
    }

    private static Optional<Instant> date(@Nullable String header) {
        try {
            return Optional.ofNullable(header)
                    .map(text -> ZonedDateTime.parse(
                            text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT)))
                    .map(ZonedDateTime::toInstant);
        } catch (DateTimeException nonsense) {
            return Optional.empty();
        }
    }
}
