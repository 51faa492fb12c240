/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.simulation;

import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.fake.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * The time of one simulated run, for one thread. It passes when somebody sleeps or lets it run; the provider's clock goes
 * along, and ours shows the same plus a skew.
 */
final class SimulatedTime implements Timekeeper {

    private record Task(Duration at, long number, Runnable work) {}

    private final FakeClock providersClock;
    private final Duration skew;
    private final Queue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::number));
    private Duration elapsed = Duration.ZERO;
    private long number;

    SimulatedTime(FakeClock providersClock, Duration skew) {
        this.providersClock = providersClock;
        this.skew = skew;
    }

    @Override
    public Instant now() {
        return providersClock.instant().plus(skew);
    }

    @Override
    public Duration elapsed() {
        return elapsed;
    }

    @Override
    public void await(CompletableFuture<?> signal, Duration atMost) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        run(atMost, signal::isDone);
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

    /** Lets time pass until the condition holds, or for so long, and does what falls due. */
    void run(Duration atMost, BooleanSupplier condition) {
        Duration end = elapsed.plus(atMost);
        while (!condition.getAsBoolean()
                && !tasks.isEmpty()
                && tasks.element().at().compareTo(end) <= 0) {
            Task task = tasks.remove();
            passTo(task.at());
            task.work().run();
        }
        if (!condition.getAsBoolean()) {
            passTo(end);
        }
    }

    private void passTo(Duration moment) {
        if (moment.compareTo(elapsed) > 0) {
            providersClock.advance(moment.minus(elapsed));
            elapsed = moment;
        }
    }
}
