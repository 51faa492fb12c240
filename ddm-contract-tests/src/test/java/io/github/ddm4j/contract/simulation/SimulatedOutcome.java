/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.simulation;

import io.github.ddm4j.contract.simulation.Scenario.Billing;
import io.github.ddm4j.contract.simulation.Scenario.Others;
import io.github.ddm4j.core.flow.ScaleOutIncompleteException;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.Doubt;
import java.util.Optional;

/**
 * What a flow said, beside what is true in the cloud long after.
 *
 * @param scenario what was played
 * @param nodes how many nodes were asked for
 * @param answer what the flow said
 * @param doubt why it did not know, if it did not
 * @param waitFailed how the wait failed, if there was one and it did
 * @param accepted how many of our requests the provider accepted
 * @param nodesAdded how many nodes it added for us
 * @param groupGrowth by how many nodes our group has grown, by whomever
 * @param interfered whether somebody else changed the instance
 * @param tooManyCalls whether the provider had to ask for fewer calls than it documents
 */
record SimulatedOutcome(
        Scenario scenario,
        int nodes,
        Answer answer,
        Optional<Doubt> doubt,
        Optional<ScaleOutIncompleteException.Reason> waitFailed,
        long accepted,
        int nodesAdded,
        int groupGrowth,
        boolean interfered,
        boolean tooManyCalls) {

    enum Answer {
        ACCEPTED,
        FOUND_APPLIED,
        FOUND_NOT_APPLIED,
        REFUSED,
        UNKNOWN;

        static Answer of(Submission submission) {
            if (submission instanceof Submission.Accepted) {
                return ACCEPTED;
            }
            return submission instanceof Submission.FoundApplied ? FOUND_APPLIED : FOUND_NOT_APPLIED;
        }

        boolean saysApplied() {
            return this == ACCEPTED || this == FOUND_APPLIED;
        }

        boolean saysNotApplied() {
            return this == FOUND_NOT_APPLIED || this == REFUSED;
        }
    }

    /** Whether somebody else did just what we asked for, so that the instance has it. */
    boolean hasLookalike() {
        return interfered && scenario.others() == Others.SAME_NUMBER_JUST_BEFORE;
    }

    /** Whether what can be read tells the truth: nobody else was there, and no order can hide. */
    boolean evidenceExists() {
        boolean shows = scenario.billing() == Billing.PREPAID_PAID_AT_ONCE && accepted > 0;
        return !interfered && (!isPrepaid() || shows);
    }

    boolean isPrepaid() {
        return scenario.billing() != Billing.BY_USE;
    }
}
