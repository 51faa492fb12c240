/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

/**
 * How much is measured.
 *
 * @param rounds how often each process is started; all subjects once in each round
 * @param warmUpMillis the longest warm-up of a client
 * @param serverWarmUpMillis the longest warm-up of a server
 * @param callMillis how long it calls then
 * @param starts how often a JVM is started to make one call
 * @param orders calls for each way to fail
 * @param inMemoryCalls scale-outs in memory, for each size of the cloud
 * @param jmhSeconds seconds of a JMH iteration
 */
record Plan(
        int rounds,
        int warmUpMillis,
        int serverWarmUpMillis,
        int callMillis,
        int starts,
        int orders,
        int inMemoryCalls,
        int jmhSeconds) {

    /** One round, for clients that had no time to warm up say nothing, however often. */
    static final Plan SHORT = new Plan(1, 5_000, 0, 1_000, 3, 1_000, 150_000, 1);

    static final Plan FULL = new Plan(3, 20_000, 90_000, 2_000, 11, 10_000, 600_000, 2);
}
