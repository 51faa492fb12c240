/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.lang.management.ManagementFactory;

/** What the process holds now: heap after a collection, and threads. */
record Used(long heapBytes, int threads) {

    static Used now() {
        System.gc();
        System.gc();
        return new Used(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), threadsNow());
    }

    private static int threadsNow() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** Waits until there are no more threads than that: the last one of a flow that is closed still holds its waits. */
    static void awaitThreads(int most) throws InterruptedException {
        while (threadsNow() > most) {
            Thread.sleep(10);
        }
    }

    void print(String where, Used before, int waits) {
        Sample.print(where, "threads", "threads", threads - before.threads);
        Sample.print(where, "heap per wait", "bytes", (double) (heapBytes - before.heapBytes) / waits);
    }
}
