/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;

/** Calls of threads that start together and go on for some time, each for one call at least. */
final class Phase {

    private static final int STACK_BYTES = 256 * 1024;

    /** How many latencies are kept, of all threads together. */
    private static final int KEPT = 1 << 19;

    private final Load load;
    private final long timeNanos;
    private final long[][] nanos;
    private final int[] calls;
    private final Snapshot[] snapshots = new Snapshot[2];
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final CyclicBarrier start;
    private final CyclicBarrier end;

    private Phase(Load load, int threads, Duration time) {
        this.load = load;
        timeNanos = time.toNanos();
        nanos = new long[threads][Math.max(1, KEPT / threads)];
        calls = new int[threads];
        start = new CyclicBarrier(threads, () -> {
            System.gc();
            snapshots[0] = Snapshot.begin();
        });
        end = new CyclicBarrier(threads, () -> snapshots[1] = Snapshot.end());
    }

    static Cost run(Load load, int threads, Duration time) throws Exception {
        Phase phase = new Phase(load, threads, time);
        Thread[] workers = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            int number = i;
            workers[i] = caller(() -> phase.work(number), "caller-" + i);
            workers[i].start();
        }
        for (Thread worker : workers) {
            worker.join();
        }
        if (phase.failure.get() != null) {
            throw phase.failure.get();
        }
        return Cost.between(phase.snapshots[0], phase.snapshots[1], phase.calls, phase.nanos);
    }

    /** A virtual thread if the property {@code benchmark.virtual} is set: on a JDK that has them, found by name. */
    private static Thread caller(Runnable work, String name) throws ReflectiveOperationException {
        if (!Boolean.getBoolean("benchmark.virtual")) {
            return new Thread(null, work, name, STACK_BYTES);
        }
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        return (Thread) Class.forName("java.lang.Thread$Builder")
                .getMethod("unstarted", Runnable.class)
                .invoke(builder, work);
    }

    /** Comes to the end even with a failure, or the others would wait there for good. */
    private void work(int number) {
        try {
            start.await();
            try {
                calls[number] = callUntil(snapshots[0].wallNanos() + timeNanos, nanos[number]);
            } finally {
                end.await();
            }
        } catch (Exception e) {
            failure.compareAndSet(null, e);
        }
    }

    private int callUntil(long last, long[] kept) throws Exception {
        int done = 0;
        long now;
        do {
            long begun = System.nanoTime();
            load.call();
            now = System.nanoTime();
            kept[done++ % kept.length] = now - begun;
        } while (now < last);
        return done;
    }
}
