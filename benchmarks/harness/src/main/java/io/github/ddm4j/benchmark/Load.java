/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Calls for some time, after a warm-up that lasts until the JIT compiler has little left to do: it may take longer for one
 * client than for another, but what is measured is the same of all.
 */
final class Load {

    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
    private static final Duration BATCH = Duration.ofMillis(500);

    /** Few, or they would leave the compiler, which has the same core, a seventeenth of the time. */
    private static final int WARM_UP_THREADS = 2;

    /** A compilation counts when it ends, and may take longer than a batch. */
    private static final int QUIET_BATCHES = 4;

    /** The compiler's part of a batch that is called quiet. */
    private static final double LITTLE = 0.03;

    private final Subject subject;
    private final int threads;
    private final Duration longestWarmUp;
    private final Duration time;

    Load(Subject subject, int threads, Duration longestWarmUp, Duration time) {
        this.subject = subject;
        this.threads = threads;
        this.longestWarmUp = longestWarmUp;
        this.time = time;
    }

    Cost run() throws Exception {
        long begun = System.nanoTime();
        int quiet = 0;
        while (quiet < QUIET_BATCHES && System.nanoTime() - begun < longestWarmUp.toNanos()) {
            long compiled = COMPILER.getTotalCompilationTime();
            Phase.run(subject, Math.min(threads, WARM_UP_THREADS), BATCH);
            boolean little = COMPILER.getTotalCompilationTime() - compiled < BATCH.toMillis() * LITTLE;
            quiet = little ? quiet + 1 : 0;
        }
        return Phase.run(subject, threads, time);
    }
}
