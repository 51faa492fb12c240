/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import io.github.ddm4j.core.internal.decide.Claim.NodesCome;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One way in which the observations may have come about: these claims have come, and no other. Sizes decide, not jobs
 * alone. A new job may be somebody else's, but a job that ends with exactly the nodes that were asked for, in their
 * group, does what was asked for.
 */
final class Explanation {

    static final Decision KEEP_LOOKING = new Decision.KeepLooking();
    static final Decision OTHER_CHANGES = new Decision.Undecidable(Doubt.OTHER_CHANGES);
    private static final Decision TOO_LONG_AGO = new Decision.Undecidable(Doubt.TOO_LONG_AGO);

    /**
     * The part of the quiet time after which a picture that fits is believed. At once would be too early: another job
     * may be listed late whose nodes are counted already.
     */
    private static final int SETTLING = 3;

    private final Reconciliation about;
    private final List<Claim> come;
    private final Observation now;
    private final Growth growth;

    /** The jobs that change nodes and that no claim names by their id. */
    private final List<Job> strangers;

    /** @param come the claims whose nodes have come since the baseline */
    Explanation(Reconciliation about, List<Claim> come) {
        this.about = about;
        this.come = come;
        this.now = about.history().get(about.history().size() - 1);
        this.growth = Growth.between(about.baseline(), now, come);
        this.strangers = about.nodeJobs().stream()
                .filter(job -> about.claims().stream().noneMatch(claim -> claim.isOf(job)))
                .toList();
    }

    /** Returns true if the jobs that are left have grown other groups than ours. */
    boolean isAboutOtherGroups() {
        return explainsAllGrowth() && growth.ours() == 0;
    }

    /** A job adds to one group. So as many good ends as grown groups leave no change unexplained. */
    private boolean explainsAllGrowth() {
        int left = left();
        return left > 0
                && left == growth.grownGroups()
                && allSucceeded()
                && hasEnoughJobs()
                && growth.consistent()
                && !growth.shrunk();
    }

    /**
     * Returns true if the explanation holds only if a claimed job that failed has left its nodes; nobody knows whether
     * it has.
     */
    private boolean needsRemains() {
        return come.stream().anyMatch(claim -> now.newJobs().stream().anyMatch(job -> claim.isOf(job) && job.failed()));
    }

    private int left() {
        return strangers.size() - explainedWithout(Optional.empty());
    }

    private boolean allSucceeded() {
        return strangers.stream().allMatch(job -> job.addsNodes() && job.succeeded());
    }

    /** Claims that may have come have come by a job, at least where jobs are listed at all. */
    private boolean hasEnoughJobs() {
        long needed = come.stream()
                .filter(claim -> claim.jobId().isEmpty() && claim.nodesCome() != NodesCome.SURELY)
                .count();
        return strangers.isEmpty() || explainedWithout(Optional.empty()) >= needed;
    }

    Decision decide() {
        if (explainsAllGrowth() && growth.ours() == asked() && !needsRemains() && hasSeenWhatWasClaimed()) {
            boolean settled = now.lasted().compareTo(about.quietTime().dividedBy(SETTLING)) >= 0;
            return settled ? new Decision.Applied(ours()) : KEEP_LOOKING;
        }
        if (!isQuiet()) {
            return KEEP_LOOKING;
        }
        if (!hasEnoughJobs()) {
            return OTHER_CHANGES;
        }
        if (!allSucceeded()
                && about.claims().stream().anyMatch(claim -> claim.jobId().isEmpty())) {
            // Nobody can tell whose job did not end well.
            return OTHER_CHANGES;
        }
        if (!hasSeenWhatWasClaimed()) {
            return TOO_LONG_AGO;
        }
        if (left() > 0) {
            return withJobs();
        }
        return about.complete() ? withoutJobs() : TOO_LONG_AGO;
    }

