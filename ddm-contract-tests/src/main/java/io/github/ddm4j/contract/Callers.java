/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.model.ScaleOutReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Threads that each make one call, all at the same moment. */
final class Callers {

    /**
     * What became of one call.
     *
     * @param caller the number of the thread, from 0
     * @param interrupted whether the thread's interrupt flag was set after the call
     */
    record Ended(int caller, Outcome<ScaleOutReceipt> outcome, boolean interrupted) {}

    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    private final Duration patience;

    private Callers(Duration patience) {
        this.patience = patience;
    }

    /** @param patience how long to wait for each call to end */
    static Callers start(int count, Duration patience, IntFunction<Outcome<ScaleOutReceipt>> call) {
        Callers callers = new Callers(patience);
        CountDownLatch gate = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            int caller = i;
            Thread thread = new Thread(() -> callers.run(caller, gate, call), "caller-" + caller);
            thread.setDaemon(true);
            callers.threads.add(thread);
            thread.start();
        }
        return callers;
    }

    private void run(int caller, CountDownLatch gate, IntFunction<Outcome<ScaleOutReceipt>> call) {
        gate.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Outcome<ScaleOutReceipt> outcome = call.apply(caller);
        ended.add(new Ended(caller, outcome, Thread.currentThread().isInterrupted()));
    }

    void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    /** The next calls that end, so many of them; waits for them. */
    List<Ended> next(int count) {
        List<Ended> next = new ArrayList<>();
        while (next.size() < count) {
            next.add(one(patience));
        }
        return next;
    }

    /** The next call that ends, within this time. */
    Ended one(Duration limit) {
        try {
            Ended next = ended.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(next).as("a call that ends within %s", limit).isNotNull();
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a call to end", e);
        }
    }
}
