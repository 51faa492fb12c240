/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a number of calls cost.
 *
 * @param calls how many
 * @param wallNanos how long all of them took together
 * @param cpuNanos CPU time of the whole process for all of them, without the JIT compiler's
 * @param allocatedBytes bytes allocated by all threads for all of them
 * @param sortedNanos how long they took, shortest first
 */
record Cost(int calls, long wallNanos, long cpuNanos, long allocatedBytes, long[] sortedNanos) {

    /** @param nanos how long the calls of each thread took, the last of them if there is no room for all */
    static Cost between(Snapshot before, Snapshot after, int[] calls, long[][] nanos) {
        long[] sorted = IntStream.range(0, calls.length)
                .mapToObj(thread -> Arrays.stream(nanos[thread]).limit(calls[thread]))
                .flatMapToLong(latencies -> latencies)
                .sorted()
                .toArray();
        return new Cost(
                IntStream.of(calls).sum(),
                after.wallNanos() - before.wallNanos(),
                after.cpuNanos() - before.cpuNanos(),
                after.allocatedBytes() - before.allocatedBytes(),
                sorted);
    }

    void print(String where) {
        Sample.print(where, "cpu per call", "us", cpuNanos / 1e3 / calls);
        Sample.print(where, "allocated per call", "bytes", (double) allocatedBytes / calls);
        Sample.print(where, "calls a second", "1/s", calls / (wallNanos / 1e9));
        Sample.print(where, "latency p50", "us", percentile(50));
        Sample.print(where, "latency p99", "us", percentile(99));
    }

    private double percentile(int percent) {
        return sortedNanos[(int) ((long) (sortedNanos.length - 1) * percent / 100)] / 1e3;
    }
}
