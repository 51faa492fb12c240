/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeoutException;

/** The time of the machine. */
final class SystemTime implements Timekeeper {

    private final long start = System.nanoTime();
    private final ScheduledThreadPoolExecutor later =
            new ScheduledThreadPoolExecutor(1, SystemTime::daemon, new DiscardPolicy());

    SystemTime() {
        // Long enough to outlive the moment between two tasks, short enough to be gone when nobody waits.
        later.setKeepAliveTime(1, SECONDS);
        later.allowCoreThreadTimeOut(true);
        later.setRemoveOnCancelPolicy(true);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "ddm4j-flow");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void await(CompletableFuture<?> signal, Duration atMost) throws InterruptedException {
        try {
            var unused = signal.get(Math.max(0, atMost.toNanos()), NANOSECONDS);
        } catch (TimeoutException | ExecutionException | CancellationException over) {
            // Whoever waits looks for itself.
        }
    }

    @Override
    public Alarm schedule(Duration delay, Runnable task) {
        Future<?> scheduled = later.schedule(task, Math.max(0, delay.toNanos()), NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
