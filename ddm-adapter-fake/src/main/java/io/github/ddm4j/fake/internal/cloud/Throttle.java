/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Lets so many requests through in each period. Not thread-safe. */
public final class Throttle {

    private final int calls;
    private final Duration period;
    private final boolean tellsWhen;
    private Instant periodStart = Instant.MIN;
    private int used;

    /** @throws IllegalArgumentException if a number is out of its range */
    public Throttle(int calls, Duration period, boolean tellsWhen) {
        Inputs.requireAtLeast("requests", calls, 0);
        Inputs.requirePositive("period", period);
        this.calls = calls;
        this.period = period;
        this.tellsWhen = tellsWhen;
    }

    /** @throws Refusal 429 if the period's calls are used up */
    void take(Instant now) {
        if (!now.isBefore(periodEnd())) {
            periodStart = now;
            used = 0;
        }
        if (used == calls) {
            throw Refusal.of(429, "APIGW.0308", limitText()).retryAfter(wait(now), false);
        }
        used++;
    }

    private Instant periodEnd() {
        return periodStart.equals(Instant.MIN) ? Instant.MIN : periodStart.plus(period);
    }

    private String limitText() {
        return "The throttling threshold has been reached: user over ratelimit,limit:" + calls + ",time:"
                + period.toSeconds() + " second";
    }

    private @Nullable Duration wait(Instant now) {
        return tellsWhen ? Duration.between(now, periodEnd()) : null;
    }

    /** Returns the limit in the words of the page, such as {@code 60 requests in PT1M}. */
    @Override
    public String toString() {
        return calls + " requests in " + period;
    }
}
