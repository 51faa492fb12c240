/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import io.github.ddm4j.core.flow.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** The time of one flow. It ends with the flow and wakes who sleeps in it, also where the timekeeper lives on. */
public final class FlowTime implements Timekeeper {

    private final Timekeeper time;
    private final boolean owned;
    private final Set<Thread> sleepers = new HashSet<>();
    private boolean closed;

    /** @param owned whether the timekeeper is the flow's alone, and ends with it */
    public FlowTime(Timekeeper time, boolean owned) {
        this.time = time;
        this.owned = owned;
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public Duration elapsed() {
        return time.elapsed();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        fallAsleep();
        try {
            time.sleep(duration);
        } finally {
            wakeUp();
        }
    }

    private synchronized void fallAsleep() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("closed");
        }
        sleepers.add(Thread.currentThread());
    }

    private synchronized void wakeUp() throws InterruptedException {
        sleepers.remove(Thread.currentThread());
        if (closed) {
            // Set by close(), perhaps too late to wake anybody.
            Thread.interrupted();
            throw new InterruptedException("closed");
        }
    }

    @Override
    public void schedule(Duration delay, Runnable task) {
        time.schedule(delay, task);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            sleepers.forEach(Thread::interrupt);
        }
        if (owned) {
            time.close();
        }
    }
}
