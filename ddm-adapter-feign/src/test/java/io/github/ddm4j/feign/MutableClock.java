/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Time that passes only when a test says so. */
public final class MutableClock extends Clock {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));

    private final AtomicReference<Runnable> beforeNextLook = new AtomicReference<>();

    /** Done once, by whoever looks next. */
    public void beforeNextLook(Runnable action) {
        beforeNextLook.set(action);
    }

    public void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    @Override
    public Instant instant() {
        Runnable action = beforeNextLook.getAndSet(null);
        if (action != null) {
            action.run();
        }
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
