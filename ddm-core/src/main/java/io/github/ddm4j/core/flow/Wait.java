/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import io.github.ddm4j.core.model.Job;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One wait. Kept small, for there may be thousands; guarded by the lock of its {@link WaitRoom}. */
final class Wait {

    final ScaleOutGoal goal;
    final long endNanos;
    final CompletableFuture<ScaledOut> future = new CompletableFuture<>();

    /** When the instance is to be read next. */
    long dueNanos;

    /** The reading of the list that has last shown the job. */
    @Nullable
    JobListing shownBy;

    /** The progress that was told last. */
    int percent = -1;

    /** The job, once it has ended. */
    @Nullable
    Job ended;

    Wait(ScaleOutGoal goal, Duration end) {
        this.goal = goal;
        this.endNanos = end.toNanos();
    }

    boolean isOver(Duration now) {
        return endNanos <= now.toNanos();
    }

    Optional<Job> job() {
        return Optional.ofNullable(ended);
    }
}
