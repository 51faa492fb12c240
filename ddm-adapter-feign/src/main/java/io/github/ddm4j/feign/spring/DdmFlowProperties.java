/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.core.flow.WhenBusy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What is set under {@code ddm.flow}. Absent values leave the flow's defaults. */
@ConfigurationProperties("ddm.flow")
record DdmFlowProperties(
        @Nullable CallBudget callBudget,
        @Nullable Integer maxAttempts,
        @Nullable Duration sendWithin,
        @Nullable Duration reconcileWithin,
        @Nullable Duration quietTime,
        @Nullable Duration pollInterval,
        @Nullable Duration clockTolerance,
        @Nullable Duration waitAtMost,
        @Nullable WhenBusy whenBusy,
        @Nullable Boolean checkLinkedRds) {

    /** How many calls in a period. */
    record CallBudget(
            @DefaultValue("60") int calls,
            @DefaultValue("1m") Duration period) {}
}
