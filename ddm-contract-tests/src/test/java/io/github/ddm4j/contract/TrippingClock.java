/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.fake.FakeClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/** A clock that stands still unless told otherwise, and that can be made to throw: a bug in a part that the adapter calls. */
final class TrippingClock extends Clock {

    private final FakeClock clock;
    private final Duration each;
    private final Queue<Consumer<String>> trips = new ArrayDeque<>();

    TrippingClock(FakeClock clock) {
        this(clock, Duration.ZERO);
    }

    /** One that goes on by so much whenever it is read. */
    TrippingClock(FakeClock clock, Duration each) {
        this.clock = clock;
        this.each = each;
    }

    synchronized void trip(Consumer<String> bug, int times) {
        for (int i = 0; i < times; i++) {
            trips.add(bug);
        }
    }

    synchronized void clear() {
        trips.clear();
    }

    @Override
    public Instant instant() {
        Consumer<String> bug;
        synchronized (this) {
            bug = trips.poll();
        }
        if (bug != null) {
            bug.accept("thrown by the clock");
        }
        clock.advance(each);
        return clock.instant();
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
