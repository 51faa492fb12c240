/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.wait;

import io.github.ddm4j.core.flow.ScaleOutGoal;
import io.github.ddm4j.core.flow.ScaledOut;
import io.github.ddm4j.core.internal.decide.GoalProgress;
import io.github.ddm4j.core.model.Job;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One wait. Kept small, because there may be thousands; guarded by the lock of its {@link WaitBoard}. */
final class Wait {

    /** The time at which no instance is read. */
    static final long NEVER = Long.MAX_VALUE;

    final ScaleOutGoal goal;
    final long startNanos;
    final long endNanos;
    final @Nullable Executor executor;
    final CompletableFuture<ScaledOut> future = new CompletableFuture<>();

    /** The time of the next reading of the instance, or of its nodes alone. */
    long instanceDueNanos = NEVER;

    /** The reading of the list that has last shown the job. */
    @Nullable
    JobListing shownBy;

    /** The number of reads in a row that should have shown the job, and did not. */
    int misses;

    /** The progress that was told last; -1 before. */
    int percent = -1;

    /** Whether a list of nodes has not told the end, so that the whole instance is asked. */
    boolean wantsInstance;

    /** The number of nodes at the last reading; -1 before the first. */
    int nodesSeen = -1;

    /** The job, once it has ended. */
    @Nullable
    Job ended;

    /** @param executor completes the future; the flow's thread if null */
    Wait(ScaleOutGoal goal, Duration now, Duration atMost, @Nullable Executor executor) {
        this.goal = goal;
        this.startNanos = now.toNanos();
        this.endNanos = startNanos + atMost.toNanos();
        this.executor = executor;
    }

    Optional<Job> job() {
        return Optional.ofNullable(ended);
    }

    /** Returns true if only the instance can tell of the goal, because there is no job or the job has ended well. */
    boolean hangsOnInstance() {
        return goal.jobId().isEmpty() || ended != null && ended.succeeded();
    }

    /** Returns true if the job has failed, and its wait is still here because the reason may be told. */
    boolean jobFailed() {
        return ended != null && ended.failed();
    }

    /** Returns the read that may tell the end of this wait. */
    ReadKind read() {
        boolean jobSucceeded = ended != null && ended.succeeded();
        return jobSucceeded && !wantsInstance && GoalProgress.isToldByNodes(goal) ? ReadKind.NODES : ReadKind.INSTANCE;
    }

    /** Returns the time of the first reading, soon enough to come before the end. */
    long firstLookNanos(Duration pollInterval) {
        return startNanos + Math.min(pollInterval.toNanos(), (endNanos - startNanos) / 2);
    }

    /** Returns the time of the reading that is made before the end, whatever the job looks like. */
    long lastLookNanos(Duration pollInterval) {
        return endNanos - Math.min(2 * pollInterval.toNanos(), (endNanos - startNanos) / 2);
    }
}
