/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until it is told to go on. Its zone is UTC. Thread-safe.
 *
 * @since 0.1.0
 */
public final class FakeClock extends Clock {

    private final AtomicReference<Instant> now;

    private FakeClock(Instant now) {
        this.now = new AtomicReference<>(requireNonNull(now, "now"));
    }

    /** Returns a clock that shows this moment. */
    public static FakeClock at(Instant now) {
        return new FakeClock(now);
    }

    /** Moves the clock, back if the duration is negative. */
    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    @Override
    public Instant instant() {
        return requireNonNull(now.get(), "now");
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Returns this clock, because only UTC makes sense here, and an instant has no zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
