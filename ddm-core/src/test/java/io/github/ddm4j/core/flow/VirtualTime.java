/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Time that passes only when somebody sleeps or lets it run. Whoever does so does the tasks that fall due. */
public final class VirtualTime implements Timekeeper {

    public static final Instant START = Instant.parse("2026-06-05T12:00:00Z");

    private record Task(Duration at, long number, Runnable work) {}

    private final Queue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::number));
    private Duration elapsed = Duration.ZERO;
    private long number;
    private boolean closed;

    @Override
    public synchronized Instant now() {
        return START.plus(elapsed);
    }

    @Override
    public synchronized Duration elapsed() {
        return elapsed;
    }

    @Override
    public void await(CompletableFuture<?> signal, Duration atMost) throws InterruptedException {
        Thread waiting = Thread.currentThread();
        run(atMost.isNegative() ? Duration.ZERO : atMost, () -> signal.isDone() || waiting.isInterrupted());
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public synchronized Alarm schedule(Duration delay, Runnable task) {
        if (closed) {
            return () -> {};
        }
        Task scheduled = new Task(elapsed.plus(delay.isNegative() ? Duration.ZERO : delay), number++, task);
        tasks.add(scheduled);
        return () -> drop(scheduled);
    }

    private synchronized void drop(Task task) {
        tasks.remove(task);
    }

    @Override
    public synchronized void close() {
        closed = true;
        tasks.clear();
    }

    /** Lets time pass until the condition holds, or for so long. */
    public void run(Duration atMost, BooleanSupplier condition) {
        Duration end = elapsed().plus(atMost);
        while (!condition.getAsBoolean()) {
            Task task = next(end);
            if (task == null) {
                return;
            }
            task.work().run();
        }
    }

    public void run(Duration duration) {
        run(duration, () -> false);
    }

    private synchronized Task next(Duration end) {
        Task task = tasks.peek();
        boolean due = task != null && task.at().compareTo(end) <= 0;
        Duration to = due ? task.at() : end;
        elapsed = to.compareTo(elapsed) > 0 ? to : elapsed;
        return due ? tasks.remove() : null;
    }

    public synchronized int pendingTasks() {
        return tasks.size();
    }
}
