/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.wait;

import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.ScaleOutGoal;
import io.github.ddm4j.core.flow.ScaledOut;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.internal.run.BackgroundRun;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Events;
import io.github.ddm4j.core.internal.run.FlowState;
import io.github.ddm4j.core.internal.run.Step;
import io.github.ddm4j.core.internal.run.Step.Stopped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The entrance of waits, and their exit when they are cancelled, over or closed. Thread-safe. */
public final class WaitRoom {

    private final Timekeeper time;
    private final Events events;
    private final FlowState state;
    private final WaitEnds ends;
    private final WaitBoard board;
    private final WaitRunner runner;
    private final AtomicReference<@Nullable BackgroundRun<Boolean>> run = new AtomicReference<>();

    public WaitRoom(Context context) {
        this.time = context.time();
        this.events = context.events();
        this.state = context.state();
        this.ends = new WaitEnds(events);
        this.board = new WaitBoard(context.settings().pollInterval(), context.budget(), ends);
        this.runner = new WaitRunner(context, board);
    }

    /** @param executor completes the future; the flow's thread if null */
    public CompletableFuture<ScaledOut> await(ScaleOutGoal goal, Duration atMost, @Nullable Executor executor) {
        Wait wait = new Wait(goal, time.elapsed(), atMost, executor);
        events.tell(new FlowEvent.WaitStarted(goal));
        board.add(wait);
        var unused = wait.future.whenComplete((done, failed) -> leave(wait));
        if (state.isClosed()) {
            close();
        } else {
            start();
        }
        return wait.future;
    }

    /** Ends all waits. Call it after the flow has been marked closed. */
    public void close() {
        Duration now = time.elapsed();
        board.removeAll().forEach(wait -> ends.closed(wait, now).run());
        stop();
    }

    private void leave(Wait wait) {
        if (board.remove(wait)) {
            stop();
        }
    }

    /** Stops the run, because nobody waits any more and no thread is needed. */
    private void stop() {
        BackgroundRun<Boolean> running = run.get();
        if (running != null) {
            running.stop(Stopped.By.CANCELLING, false);
        }
    }

    private void start() {
        if (board.startRunning()) {
            BackgroundRun<Boolean> next =
                    new BackgroundRun<>(time, state, this::soon, (ended, failed) -> ended(failed != null));
            run.set(next);
            next.start(stopped -> stopped.<Step<Boolean>>map(Step::failed).orElseGet(runner::run));
        } else {
            BackgroundRun<Boolean> running = run.get();
            if (running != null) {
                running.nudge();
            }
        }
    }

    private void soon(Runnable task) {
        time.schedule(Duration.ZERO, task);
    }

    /** A wait that came while the run was being stopped gets a run of its own. */
    private void ended(boolean stopped) {
        if (stopped) {
            board.stopRunning();
        }
        if (!state.isClosed()) {
            start();
        }
    }
}
