/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The properties under {@code ddm.flow}, as they were written. {@link FlowReader} hands them to the flow's builder. */
@ConfigurationProperties("ddm.flow")
record DdmFlowProperties(
        @DefaultValue CallBudget callBudget,
        @Nullable String maxAttempts,
        @Nullable String sendWithin,
        @Nullable String reconcileWithin,
        @Nullable String quietTime,
        @Nullable String pollInterval,
        @Nullable String clockTolerance,
        @Nullable String waitAtMost,
        @Nullable String whenBusy,
        @Nullable String checkLinkedRds,
        @Nullable String nodesPerDay,
        @Nullable String sendWindow,
        @Nullable String portDeadline,
        @Nullable String lag,
        @Nullable String abandonedAfter,
        @Nullable String traceLag,
        @Nullable String auditKeptFor) {

    /** The most requests in a period. */
    record CallBudget(@Nullable String calls, @Nullable String period) {}
}
