/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import static java.util.stream.Collectors.toSet;

import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Decides whether a scale-out was applied, from what was known before and what was seen since. A pure function.
 *
 * <p>Sizes decide, not jobs alone: a new job may be somebody else's, but one that ends with exactly the nodes that were
 * asked for, in the group that was asked for, does what was asked for. What has been claimed for another scale-out is left
 * out first, in every way in which it may have come or not; only what holds in each of them is said.
 *
 * @param baseline what was known before
 * @param history what was seen, oldest first; jobs once seen stay in it
 * @param claims what was given for other scale-outs of the instance
 * @param complete whether the jobs are listed from the baseline on; else too much time has passed
 * @param quietTime how long nothing may have changed before the absence of something counts; a third of it is enough for
 *     a picture without gaps
 */
public record Reconciliation(
        Baseline baseline, List<Observation> history, List<Claim> claims, boolean complete, Duration quietTime) {

    /**
     * The part of the quiet time after which a picture that fits is believed. At once would be too early: another job
     * may be listed late whose nodes are counted already.
     */
    private static final int SETTLING = 3;

    /** Each doubles the ways to look at. Nobody has so many orders waiting. */
    private static final int MOST_OPEN_CLAIMS = 8;

    private static final Decision KEEP_LOOKING = new Decision.KeepLooking();
    private static final Decision OTHER_CHANGES = new Decision.Undecidable(Doubt.OTHER_CHANGES);
    private static final Decision TOO_LONG_AGO = new Decision.Undecidable(Doubt.TOO_LONG_AGO);

    public Decision decide() {
        if (history.isEmpty()) {
            return KEEP_LOOKING;
        }
        Decision decision = decide(claims.stream().filter(this::hasCome).toList());
        // A job that was listed late may have brought its nodes before the baseline was taken.
        return decision.equals(OTHER_CHANGES)
                ? decide(claims.stream().filter(Claim::came).toList())
                : decision;
    }

    /** @param come the claims whose nodes have come since the baseline; the others may have come or not */
    private Decision decide(List<Claim> come) {
        List<Claim> open = new ArrayList<>(claims);
        come.forEach(open::remove);
        if (open.size() > MOST_OPEN_CLAIMS) {
            return isQuiet() ? OTHER_CHANGES : KEEP_LOOKING;
        }
        Set<Decision> decisions = ways(come, open).map(this::decideIn).collect(toSet());
        return decisions.size() == 1 ? decisions.iterator().next() : agreed(decisions);
    }

    /** The claims that have come, in every way that is possible. */
    private static Stream<List<Claim>> ways(List<Claim> come, List<Claim> open) {
        return Stream.iterate(0, way -> way < 1 << open.size(), way -> way + 1).map(way -> {
            List<Claim> all = new ArrayList<>(come);
            for (int i = 0; i < open.size(); i++) {
                if ((way >> i & 1) == 1) {
                    all.add(open.get(i));
                }
            }
            return all;
        });
    }

    /** A way in which nothing fits is none. Those that are left have to say the same. */
    private static Decision agreed(Set<Decision> decisions) {
        if (decisions.contains(KEEP_LOOKING)) {
            return KEEP_LOOKING;
        }
        List<Decision> fitting =
                decisions.stream().filter(each -> !each.equals(OTHER_CHANGES)).toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        boolean applied = fitting.stream().allMatch(Decision.Applied.class::isInstance);
        return applied ? new Decision.Applied(Optional.empty()) : OTHER_CHANGES;
    }

    private boolean hasCome(Claim claim) {
        return claim.came() || jobOf(claim).map(Job::succeeded).orElse(false);
    }

    private Optional<Job> jobOf(Claim claim) {
        return now().newJobs().stream()
                .filter(job -> claim.jobId().equals(Optional.of(job.id())))
                .findFirst();
    }

    /** @param come the claims whose nodes have come */
    private Decision decideIn(List<Claim> come) {
        Growth growth = Growth.between(baseline, now(), come);
        List<Job> jobs = strangers();
        int left = jobs.size() - Math.min(jobs.size(), nameless(come));
        boolean allSucceeded = jobs.stream().allMatch(job -> job.addsNodes() && job.succeeded());
        if (left > 0 && allSucceeded && left == growth.grownGroups() && growth.ours() == asked() && fits(growth)) {
            boolean settled = now().lasted().compareTo(quietTime.dividedBy(SETTLING)) >= 0;
            return settled ? new Decision.Applied(onlyOne(jobs)) : KEEP_LOOKING;
        }
        if (!isQuiet()) {
            return KEEP_LOOKING;
        }
        if (left > 0) {
            return withJobs(jobs, growth, come);
        }
        return complete ? withoutJobs(growth, come) : TOO_LONG_AGO;
    }

    private static boolean fits(Growth growth) {
        return growth.consistent() && !growth.shrunk();
    }

    private boolean isQuiet() {
        return now().lasted().compareTo(quietTime) >= 0
                && !now().growing()
                && nodeJobs().allMatch(Job::ended);
    }

    private Decision withoutJobs(Growth growth, List<Claim> come) {
        if (growth.isOnlyOurs(asked())) {
            return new Decision.Applied(onlyOne(jobsOfNoInstance(Job::succeeded)));
        }
        if (!growth.none()
                || !isUntouched(come)
                || !jobsOfNoInstance(Job::failed).isEmpty()) {
            return OTHER_CHANGES;
        }
        if (!now().status().equals(InstanceStatus.RUNNING)) {
            return KEEP_LOOKING;
        }
        return baseline.instance().billingMode() == BillingMode.PAY_PER_USE
                ? new Decision.NotApplied()
                : new Decision.Undecidable(Doubt.UNSEEN_ORDER);
    }

    /** Whatever happened before the latest look happened for the claims, if there are any. */
    private boolean isUntouched(List<Claim> come) {
        return !come.isEmpty()
                || claims.stream().anyMatch(claim -> jobOf(claim).isPresent())
                || history.stream()
                        .allMatch(seen -> !seen.growing()
                                && Growth.between(baseline, seen, List.of()).none());
    }

    /** Claims whose jobs cannot be told from others'. */
    private static int nameless(List<Claim> claims) {
        return (int) claims.stream().filter(claim -> claim.jobId().isEmpty()).count();
    }

    /** A job that failed may have left its nodes, or none. Any other number is not ours to explain. */
    private Decision withJobs(List<Job> jobs, Growth growth, List<Claim> come) {
        boolean ours = jobs.size() == 1
                && nameless(come) == nameless(claims)
                && jobs.get(0).addsNodes()
                && !jobs.get(0).succeeded()
                && (growth.none() || growth.isOnlyOurs(asked()));
        return ours ? new Decision.Applied(onlyOne(jobs)) : OTHER_CHANGES;
    }

    /** Jobs at the nodes of this instance that are claimed for nobody. */
    private List<Job> strangers() {
        return nodeJobs()
                .filter(job -> claims.stream().noneMatch(claim -> claim.jobId().equals(Optional.of(job.id()))))
                .toList();
    }

    private Stream<Job> nodeJobs() {
        return now().newJobs().stream()
                .filter(job -> job.changesNodes() && job.instanceId().isPresent());
    }

    /**
     * Jobs that add nodes, nobody says to which instance. Theirs are the nodes that came, if any did. Else they are
     * another instance's, because this one has shown nothing for so long; but one that failed may have shown nothing.
     */
    private List<Job> jobsOfNoInstance(Predicate<Job> kind) {
        Set<Optional<JobId>> claimed = claims.stream().map(Claim::jobId).collect(toSet());
        return now().newJobs().stream()
                .filter(job -> job.addsNodes() && job.instanceId().isEmpty())
                .filter(job -> !claimed.contains(Optional.of(job.id())))
                .filter(kind)
                .toList();
    }

    private static Optional<Job> onlyOne(List<Job> jobs) {
        return jobs.size() == 1 ? Optional.of(jobs.get(0)) : Optional.empty();
    }

    private Observation now() {
        return history.get(history.size() - 1);
    }

    private int asked() {
        return baseline.request().nodesToAdd();
    }
}
