/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;

/** A fixed number of calls, shared by threads that start together, after a warm-up. */
final class Load {

    private static final int STACK_BYTES = 256 * 1024;

    private final Subject subject;
    private final int threads;
    private final int warmUpsEach;
    private final int callsEach;
    private final long[] nanos;
    private final Snapshot[] snapshots = new Snapshot[2];
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final CyclicBarrier start;
    private final CyclicBarrier end;

    Load(Subject subject, int threads, int warmUps, int calls) {
        this.subject = subject;
        this.threads = threads;
        warmUpsEach = Math.max(1, warmUps / threads);
        callsEach = Math.max(1, calls / threads);
        nanos = new long[threads * callsEach];
        start = new CyclicBarrier(threads, () -> {
            System.gc();
            snapshots[0] = Snapshot.take();
        });
        end = new CyclicBarrier(threads, () -> snapshots[1] = Snapshot.take());
    }

    Cost run() throws Exception {
        Thread[] workers = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            int first = i * callsEach;
            workers[i] = new Thread(null, () -> work(first), "caller-" + i, STACK_BYTES);
            workers[i].start();
        }
        for (Thread worker : workers) {
            worker.join();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        return Cost.between(snapshots[0], snapshots[1], nanos);
    }

    private void work(int first) {
        try {
            for (int i = 0; i < warmUpsEach; i++) {
                subject.call();
            }
            start.await();
            for (int i = 0; i < callsEach; i++) {
                long begun = System.nanoTime();
                subject.call();
                nanos[first + i] = System.nanoTime() - begun;
            }
            end.await();
        } catch (Exception e) {
            failure.compareAndSet(null, e);
            start.reset();
            end.reset();
        }
    }
}
