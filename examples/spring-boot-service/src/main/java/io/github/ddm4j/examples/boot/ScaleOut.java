/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import io.github.ddm4j.core.flow.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One scale-out of this service: its steps so far, and what became of its submission. Thread-safe. */
final class ScaleOut {

    private final String id = UUID.randomUUID().toString();
    private final CompletableFuture<Submission> submission = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Wish wish;
    private final List<Step> steps = new ArrayList<>();
    private boolean ended;

    ScaleOut(Wish wish) {
        this.wish = wish;
    }

    String id() {
        return id;
    }

    Wish wish() {
        return wish;
    }

    /** Completes as the flow's submission ends. */
    CompletableFuture<Submission> submission() {
        return submission;
    }

    void add(Step step) {
        change(() -> steps.add(step));
    }

    /** No step comes any more. */
    void end() {
        change(() -> ended = true);
    }

    /**
     * Waits for steps a while.
     *
     * @param from how many of them the caller has
     * @return those that came, empty if none did in time; null if none comes any more
     */
    List<Step> next(int from, long seconds) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(seconds);
            while (steps.size() == from && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            return steps.size() == from && ended ? null : List.copyOf(steps.subList(from, steps.size()));
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
