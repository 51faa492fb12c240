/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * The time of a flow: the clock, the length of a step, and the tasks for later. Services take {@link #system()}; a test
 * can bring a time that passes as quickly as it likes. Implementations are safe for use by several threads.
 *
 * @since 0.1.0
 */
public interface Timekeeper extends AutoCloseable {

    /** A task for later. */
    @FunctionalInterface
    interface Alarm {

        /** Drops the task, unless it has begun. */
        void cancel();
    }

    /** Returns the time of the clock on the wall. It may jump. */
    Instant now();

    /** Returns the time since some fixed moment. It never goes back and never jumps. */
    Duration elapsed();

    /**
     * Waits until a signal is given, or time is over.
     *
     * @param signal the signal to wait for; its value and its failure do not matter
     * @param atMost how long to wait at most; nothing but the check for an interrupt happens if it is zero or negative
     * @throws InterruptedException if the thread is or gets interrupted
     */
    void await(CompletableFuture<?> signal, Duration atMost) throws InterruptedException;

    /**
     * Has a task done later, by one thread, one task at a time. A task handed in after {@link #close()} is dropped.
     *
     * @param delay when, counted from now; at once if zero or negative
     * @param task the work to do; it throws nothing
     */
    Alarm schedule(Duration delay, Runnable task);

    /** Ends the thread and drops all tasks for later. Does not wait. */
    @Override
    void close();

    /** Returns the machine's own time. Its only thread is a daemon, and exists while there is a task for later. */
    static Timekeeper system() {
        return new SystemTime();
    }
}
