/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.row;

/**
 * How much is measured.
 *
 * @param rounds how often each process is started; all subjects once in each round
 * @param fewRounds the same where a round takes long
 * @param warmUpMillis the longest warm-up of a client
 * @param serverWarmUpMillis the longest warm-up of a server
 * @param callMillis how long it calls then
 * @param starts how often a JVM is started to make one call
 * @param orders calls for each way to fail
 * @param kills processes that are killed
 * @param inMemoryCalls scale-outs in memory, for each size of the cloud
 * @param jmhWarmUps seconds for which a JMH benchmark warms up
 */
public record Plan(
        int rounds,
        int fewRounds,
        int warmUpMillis,
        int serverWarmUpMillis,
        int callMillis,
        int starts,
        int orders,
        int kills,
        int inMemoryCalls,
        int jmhWarmUps) {

    /** One round, for clients that had no time to warm up say nothing, however often. */
    public static final Plan SHORT = new Plan(1, 1, 2_000, 0, 400, 2, 250, 1, 60_000, 5);

    public static final Plan FULL = new Plan(3, 2, 12_000, 24_000, 1_200, 7, 10_000, 5, 300_000, 15);
}
