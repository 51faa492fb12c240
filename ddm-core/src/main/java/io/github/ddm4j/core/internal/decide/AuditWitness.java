/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import static io.github.ddm4j.core.internal.decide.Explanation.KEEP_LOOKING;

import io.github.ddm4j.core.internal.decide.Claim.NodesCome;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.Observation;
import io.github.ddm4j.core.model.Observation.AuditLog;
import io.github.ddm4j.core.model.OrderTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Weighs the provider's audit log together with the nodes and the jobs: one more witness, never the only one. A trace of
 * ours shows that the order was accepted. Traces of others name jobs that are not ours. Silence means that the order was not
 * accepted, but only of a log that has shown our orders before, and only once a trace can no longer be on its way. What does
 * not go together is a doubt.
 */
final class AuditWitness {

    private static final Decision OTHERS = new Decision.Undecidable(Doubt.OTHER_CHANGES);
    private static final Decision CONTRADICTION = new Decision.Undecidable(Doubt.AUDIT_CONTRADICTS);

    private final Reconciliation about;
    private final AuditTerms terms;
    private final Observation now;
    private final AuditLog log;
    private final OrderTraces traces;

    AuditWitness(Reconciliation about, AuditTerms terms, AuditLog log) {
        this.about = about;
        this.terms = terms;
        this.now = about.history().get(about.history().size() - 1);
        this.log = log;
        this.traces = new OrderTraces(about.baseline(), terms, log.traces());
    }

    /**
     * Decides.
     *
     * @param patient whether there is time left, so that the log may still tell more
     */
    Decision decide(boolean patient) {
        Decision shown = shown(patient);
        Optional<OrderTrace> ours = traces.accepted();
        if (ours.isPresent()) {
            return accepted(ours.get(), shown, patient);
        }
        if (shown instanceof Decision.NotApplied && traces.oneOfOursWasAccepted()) {
            return CONTRADICTION;
        }
        if (shown instanceof Decision.Applied applied && traces.mayBeOfAnotherLostOne(applied.job())) {
            return patient ? KEEP_LOOKING : OTHERS;
        }
        if (!hasToldAll()) {
            return beforeAllIsTold(shown, patient);
        }
        return isSilent() ? silent(shown, patient) : shown;
    }

    /**
     * Returns what the nodes and the jobs show. That others have ordered helps to see ours among theirs; that nothing is left
     * for ours is believed only of a log that would have told of ours.
     */
    private Decision shown(boolean patient) {
        Decision beside = about.with(othersClaims()).decideByNodesAndJobs();
        Decision alone = about.decideByNodesAndJobs();
        boolean byOthersAlone = beside instanceof Decision.NotApplied && !(alone instanceof Decision.NotApplied);
        if (!byOthersAlone || hasToldAll() && isSilent()) {
            return beside;
        }
        return patient ? KEEP_LOOKING : alone;
    }

    /** Returns true if the log has nothing that may be ours, and has shown before that it would. */
    private boolean isSilent() {
        return log.showsOurs() && traces.noneMayBeAccepted();
    }

    /** A job that nobody sees does not matter where the log names it; but one that has been missing for too long does. */
    private Decision accepted(OrderTrace ours, Decision shown, boolean patient) {
        boolean byUse = about.baseline().instance().billingMode() == BillingMode.PAY_PER_USE;
        if (byUse && shown instanceof Decision.NotApplied) {
            return CONTRADICTION;
        }
        Optional<Job> job = ours.result().jobId().flatMap(this::listed);
        if (shown instanceof Decision.Applied applied) {
            // A job that the trace does not name may be somebody else's, while the order waits to be paid.
            boolean shownIsOurs = byUse && ours.result().jobId().isEmpty();
            return new Decision.Applied(shownIsOurs ? applied.job() : job, Optional.of(ours));
        }
        boolean whole =
                ours.result().jobId().isPresent() && ours.asked().nodes().isPresent();
        if (byUse && !whole) {
            // Where the log names no job, or not how many nodes, the nodes and the jobs do.
            if (patient || shown instanceof Decision.Undecidable) {
                return shown;
            }
        }
        return new Decision.Applied(job, Optional.of(ours));
    }

