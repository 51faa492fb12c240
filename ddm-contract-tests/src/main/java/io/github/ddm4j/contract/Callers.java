/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * Threads that each make one call, all at the same moment.
 *
 * @param <T> what a call returns
 */
final class Callers<T> {

    /**
     * The end of one call.
     *
     * @param caller the number of the thread, from 0
     * @param interrupted whether the thread's interrupt flag was set after the call
     */
    record Ended<T>(int caller, Outcome<T> outcome, boolean interrupted) {}

    private final BlockingQueue<Ended<T>> ended = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    private final Duration patience;

    private Callers(Duration patience) {
        this.patience = patience;
    }

    /** @param patience how long to wait for each call to end */
    static <T> Callers<T> start(int count, Duration patience, IntFunction<Outcome<T>> call) {
        Callers<T> callers = new Callers<>(patience);
        CountDownLatch gate = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            int caller = i;
            Thread thread = new Thread(() -> callers.run(caller, gate, call), "caller-" + caller + "-of-" + count);
            thread.setDaemon(true);
            callers.threads.add(thread);
            thread.start();
        }
        return callers;
    }

    private void run(int caller, CountDownLatch gate, IntFunction<Outcome<T>> call) {
        gate.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Outcome<T> outcome = call.apply(caller);
        ended.add(new Ended<>(caller, outcome, Thread.currentThread().isInterrupted()));
    }

    /** Returns the number of calls that have ended and have not been asked for. */
    int ended() {
        return ended.size();
    }

    void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    /** Interrupts the only call once something is so, unless it ends before, and returns its end. */
    @SuppressWarnings("ThreadPriorityCheck") // the call may need this core
    Ended<T> interruptOnce(BooleanSupplier so) {
        long end = System.nanoTime() + patience.toNanos();
        while (ended.isEmpty() && !so.getAsBoolean() && System.nanoTime() < end) {
            Thread.yield();
        }
        interrupt();
        return one();
    }

    /** Waits for the next calls that end, so many of them, and returns them in the order of their callers. */
    List<Ended<T>> next(int count) {
        List<Ended<T>> next = new ArrayList<>();
        while (next.size() < count) {
            next.add(one(patience));
        }
        next.sort(Comparator.comparingInt(Ended::caller));
        return next;
    }

    /** Waits for the next call that ends. */
    Ended<T> one() {
        return one(patience);
    }

    /** Waits for the next call that ends, within this time. */
    Ended<T> one(Duration limit) {
        Optional<Ended<T>> next = any(limit);
        assertThat(next).as("a call that ends within %s", limit).isPresent();
        return next.orElseThrow();
    }

    /** Returns the next call that ends, if one does within this time. */
    Optional<Ended<T>> any(Duration limit) {
        try {
            return Optional.ofNullable(ended.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a call to end", e);
        }
    }
}
