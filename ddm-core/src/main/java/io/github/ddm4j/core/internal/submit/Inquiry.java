/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.internal.decide.History;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.port.Correlation;
import java.time.Duration;

/**
 * The search for the outcome of one order. It goes from thread to thread, but is never in two.
 *
 * @param correlation the names of the attempt whose answer was lost
 * @param baseline the state from before the order
 * @param history the observations since
 * @param start when the clock of the observations stood at zero, by {@code Timekeeper.elapsed()}
 * @param end the time at which the search gives up, by the same clock
 * @param lost the failure that lost the answer
 * @param auditTurn the reads of the audit log
 */
record Inquiry(
        Correlation correlation,
        Baseline baseline,
        History history,
        Duration start,
        Duration end,
        OutcomeUnknownException lost,
        AuditReader.Turn auditTurn) {

    /** Returns the doubt that is left when time is over. */
    Doubt lateDoubt() {
        return history.observations().isEmpty() ? Doubt.UNREADABLE : Doubt.TIME_OVER;
    }

    Evidence evidence(Doubt doubt) {
        return new Evidence(baseline, doubt, history.observations());
    }
}