    /** A job that was claimed since, and is not listed any more, may have brought nodes that fit by chance. */
    private boolean hasSeenWhatWasClaimed() {
        return about.complete() || about.claims().stream().allMatch(this::isListed);
    }

    /** Returns the number of jobs that belong to claims that do not know theirs, if this job does not. */
    private int explainedWithout(Optional<Job> spared) {
        List<Job> free = new ArrayList<>(strangers);
        spared.ifPresent(free::remove);
        int explained = 0;
        for (Claim claim : come) {
            Optional<Job> one = free.stream().filter(claim::mayBeOf).findFirst();
            one.ifPresent(free::remove);
            explained += one.isPresent() ? 1 : 0;
        }
        return explained;
    }

    /** Returns our job: the only one that no claim needs. */
    private Optional<Job> ours() {
        int explained = explainedWithout(Optional.empty());
        return onlyOne(strangers.stream()
                .filter(job -> explainedWithout(Optional.of(job)) == explained)
                .toList());
    }

    boolean isQuiet() {
        return now.lasted().compareTo(about.quietTime()) >= 0
                && !now.growing()
                && about.nodeJobs().stream().allMatch(Job::ended);
    }

    /**
     * A job that failed may have left its nodes, or none. Any other number is not ours to explain, and neither is a failure
     * that may be another order's.
     */
    private Decision withJobs() {
        boolean ours = strangers.size() == 1
                && about.lost().isEmpty()
                && strangers.get(0).addsNodes()
                && !strangers.get(0).succeeded()
                && (growth.none() || growth.isOnlyOurs(asked()));
        return ours ? new Decision.Applied(onlyOne(strangers)) : OTHER_CHANGES;
    }

    /** Decides where no job is left for us. */
    private Decision withoutJobs() {
        if (growth.isOnlyOurs(asked()) && about.baseline().settled() && strangers.isEmpty() && !needsRemains()) {
            return new Decision.Applied(onlyOne(jobsOfNoInstance(Job::succeeded)));
        }
        if (!growth.none() || !isUntouched() || someJobFailedForNobodyKnowsWhom()) {
            return OTHER_CHANGES;
        }
        if (!now.status().equals(InstanceStatus.RUNNING)) {
            return KEEP_LOOKING;
        }
        return about.baseline().instance().billingMode() == BillingMode.PAY_PER_USE
                ? new Decision.NotApplied()
                : new Decision.Undecidable(Doubt.UNSEEN_ORDER);
    }

    private boolean someJobFailedForNobodyKnowsWhom() {
        return !jobsOfNoInstance(Job::failed).isEmpty()
                || about.claims().stream().anyMatch(claim -> claim.nodesCome() == NodesCome.GUESSED && isListed(claim));
    }

    /** Whatever happened before the latest reading happened for the claims, if there are any. */
    private boolean isUntouched() {
        return !come.isEmpty()
                || about.claims().stream().anyMatch(this::isListed)
                || about.history().stream()
                        .allMatch(seen -> !seen.growing()
                                && Growth.between(about.baseline(), seen, List.of())
                                        .none());
    }

    private boolean isListed(Claim claim) {
        return now.newJobs().stream().anyMatch(claim::isOf);
    }

    /**
     * Jobs that add nodes, nobody says to which instance. Theirs are the nodes that came, if any did. Else they are
     * another instance's, because this one has shown nothing for so long; but one that failed may have shown nothing.
     */
    private List<Job> jobsOfNoInstance(Predicate<Job> kind) {
        return now.newJobs().stream()
                .filter(job -> job.addsNodes() && job.instanceId().isEmpty())
                .filter(job -> about.claims().stream().noneMatch(claim -> claim.isOf(job)))
                .filter(kind)
                .toList();
    }

    private static Optional<Job> onlyOne(List<Job> jobs) {
        return jobs.size() == 1 ? Optional.of(jobs.get(0)) : Optional.empty();
    }

    private int asked() {
        return about.baseline().request().nodesToAdd();
    }
}
