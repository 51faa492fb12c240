/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.flow.Timekeeper.Alarm;
import io.github.ddm4j.core.internal.run.Step.Waiting;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The requests that a flow may make in any period. Requests are booked before the call that makes them, first come,
 * first served, and count until one period after that call has ended. So they are within the limit whenever the
 * provider counts them, however many calls run at once. Thread-safe.
 */
public final class CallBudget {

    /** The requests behind one read of an instance: the instance, its groups, its nodes. */
    public static final int INSTANCE = 3;

    /** The requests behind one read of an instance's nodes alone. */
    public static final int NODES = 1;

    /** The requests behind one read of a job, or of a page of jobs. */
    public static final int JOB = 1;

    /** The requests behind one read of the schemas. */
    public static final int SCHEMAS = 1;

    /** The requests behind one read of a page of the audit log. */
    public static final int AUDIT = 1;

    /** The requests behind one scale-out. */
    public static final int SCALE_OUT = 1;

    /** The number of jobs, or schemas, that one request lists. */
    private static final int PAGE = 128;

    /** Requests of a call that has ended, which still count. */
    private record Ended(Duration at, int calls) {}

    /** A place in the queue for room in the budget. */
    private static final class Place {
        final int calls;
        final CompletableFuture<Void> signal = new CompletableFuture<>();
        boolean granted;

        Place(int calls) {
            this.calls = calls;
        }
    }

    private final int limit;
    private final Duration period;
    private final Timekeeper time;
    private final Deque<Ended> ended = new ArrayDeque<>();
    private final Deque<Place> queue = new ArrayDeque<>();
    private int booked;
    private int counted;
    private @Nullable Alarm alarm;

    public CallBudget(int limit, Duration period, Timekeeper time) {
        this.limit = limit;
        this.period = period;
        this.time = time;
    }

    /**
     * Books requests, as soon as there is room for them.
     *
     * @param calls how many, all at once
     * @param until the time from which it is too late, by {@link Timekeeper#elapsed()}
     * @return fails with {@link ProviderUnavailableException} if there is no room in time, at once if that is known now
     */
    public Step<Booking> book(int calls, Duration until) {
        Place place = new Place(calls);
        Duration earliest;
        synchronized (this) {
            earliest = earliest(calls);
            if (earliest.compareTo(until) <= 0) {
                queue.add(place);
            }
        }
        if (earliest.compareTo(until) > 0) {
            return Step.failed(tooLate(earliest));
        }
        grant();
        return isGranted(place) ? Step.done(new Booking(calls)) : waiting(place, until);
    }

    private Step<Booking> waiting(Place place, Duration until) {
        return new Waiting<>(place.signal, until, stopped -> {
            boolean left = leave(place);
            grant();
            if (!left && stopped.isEmpty()) {
                return Step.done(new Booking(place.calls));
            }
            if (!left) {
                new Booking(place.calls).close();
            }
            return Step.failed(stopped.orElseGet(() -> tooLate(earliest(place.calls))));
        });
    }

    private ProviderUnavailableException tooLate(Duration earliest) {
        return ProviderUnavailableException.notAttempted(
                "The budget of " + limit + " calls in " + period.toMillis() + " ms has no room in time",
                earliest.minus(time.elapsed()));
    }

    /** Returns the time in which the limit allows so many calls. */
    public Duration timeFor(int calls) {
        return FlowSettings.bounded(period.multipliedBy(calls).dividedBy(limit));
    }

    /** Returns the number of requests behind a list that was read in one go: one for every page of it, one at least. */
    public static int pagesOf(int listed) {
        return 1 + Math.max(0, listed - 1) / PAGE;
    }

    private synchronized boolean isGranted(Place place) {
        return place.granted;
    }

    /** Returns true if the place was still in the queue. */
    private synchronized boolean leave(Place place) {
        return queue.remove(place);
    }

    private void grant() {
        List<Place> granted = new ArrayList<>();
        synchronized (this) {
            forgetWhatIsOver();
            while (!queue.isEmpty() && fits(queue.element().calls)) {
                Place place = queue.remove();
                place.granted = true;
                booked += place.calls;
                granted.add(place);
            }
            setAlarm();
        }
        granted.forEach(place -> place.signal.complete(null));
    }

    private void forgetWhatIsOver() {
        Duration now = time.elapsed();
        while (!ended.isEmpty() && ended.element().at().plus(period).compareTo(now) <= 0) {
            counted -= ended.remove().calls();
        }
    }

    /**
     * Returns true if there is room for so many calls. A call that wants more than the limit gets it when nothing else
     * counts.
     */
    private boolean fits(int calls) {
        return booked + counted + calls <= limit || booked + counted == 0;
    }

    private void setAlarm() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        if (!queue.isEmpty() && !ended.isEmpty()) {
            alarm = time.schedule(ended.element().at().plus(period).minus(time.elapsed()), this::grant);
        }
    }

    /** Returns the earliest time at which so many calls can be booked, as if all calls under way ended now. */
    private synchronized Duration earliest(int calls) {
        Duration now = time.elapsed();
        Queue<Ended> counting = new PriorityQueue<>(Comparator.comparing(Ended::at));
        ended.forEach(one -> counting.add(new Ended(one.at().plus(period), one.calls())));
        counting.add(new Ended(now.plus(period), booked));
        int left = limit - counted - booked;
        Duration at = now;
        List<Integer> wanted =
                new ArrayList<>(queue.stream().map(place -> place.calls).toList());
        wanted.add(calls);
        for (int each : wanted) {
            while (left < Math.min(each, limit)) {
                Ended next = counting.remove();
                at = next.at().compareTo(at) > 0 ? next.at() : at;
                left += next.calls();
            }
            left -= each;
            counting.add(new Ended(at.plus(period), each));
        }
        return at;
    }

    private void give(int calls, boolean used) {
        synchronized (this) {
            booked -= calls;
            if (used) {
                ended.add(new Ended(time.elapsed(), calls));
                counted += calls;
            }
        }
        grant();
    }

    /**
     * A booking of requests that may be made now. The unused rest is given back at the end. Belongs to one piece of
     * work.
     */
    public final class Booking implements AutoCloseable {

        private int left;

        private Booking(int calls) {
            this.left = calls;
        }

        /** Makes a call that was booked for. */
        public <T> T use(int calls, Supplier<T> call) {
            left -= calls;
            try {
                return call.get();
            } finally {
                give(calls, true);
            }
        }

        /** Makes a call that was booked for. A port that cannot tell has made no request. */
        public <T> Optional<T> useIfTold(int calls, Supplier<Optional<T>> call) {
            left -= calls;
            boolean made = true;
            try {
                Optional<T> told = call.get();
                made = told.isPresent();
                return told;
            } finally {
                give(calls, made);
            }
        }

        /** Books requests that were made without asking: the further pages of a list that was read in one go. */
        public void charge(int calls) {
            if (calls > 0) {
                synchronized (CallBudget.this) {
                    booked += calls;
                }
                give(calls, true);
            }
        }

        @Override
        public void close() {
            int unused = left;
            left = 0;
            if (unused > 0) {
                give(unused, false);
            }
        }
    }
}
