/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;

import io.github.ddm4j.core.flow.VirtualTime;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.Observation.AuditLog;
import io.github.ddm4j.core.model.OpenReceipt;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.OrderTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A search for two nodes in group g0 of an instance with groups of 2 and 3 nodes, with the audit log as a witness. */
abstract class AuditedSearch {

    static final Duration QUIET = Duration.ofMinutes(5);

    static final Duration LAG = Duration.ofMinutes(15);

    /** When the log has told all that it has to tell. */
    static final Duration ALL = QUIET.plus(LAG);

    static final Decision KEEP_LOOKING = new Decision.KeepLooking();

    static final Decision NOT_APPLIED = new Decision.NotApplied();

    static final Decision OTHERS = new Decision.Undecidable(Doubt.OTHER_CHANGES);

    static final Decision UNSEEN = new Decision.Undecidable(Doubt.UNSEEN_ORDER);

    static final Decision CONTRADICTION = new Decision.Undecidable(Doubt.AUDIT_CONTRADICTS);

    static final InstanceSnapshot AS_BEFORE = instance("RUNNING", 2, 3);

    static final InstanceSnapshot GROWN = instance("RUNNING", 4, 3);

    static final Job DONE = job("j1", "Completed");

    final History history = History.goingOn(List.of());

    final List<Claim> claims = new ArrayList<>();

    final List<OpenReceipt> known = new ArrayList<>();

    final List<OpenReceipt> old = new ArrayList<>();

    final List<Baseline> lost = new ArrayList<>();

    BillingMode billing = BillingMode.PAY_PER_USE;

    boolean showsOurs = true;

    boolean whole = true;

    Duration now = Duration.ZERO;

    /** The nodes of each group before the order. */
    int[] before = {2, 3};

    static OpenReceipt receipt(String job, String order) {
        return new OpenReceipt(
                Optional.of(new GroupId("g0")),
                2,
                Optional.ofNullable(job).map(JobId::new),
                Optional.ofNullable(order).map(OrderId::new),
                false);
    }

    Decision withoutTerms() {
        return new Reconciliation(baseline(VirtualTime.START), history.observations(), claims, List.of(), true, QUIET)
                .decide();
    }

    Decision decide() {
        return reconciliation().decide();
    }

    Decision decideAtLast() {
        return reconciliation().decideAtLast();
    }

    Reconciliation reconciliation() {
        List<OpenReceipt> others = Stream.concat(known.stream(), old.stream()).toList();
        return new Reconciliation(
                baseline(VirtualTime.START),
                history.observations(),
                claims,
                List.of(),
                true,
                QUIET,
                Optional.of(new AuditTerms(LAG, Duration.ofMinutes(15), QUIET, others, known, lost)));
    }

    Baseline baseline(Instant takenAt) {
        return new Baseline(
                request(2),
                instance(billing, "RUNNING", before),
                takenAt,
                takenAt,
                Set.of(new JobId("known")),
                List.of(),
                true);
    }

    /** The log is read now. */
    void log(OrderTrace... traces) {
        history.add(new AuditLog(Arrays.asList(traces), whole ? Optional.of(now) : Optional.empty(), showsOurs));
    }

    void see(InstanceSnapshot instance, Job... jobs) {
        history.add(now, now, instance, List.of(jobs));
    }

    void after(Duration pause, InstanceSnapshot instance, Job... jobs) {
        now = now.plus(pause);
        List<OrderTrace> before = history.observations().stream()
                .flatMap(seen -> seen.auditLog().stream())
                .flatMap(log -> log.traces().stream())
                .toList();
        log(before.toArray(OrderTrace[]::new));
        see(instance, jobs);
    }

    void quietly() {
        quietlyUntil(QUIET);
    }

    void quietlyUntil(Duration end) {
        see(AS_BEFORE);
        after(end.minus(now), AS_BEFORE);
    }
}
