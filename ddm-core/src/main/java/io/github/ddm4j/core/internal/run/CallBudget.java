/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import io.github.ddm4j.core.flow.Timekeeper;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps the calls of a flow under a limit: in no period are there more than so many. First come, first served.
 * Thread-safe.
 */
public final class CallBudget {

    /** Requests behind one read of an instance: the instance, its groups, its nodes. */
    public static final int INSTANCE = 3;

    /** Requests behind one read of a job, or of a page of jobs. */
    public static final int JOB = 1;

    /** Requests behind one scale-out. */
    public static final int SCALE_OUT = 1;

    private static final int JOBS_PER_PAGE = 128;

    private record Booking(Duration at, int calls) {}

    private final int limit;
    private final Duration period;
    private final Timekeeper time;
    private final Deque<Booking> bookings = new ArrayDeque<>();
    private int booked;

    public CallBudget(int limit, Duration period, Timekeeper time) {
        this.limit = limit;
        this.period = period;
        this.time = time;
    }

    /** Books calls. Returns how long to wait before making them, zero if they may be made at once. */
    public synchronized Duration reserve(int calls) {
        Duration now = time.elapsed();
        Duration at = bookings.isEmpty() ? now : later(now, bookings.getLast().at());
        while (!bookings.isEmpty() && (isOver(bookings.getFirst(), at) || booked + calls > limit)) {
            Booking first = bookings.removeFirst();
            booked -= first.calls();
            at = later(at, first.at().plus(period));
        }
        bookings.addLast(new Booking(at, calls));
        booked += calls;
        return at.minus(now);
    }

    /** Books calls and waits until they may be made. */
    public void spend(int calls) throws InterruptedException {
        time.sleep(reserve(calls));
    }

    /**
     * Books the further requests that a read of so many jobs has taken, if its port cannot read page by page. Returns how
     * many requests it took in all.
     */
    public int chargePagesOf(int jobs) {
        int further = Math.max(0, jobs - 1) / JOBS_PER_PAGE;
        for (int i = 0; i < further; i++) {
            reserve(JOB);
        }
        return JOB + further;
    }

    /** How long the limit needs to allow so many calls. */
    public Duration timeFor(int calls) {
        return FlowSettings.bounded(period.multipliedBy(calls).dividedBy(limit));
    }

    private boolean isOver(Booking booking, Duration at) {
        return booking.at().plus(period).compareTo(at) <= 0;
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
