/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One simulated run.
 *
 * @param trouble what goes wrong with our request
 * @param billing how the instance is paid for
 * @param groups how many node groups it has
 * @param skew how far our clock is ahead of the provider's
 * @param others what somebody else does meanwhile
 * @param seed decides numbers and moments
 */
record Scenario(Trouble trouble, Billing billing, int groups, Duration skew, Others others, long seed) {

    enum Billing {
        BY_USE,
        PREPAID_PAID_AT_ONCE,
        PREPAID_PAID_BY_HAND
    }

    enum Others {
        NOBODY,
        /** Adds another number of nodes to our group, between our look and our request. */
        OTHER_NUMBER_JUST_BEFORE,
        /** Adds the same number of nodes to our group, between our look and our request. */
        SAME_NUMBER_JUST_BEFORE,
        /** Adds nodes to another group, between our look and our request. */
        OTHER_GROUP_JUST_BEFORE,
        /** Adds another number of nodes to our group, some seconds after our request. */
        OTHER_NUMBER_LATER,
        /** Takes a node away, some seconds after our request. */
        TAKES_ONE_AWAY_LATER
    }

    private static final List<Duration> SKEWS = List.of(Duration.ofMinutes(-5), Duration.ZERO, Duration.ofMinutes(5));

    static List<Scenario> all(Trouble trouble) {
        List<Scenario> all = new ArrayList<>();
        for (Billing billing : Billing.values()) {
            for (int groups = 1; groups <= 2; groups++) {
                for (Duration skew : SKEWS) {
                    for (Others others : Others.values()) {
                        if (isPossible(billing, groups, others)) {
                            all.add(new Scenario(trouble, billing, groups, skew, others, all.size()));
                            all.add(new Scenario(trouble, billing, groups, skew, others, 1_000L + all.size()));
                        }
                    }
                }
            }
        }
        return all;
    }

    private static boolean isPossible(Billing billing, int groups, Others others) {
        if (others == Others.OTHER_GROUP_JUST_BEFORE && groups == 1) {
            return false;
        }
        return others == Others.NOBODY || billing == Billing.BY_USE;
    }
}
