/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.journal;

import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.fake.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** Time that passes when somebody waits, and takes a clock along. For one thread. */
final class ClockTime implements Timekeeper {

    private record Task(Duration at, long number, Runnable work) {}

    private final FakeClock clock;
    private final Queue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::number));
    private Duration elapsed = Duration.ZERO;
    private long number;

    ClockTime(FakeClock clock) {
        this.clock = clock;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Duration elapsed() {
        return elapsed;
    }

    void letPass(Duration time) {
        passTo(elapsed.plus(time));
    }

    private void passTo(Duration moment) {
        if (moment.compareTo(elapsed) > 0) {
            clock.advance(moment.minus(elapsed));
            elapsed = moment;
        }
    }

    @Override
    public void await(CompletableFuture<?> signal, Duration atMost) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Duration end = elapsed.plus(atMost);
        while (!signal.isDone() && !tasks.isEmpty() && tasks.element().at().compareTo(end) <= 0) {
            Task task = tasks.remove();
            passTo(task.at());
            task.work().run();
        }
        if (!signal.isDone()) {
            passTo(end);
        }
    }

    @Override
    public Alarm schedule(Duration delay, Runnable task) {
        Task scheduled = new Task(elapsed.plus(delay.isNegative() ? Duration.ZERO : delay), number++, task);
        tasks.add(scheduled);
        return () -> tasks.remove(scheduled);
    }

    @Override
    public void close() {
        tasks.clear();
    }
}
