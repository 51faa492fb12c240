/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a scale-out was applied, from what was known before and what was seen since. A pure function.
 *
 * <p>Sizes decide, not jobs alone: a new job may be somebody else's, but one that ends with exactly the nodes that were
 * asked for, in the group that was asked for, does what was asked for.
 */
public final class Reconciliation {

    /**
     * The part of the quiet time after which a picture that fits is believed. At once would be too early: another job
     * may be listed late whose nodes are counted already.
     */
    private static final int SETTLING = 3;

    private Reconciliation() {}

    /**
     * @param history what was seen, oldest first; jobs once seen stay in it
     * @param quietTime how long nothing may have changed before the absence of something counts; a third of it is
     *     enough for a picture without gaps
     */
    public static Decision decide(Baseline baseline, List<Observation> history, Duration quietTime) {
        if (history.isEmpty()) {
            return new Decision.KeepLooking();
        }
        Observation now = history.get(history.size() - 1);
        Growth growth = Growth.between(baseline, now);
        List<Job> jobs = now.newJobs().stream().filter(Job::changesNodes).toList();
        int asked = baseline.request().nodesToAdd();
        if (explains(jobs, growth) && growth.ours() == asked) {
            boolean settled = now.lasted().compareTo(quietTime.dividedBy(SETTLING)) >= 0;
            return settled ? new Decision.Applied(onlyOne(jobs)) : new Decision.KeepLooking();
        }
        if (!isQuiet(now, jobs, quietTime)) {
            return new Decision.KeepLooking();
        }
        return jobs.isEmpty() ? withoutJobs(baseline, history, growth) : withJobs(jobs, growth, asked);
    }

    /** A job adds to one group: as many good ends as grown groups leave no change unexplained. */
    private static boolean explains(List<Job> jobs, Growth growth) {
        return !jobs.isEmpty()
                && jobs.size() == growth.grownGroups()
                && jobs.stream().allMatch(job -> job.addsNodes() && job.succeeded())
                && !growth.shrunk()
                && growth.consistent();
    }

    private static boolean isQuiet(Observation now, List<Job> jobs, Duration quietTime) {
        return now.lasted().compareTo(quietTime) >= 0
                && !now.status().equals(InstanceStatus.GROWING)
                && jobs.stream().allMatch(Job::ended);
    }

    private static Decision withoutJobs(Baseline baseline, List<Observation> history, Growth growth) {
        if (growth.isOnlyOurs(baseline.request().nodesToAdd())) {
            return new Decision.Applied(Optional.empty());
        }
        if (!history.stream().allMatch(seen -> isUntouched(baseline, seen))) {
            return new Decision.Undecidable(Doubt.OTHER_CHANGES);
        }
        Observation now = history.get(history.size() - 1);
        if (!now.status().equals(InstanceStatus.RUNNING)) {
            return new Decision.KeepLooking();
        }
        return baseline.instance().billingMode() == BillingMode.PAY_PER_USE
                ? new Decision.NotApplied()
                : new Decision.Undecidable(Doubt.UNSEEN_ORDER);
    }

    private static boolean isUntouched(Baseline baseline, Observation seen) {
        return !seen.status().equals(InstanceStatus.GROWING)
                && Growth.between(baseline, seen).none();
    }

    /** A job that failed may have left its nodes, or none. Any other number is not ours to explain. */
    private static Decision withJobs(List<Job> jobs, Growth growth, int asked) {
        boolean ours = jobs.size() == 1
                && jobs.get(0).addsNodes()
                && !jobs.get(0).succeeded()
                && (growth.none() || growth.isOnlyOurs(asked));
        return ours ? new Decision.Applied(onlyOne(jobs)) : new Decision.Undecidable(Doubt.OTHER_CHANGES);
    }

    private static Optional<Job> onlyOne(List<Job> jobs) {
        return jobs.size() == 1 ? Optional.of(jobs.get(0)) : Optional.empty();
    }
}
