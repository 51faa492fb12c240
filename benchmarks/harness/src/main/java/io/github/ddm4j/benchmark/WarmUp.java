/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls until the JIT compiler has little left to do: that may take longer for one client than for another, but what is
 * measured then is the same of all.
 */
final class WarmUp {

    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
    private static final Duration BATCH = Duration.ofMillis(400);

    /** A compilation counts when it ends, and may take longer than a batch. */
    private static final int QUIET_BATCHES = 4;

    /** The compiler's part of a batch that is called quiet. */
    private static final double LITTLE = 0.03;

    /** More threads take no other paths, but leave the compiler less time. */
    private static final int MOST_THREADS = 16;

    private record Batch(Load load, int threads) {}

    private final List<Batch> batches;

    /** @param loads what will be measured: what is compiled for one thread, or one kind of call, is not ready for others */
    WarmUp(List<Load> loads) {
        List<Batch> all = new ArrayList<>();
        for (Load load : loads) {
            load.threads().stream()
                    .map(threads -> Math.min(threads.count(), MOST_THREADS))
                    .distinct()
                    .forEach(threads -> all.add(new Batch(load, threads)));
        }
        this.batches = List.copyOf(all);
    }

    void run(Duration longest) throws Exception {
        long begun = System.nanoTime();
        int wanted = Math.max(QUIET_BATCHES, batches.size());
        int quiet = 0;
        for (int i = 0; quiet < wanted && System.nanoTime() - begun < longest.toNanos(); i++) {
            Batch batch = batches.get(i % batches.size());
            long compiled = COMPILER.getTotalCompilationTime();
            Phase.run(batch.load(), batch.threads(), BATCH);
            boolean little = COMPILER.getTotalCompilationTime() - compiled < BATCH.toMillis() * LITTLE;
            quiet = little ? quiet + 1 : 0;
        }
    }
}
