/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import io.github.ddm4j.core.flow.WhenBusy;
import java.time.Duration;

/** The options of a flow; see {@code ScaleOutFlowBuilder} for the meaning. */
public record FlowSettings(
        int maxAttempts,
        Duration sendWithin,
        Duration reconcileWithin,
        Duration quietTime,
        Duration pollInterval,
        Duration clockTolerance,
        Duration waitAtMost,
        WhenBusy whenBusy,
        boolean checkLinkedRds,
        Duration traceLag,
        Duration auditKeptFor) {

    /** No time in a flow is longer: ten years in nanoseconds still fit into a long, and may be added up. */
    public static final Duration LONGEST = Duration.ofDays(3650);

    /** The time for which the provider lists a job. */
    public static final Duration PROVIDER_MEMORY = Duration.ofDays(30);

    /** Returns the time itself, or the nearest one from zero to the longest. */
    public static Duration bounded(Duration time) {
        Duration least = time.isNegative() ? Duration.ZERO : time;
        return least.compareTo(LONGEST) > 0 ? LONGEST : least;
    }
}
