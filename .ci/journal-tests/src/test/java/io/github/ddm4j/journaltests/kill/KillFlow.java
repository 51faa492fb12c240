/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests.kill;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.core.port.SubmissionJournal;
import java.time.Duration;
import java.util.Optional;

/** The flow that is killed: the library's own, in seconds instead of minutes. */
final class KillFlow {

    static final Duration DEADLINE = Duration.ofSeconds(3);

    /** Longer than whatever holds a lease of a sender. */
    static final Duration LEASE_OVER = DEADLINE.multipliedBy(3).plusMillis(500);

    /** Longer than the provider's log lags behind. */
    static final Duration TRACE_LAG = Duration.ofSeconds(2);

    private KillFlow() {}

    /** @param audit the audit log to ask, if there is one */
    static ScaleOutFlow of(
            ScaleOutPort scaleOuts,
            InstancePort instances,
            JobPort jobs,
            SubmissionJournal journal,
            Optional<AuditPort> audit) {
        ScaleOutFlowBuilder builder = ScaleOutFlow.builder(scaleOuts, instances, jobs);
        audit.ifPresent(log -> builder.audit(log).traceLag(TRACE_LAG));
        return builder.journal(journal)
                .sendWindow(DEADLINE)
                .portDeadline(DEADLINE)
                .lag(Duration.ofMillis(500))
                .quietTime(Duration.ofMillis(3800))
                .abandonedAfter(Duration.ofSeconds(6))
                .sendWithin(Duration.ofSeconds(12))
                .reconcileWithin(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(150))
                .callBudget(1_000_000, Duration.ofMinutes(1))
                .checkLinkedRds(false)
                .build();
    }
}
