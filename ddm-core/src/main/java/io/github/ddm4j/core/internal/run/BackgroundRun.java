/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.flow.Timekeeper.Alarm;
import io.github.ddm4j.core.internal.run.Step.Done;
import io.github.ddm4j.core.internal.run.Step.Failed;
import io.github.ddm4j.core.internal.run.Step.Stopped;
import io.github.ddm4j.core.internal.run.Step.Waiting;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs one piece of work in the threads of an executor, and holds none of them where the work waits. Thread-safe. */
public final class BackgroundRun<T> {

    private final Timekeeper time;
    private final FlowState state;
    private final Executor executor;
    private final BiConsumer<@Nullable T, @Nullable Throwable> end;
    private @Nullable Waiting<T> parked;
    private @Nullable Alarm alarm;
    private @Nullable Thread worker;
    private @Nullable Stopped stopped;
    private boolean interrupted;
    private boolean nudged;

    /** @param end told of the value or the failure, once */
    public BackgroundRun(
            Timekeeper time, FlowState state, Executor executor, BiConsumer<@Nullable T, @Nullable Throwable> end) {
        this.time = time;
        this.state = state;
        this.executor = executor;
        this.end = end;
    }

    /** Begins the work, once. It is given why, if it is stopped before it begins. */
    public void start(Function<Optional<Throwable>, Step<T>> work) {
        execute(work);
    }

    /**
     * Stops the work: at once where it waits, else where it waits next.
     *
     * @param interrupt whether to interrupt the thread that works
     */
    public void stop(Stopped.By by, boolean interrupt) {
        Waiting<T> waiting;
        synchronized (this) {
            stopped = stopped == null ? new Stopped(by) : stopped;
            if (interrupt && worker != null) {
                interrupted = true;
                worker.interrupt();
            }
            waiting = parked;
        }
        if (waiting != null) {
            wake(waiting);
        }
    }

    /** Has the work look again whether it still has to wait. */
    public void nudge() {
        Waiting<T> waiting;
        synchronized (this) {
            waiting = parked;
            nudged = waiting == null;
        }
        if (waiting != null) {
            wake(waiting);
        }
    }

    private void execute(Function<Optional<Throwable>, Step<T>> piece) {
        try {
            executor.execute(() -> work(() -> piece.apply(stopped())));
        } catch (RejectedExecutionException full) {
            // Whoever has been stopped makes no calls, so this thread will do.
            work(() -> piece.apply(Optional.of(new Stopped(Stopped.By.EXECUTOR))));
        }
    }

    private void work(Supplier<Step<T>> piece) {
        enter();
        Step<T> step;
        try {
            step = Step.begin(piece);
            while (step instanceof Waiting<T> waiting && stopped().isPresent()) {
                step = Step.begin(() -> waiting.next().apply(stopped()));
            }
        } finally {
            leave();
        }
        if (step instanceof Waiting<T> waiting) {
            park(waiting);
        } else if (step instanceof Done<T> done) {
            end.accept(done.value(), null);
        } else {
            end.accept(null, ((Failed<T>) step).failure());
        }
    }

    private synchronized void enter() {
        worker = Thread.currentThread();
    }

    /** The thread goes back to its pool without our interrupt. */
    private synchronized void leave() {
        worker = null;
        if (interrupted) {
            interrupted = false;
            Thread.interrupted();
        }
    }

    private synchronized Optional<Throwable> stopped() {
        if (stopped == null && state.isClosed()) {
            stopped = new Stopped(Stopped.By.CLOSING);
        }
        return Optional.ofNullable(stopped);
    }

    private void park(Waiting<T> waiting) {
        state.enter(waiting.signal());
        boolean over;
        synchronized (this) {
            parked = waiting;
            alarm = time.schedule(waiting.until().minus(time.elapsed()), () -> wake(waiting));
            over = stopped != null || nudged;
            nudged = false;
        }
        var unused = waiting.signal().whenComplete((given, failed) -> wake(waiting));
        if (over) {
            wake(waiting);
        }
    }

    @SuppressWarnings("ReferenceEquality") // two equal waits are not the same wait
    private void wake(Waiting<T> waiting) {
        synchronized (this) {
            if (parked != waiting) {
                return;
            }
            parked = null;
            if (alarm != null) {
                alarm.cancel();
            }
        }
        state.leave(waiting.signal());
        execute(waiting.next());
    }
}
