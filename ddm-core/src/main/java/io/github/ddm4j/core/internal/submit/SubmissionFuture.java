/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.internal.run.BackgroundRun;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Step;
import io.github.ddm4j.core.internal.run.Step.Stopped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The future of a submission in the background. Cancelled before the order has left, it is cancelled, and nothing was
 * sent; after that it ends by itself, and soon, with what is known.
 */
public final class SubmissionFuture<T> extends CompletableFuture<T> {

    private final Handover handover = new Handover();
    private final BackgroundRun<T> run;

    private SubmissionFuture(Context context, Executor executor) {
        this.run = new BackgroundRun<>(context.time(), context.state(), executor, this::end);
    }

    /** Submits in the threads of an executor. */
    public static <T> SubmissionFuture<T> start(
            Context context, Executor executor, Function<Handover, Step<T>> submission) {
        SubmissionFuture<T> future = new SubmissionFuture<>(context, executor);
        // A caller who completes the future itself does not want the submission any more.
        var unused = future.whenComplete((value, failure) -> future.giveUp(false));
        future.run.start(
                stopped -> stopped.<Step<T>>map(Submitter::notSent).orElseGet(() -> submission.apply(future.handover)));
        return future;
    }

    private void end(@Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            complete(value);
        } else {
            completeExceptionally(failure);
        }
    }

    /**
     * Cancels the submission, unless its order may have left.
     *
     * @return whether it is cancelled: nothing was sent then. Else it ends by itself, and soon.
     */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (isDone()) {
            return isCancelled();
        }
        if (handover.cancel()) {
            super.cancel(mayInterruptIfRunning);
        }
        giveUp(mayInterruptIfRunning);
        return isCancelled();
    }

    private void giveUp(boolean interrupt) {
        var unused = handover.cancel();
        run.stop(Stopped.By.CANCELLING, interrupt);
    }

    /** Dependents are futures like any other. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
