/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What the process has used up to now.
 *
 * @param wallNanos the clock
 * @param cpuNanos CPU time of all threads, the JVM's own included, but for the JIT compiler's
 * @param allocatedBytes bytes allocated by the threads that live now
 */
record Snapshot(long wallNanos, long cpuNanos, long allocatedBytes) {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    /** Begins an interval: what it costs to look comes before. */
    static Snapshot begin() {
        long compiler = CompilerTime.nanos();
        long allocated = allocated();
        long cpu = SYSTEM.getProcessCpuTime();
        return new Snapshot(System.nanoTime(), cpu - compiler, allocated);
    }

    /** Ends an interval: what it costs to look comes after. */
    static Snapshot end() {
        long wall = System.nanoTime();
        long cpu = SYSTEM.getProcessCpuTime();
        long allocated = allocated();
        return new Snapshot(wall, cpu - CompilerTime.nanos(), allocated);
    }

    private static long allocated() {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
