/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.util.Arrays;

/**
 * What a number of calls cost.
 *
 * @param calls how many
 * @param wallNanos how long all of them took together
 * @param cpuNanos CPU time of the whole process for all of them
 * @param allocatedBytes bytes allocated by all threads for all of them
 * @param sortedNanos how long each took, shortest first
 */
record Cost(int calls, long wallNanos, long cpuNanos, long allocatedBytes, long[] sortedNanos) {

    static Cost between(Snapshot before, Snapshot after, long[] nanos) {
        Arrays.sort(nanos);
        return new Cost(
                nanos.length,
                after.wallNanos() - before.wallNanos(),
                after.cpuNanos() - before.cpuNanos(),
                after.allocatedBytes() - before.allocatedBytes(),
                nanos);
    }

    void print(String where) {
        Sample.print(where, "cpu per call", "us", cpuNanos / 1e3 / calls);
        Sample.print(where, "allocated per call", "bytes", (double) allocatedBytes / calls);
        Sample.print(where, "calls a second", "1/s", calls / (wallNanos / 1e9));
        Sample.print(where, "latency p50", "us", percentile(50));
        Sample.print(where, "latency p99", "us", percentile(99));
    }

    private double percentile(int percent) {
        return sortedNanos[(int) Math.min(calls - 1L, (long) calls * percent / 100)] / 1e3;
    }
}
