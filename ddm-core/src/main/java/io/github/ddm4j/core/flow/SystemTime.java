/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;

/** Time as the machine tells it. */
final class SystemTime implements Timekeeper {

    private final long start = System.nanoTime();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ScheduledThreadPoolExecutor later =
            new ScheduledThreadPoolExecutor(1, SystemTime::daemon, new DiscardPolicy());

    SystemTime() {
        later.setKeepAliveTime(5, SECONDS);
        later.allowCoreThreadTimeOut(true);
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
    public void sleep(Duration duration) throws InterruptedException {
        if (closed.await(Math.max(0, duration.toNanos()), NANOSECONDS)) {
            throw new InterruptedException("closed");
        }
    }

    @Override
    public void schedule(Duration delay, Runnable task) {
        var unused = later.schedule(task, Math.max(0, delay.toNanos()), NANOSECONDS);
    }

    @Override
    public void close() {
        closed.countDown();
        later.shutdownNow();
    }
}
