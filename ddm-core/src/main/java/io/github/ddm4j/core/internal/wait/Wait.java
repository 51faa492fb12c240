/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.wait;

import io.github.ddm4j.core.flow.ScaleOutGoal;
import io.github.ddm4j.core.flow.ScaledOut;
import io.github.ddm4j.core.model.Job;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One wait. Kept small, for there may be thousands; guarded by the lock of its {@link WaitRoom}. */
public final class Wait {

    public final ScaleOutGoal goal;
    public final long endNanos;
    public final CompletableFuture<ScaledOut> future = new CompletableFuture<>();

    /** When the instance is to be read next. */
    public long dueNanos;

    /** The reading of the list that has last shown the job. */
    @Nullable
    JobListing shownBy;

    /** The progress that was told last. */
    public int percent = -1;

    /** The job, once it has ended. */
    @Nullable
    Job ended;

    public Wait(ScaleOutGoal goal, Duration end) {
        this.goal = goal;
        this.endNanos = end.toNanos();
    }

    public boolean isOver(Duration now) {
        return endNanos <= now.toNanos();
    }

    public Optional<Job> job() {
        return Optional.ofNullable(ended);
    }
}