    private Optional<Job> listed(JobId id) {
        return now.newJobs().stream().filter(job -> job.id().equals(id)).findFirst();
    }

    /** An order may linger for the quiet time, and its trace may come so much later. */
    private boolean hasToldAll() {
        Duration late = about.quietTime().plus(terms.traceLag());
        return log.readTo().stream().anyMatch(read -> read.compareTo(late) >= 0);
    }

    /**
     * What looks like ours may be somebody else's, and a log that is known to show ours will tell. What cannot be told apart
     * may be told apart later.
     */
    private Decision beforeAllIsTold(Decision shown, boolean patient) {
        boolean stands = shown instanceof Decision.NotApplied
                || shown instanceof Decision.Applied && !log.showsOurs()
                || !patient;
        return stands ? shown : KEEP_LOOKING;
    }

    private Decision silent(Decision shown, boolean patient) {
        if (shown instanceof Decision.NotApplied || othersExplainAll()) {
            return new Decision.NotApplied();
        }
        boolean othersHaveToldAll = now.lasted().compareTo(terms.traceLag()) >= 0;
        if (patient && !othersHaveToldAll) {
            return KEEP_LOOKING;
        }
        return shown instanceof Decision.Applied || othersHaveToldAll ? CONTRADICTION : shown;
    }

    /**
     * Returns true if each job that adds nodes has an order of somebody else: of others by its name, or of ours. Orders of
     * others that name no job count where just the nodes that have come, group by group, are what was ordered.
     */
    private boolean othersExplainAll() {
        List<Job> unexplained = about.nodeJobs().stream()
                .filter(Job::addsNodes)
                .filter(job -> about.claims().stream().noneMatch(claim -> claim.isOf(job)))
                .filter(job -> traces.others().stream()
                        .noneMatch(trace -> trace.result().jobId().equals(Optional.of(job.id()))))
                .toList();
        List<Claim> nameless =
                about.claims().stream().filter(claim -> claim.jobId().isEmpty()).toList();
        boolean cameWithoutJob = about.nodeJobs().isEmpty()
                && Growth.between(about.baseline(), now, List.of()).grownGroups() > 0;
        if (unexplained.size() <= nameless.size()
                && (!cameWithoutJob || !about.claims().isEmpty())) {
            return true;
        }
        List<Claim> namelessOfOthers = traces.others().stream()
                .filter(trace -> trace.result().jobId().isEmpty())
                .flatMap(trace -> claimOf(trace).stream())
                .toList();
        List<Claim> all = new ArrayList<>(about.claims());
        all.addAll(othersClaims());
        all.addAll(namelessOfOthers);
        return unexplained.size() <= nameless.size() + namelessOfOthers.size()
                && Growth.between(about.baseline(), now, all).none();
    }

    /** The orders of others that name their job, as claims: neither their jobs nor their nodes are ours. */
    private List<Claim> othersClaims() {
        List<Claim> claims = new ArrayList<>();
        for (OrderTrace trace : traces.others()) {
            Optional<JobId> job = trace.result().jobId();
            boolean known = job.isEmpty()
                    || about.baseline().knownJobs().contains(job.get())
                    || claims.stream().anyMatch(claim -> claim.jobId().equals(job))
                    || about.claims().stream().anyMatch(claim -> claim.jobId().equals(job));
            if (!known) {
                claimOf(trace).ifPresent(claims::add);
            }
        }
        return claims;
    }

    /** Returns an order of others as a claim, if the log tells how many nodes of which group it is about. */
    private Optional<Claim> claimOf(OrderTrace trace) {
        Baseline baseline = about.baseline();
        Optional<GroupId> group = groupOf(trace);
        return trace.asked().nodes().isEmpty() || group.isEmpty()
                ? Optional.empty()
                : Optional.of(new Claim(
                        group,
                        trace.asked().nodes().getAsInt(),
                        trace.result().jobId(),
                        baseline.knownJobs(),
                        baseline.jobsSince(),
                        NodesCome.PERHAPS));
    }

    private Optional<GroupId> groupOf(OrderTrace trace) {
        List<NodeGroup> groups = about.baseline().instance().groups();
        return trace.asked()
                .groupId()
                .or(() -> groups.size() == 1 ? Optional.of(groups.get(0).id()) : Optional.empty());
    }
}
