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

    static Snapshot take() {
        long allocated = Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
        return new Snapshot(System.nanoTime(), SYSTEM.getProcessCpuTime() - CompilerTime.nanos(), allocated);
    }
}
