/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import java.time.Duration;

/** What a flow was told; see {@link ScaleOutFlowBuilder} for the meaning. */
record FlowSettings(
        int maxAttempts,
        Duration sendWithin,
        Duration reconcileWithin,
        Duration quietTime,
        Duration pollInterval,
        Duration clockTolerance,
        Duration waitAtMost,
        WhenBusy whenBusy) {}
