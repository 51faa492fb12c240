/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import io.github.ddm4j.core.flow.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Time that jumps to the next task. For one thread, which does the tasks itself. */
final class QuickTime implements Timekeeper {

    private record Task(Duration at, long number, Runnable work) {}

    private final Queue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::number));
    private final Instant start;
    private Duration elapsed = Duration.ZERO;
    private long scheduled;

    QuickTime(Instant start) {
        this.start = start;
    }

    @Override
    public Instant now() {
        return start.plus(elapsed);
    }

    @Override
    public Duration elapsed() {
        return elapsed;
    }

    @Override
    public void await(CompletableFuture<?> signal, Duration atMost) {
        Duration end = elapsed.plus(atMost);
        while (!signal.isDone() && !tasks.isEmpty() && tasks.element().at().compareTo(end) <= 0) {
            runNext();
        }
        if (!signal.isDone()) {
            jumpTo(end);
        }
    }

    @Override
    public Alarm schedule(Duration delay, Runnable task) {
        Duration at = delay.isNegative() ? elapsed : elapsed.plus(delay);
        Task next = new Task(at, scheduled++, task);
        tasks.add(next);
        return () -> tasks.remove(next);
    }

    @Override
    public void close() {
        tasks.clear();
    }

    void runUntil(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            runNext();
        }
    }

    private void runNext() {
        Task task = tasks.remove();
        jumpTo(task.at());
        task.work().run();
    }

    private void jumpTo(Duration at) {
        elapsed = at.compareTo(elapsed) > 0 ? at : elapsed;
    }
}
