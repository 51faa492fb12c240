/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/**
 * Calls until the JIT compiler has little left to do: that may take longer for one client than for another, but what is
 * measured then is the same of all.
 */
final class WarmUp {

    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
    private static final Duration BATCH = Duration.ofMillis(500);

    /** A compilation counts when it ends, and may take longer than a batch. */
    private static final int QUIET_BATCHES = 4;

    /** The compiler's part of a batch that is called quiet. */
    private static final double LITTLE = 0.03;

    /** More threads take no other paths, but leave the compiler less time. */
    private static final int MOST_THREADS = 16;

    private final Subject subject;
    private final List<Integer> threads;

    /** @param threads how many will call at once, later: what is compiled for one is not yet ready for many */
    WarmUp(Subject subject, List<Integer> threads) {
        this.subject = subject;
        this.threads = threads.stream()
                .map(many -> Math.min(many, MOST_THREADS))
                .distinct()
                .toList();
    }

    void run(Duration longest) throws Exception {
        long begun = System.nanoTime();
        int quiet = 0;
        for (int i = 0; quiet < QUIET_BATCHES && System.nanoTime() - begun < longest.toNanos(); i++) {
            long compiled = COMPILER.getTotalCompilationTime();
            Phase.run(subject, threads.get(i % threads.size()), BATCH);
            boolean little = COMPILER.getTotalCompilationTime() - compiled < BATCH.toMillis() * LITTLE;
            quiet = little ? quiet + 1 : 0;
        }
    }
}
