/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.simulation;

import io.github.ddm4j.core.flow.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * The time of one seeded history, for one thread. It passes while somebody waits or a call is on its way, and whoever lets
 * it pass does what falls due meanwhile: so calls overlap.
 */
final class PassingTime implements Timekeeper {

    static final Instant START = Instant.parse("2026-06-05T12:00:00Z");

    private record Task(long at, long number, Runnable work) {}

    private final TreeSet<Task> tasks =
            new TreeSet<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
    private long nanos;
    private long number;

    @Override
    public Instant now() {
        return START.plusNanos(nanos);
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(nanos);
    }

    @Override
    public void await(CompletableFuture<?> signal, Duration atMost) {
        run(atMost, signal::isDone);
    }

    @Override
    public Alarm schedule(Duration delay, Runnable task) {
        Task scheduled = new Task(nanos + Math.max(0, delay.toNanos()), number++, task);
        tasks.add(scheduled);
        return () -> tasks.remove(scheduled);
    }

    @Override
    public void close() {
        // Flows share it.
    }

    void run(Duration atMost) {
        run(atMost, () -> false);
    }

    private void run(Duration atMost, BooleanSupplier until) {
        long end = nanos + Math.max(0, atMost.toNanos());
        while (!until.getAsBoolean()) {
            Task task = tasks.isEmpty() ? null : tasks.first();
            if (task == null || task.at > end) {
                nanos = Math.max(nanos, end);
                return;
            }
            tasks.remove(task);
            nanos = Math.max(nanos, task.at);
            task.work.run();
        }
    }
}
