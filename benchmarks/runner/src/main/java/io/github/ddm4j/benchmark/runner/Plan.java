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
 * @param orders calls for each way to fail
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
        int orders,
        int fakeRequests,
        int inMemoryCalls,
        int jmhSeconds) {

    static final Plan SHORT = new Plan(3, 30_000, 15_000, 2_000, 6_000, 5, 2_000, 20_000, 150_000, 1);
    static final Plan FULL = new Plan(7, 100_000, 100_000, 10_000, 30_000, 21, 10_000, 100_000, 1_500_000, 5);
}
