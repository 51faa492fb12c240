/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

/**
 * How much is measured.
 *
 * @param rounds how often each process is started; all subjects once in each round
 * @param concurrentWarmUps calls of 16 threads before those that count
 * @param concurrentCalls calls of 16 threads that count
 * @param singleWarmUps calls of one thread before those that count
 * @param singleCalls calls of one thread that count
 * @param starts how often a JVM is started to make one call
 * @param fakeRequests requests to each fake
 * @param inMemoryCalls scale-outs in memory, for each size of the cloud
 * @param jmhSeconds seconds of a JMH iteration
 */
record Plan(
        int rounds,
        int concurrentWarmUps,
        int concurrentCalls,
        int singleWarmUps,
        int singleCalls,
        int starts,
        int fakeRequests,
        int inMemoryCalls,
        int jmhSeconds) {

    /** Calls for each way to fail; also in short mode, for they are counted and not timed. */
    static final int ORDERS = 10_000;

    static final Plan SHORT = new Plan(3, 30_000, 20_000, 2_000, 8_000, 7, 40_000, 300_000, 1);
    static final Plan FULL = new Plan(7, 100_000, 100_000, 10_000, 30_000, 21, 100_000, 1_500_000, 5);
}
