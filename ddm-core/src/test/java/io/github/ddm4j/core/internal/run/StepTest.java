/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.flow.VirtualTime;
import io.github.ddm4j.core.internal.run.Step.Stopped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work in pieces means the same in a caller's thread and in a pool's. */
class StepTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualTime time = new VirtualTime();
    private final FlowState state = new FlowState();
    private final Runner runner = new Runner(time, state);
    private final List<String> done = new ArrayList<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final List<Runnable> queue = new ArrayList<>();

    @AfterEach
    void dropInterrupt() {
        Thread.interrupted();
    }

    private Step<String> work() {
        return Step.begin(() -> {
                    done.add("begun");
                    return Step.pause(MINUTE);
                })
                .then(over -> {
                    done.add("gone on");
                    return Step.done("result");
                })
                .recover(failure -> {
                    done.add("stopped");
                    return Step.failed(failure);
                })
                .atEnd(() -> done.add("ended"));
    }

    private BackgroundRun<String> inBackground() {
        return new BackgroundRun<>(time, state, queue::add, (value, failure) -> {
            if (failure == null) {
                end.complete(value);
            } else {
                end.completeExceptionally(failure);
            }
        });
    }

    private void drain() {
        while (!queue.isEmpty()) {
            queue.remove(0).run();
        }
    }

    @Test
    void in_the_callers_thread_it_sleeps_where_it_waits() {
        assertThat(runner.run(this::work)).isEqualTo("result");
        assertThat(done).containsExactly("begun", "gone on", "ended");
        assertThat(time.elapsed()).isEqualTo(MINUTE);
    }

    @Test
    void in_a_pool_it_holds_no_thread_where_it_waits() {
        inBackground().start(stopped -> work());
        drain();
        assertThat(done).containsExactly("begun");
        time.run(MINUTE.minusNanos(1));
        assertThat(queue).isEmpty();
        time.run(Duration.ofNanos(1));
        assertThat(queue).hasSize(1);
        drain();

        assertThat(end).isCompletedWithValue("result");
        assertThat(done).containsExactly("begun", "gone on", "ended");
        assertThat(time.pendingTasks()).isZero();
    }

    @Test
    void an_interrupt_stops_it_where_it_waits_and_keeps_the_flag() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> runner.run(this::work))
                .isInstanceOf(Stopped.class)
                .hasMessage("the thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).containsExactly("begun", "stopped", "ended");
    }

    @Test
    void closing_stops_it_where_it_waits() {
        time.schedule(Duration.ofSeconds(1), state::close);

        assertThatThrownBy(() -> runner.run(this::work))
                .isInstanceOf(Stopped.class)
                .hasMessage("the flow was closed");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void closing_stops_it_in_a_pool_too() {
        inBackground().start(stopped -> work());
        drain();
        state.close();
        drain();

        assertThat(end).isCompletedExceptionally();
        assertThat(done).containsExactly("begun", "stopped", "ended");
        assertThat(time.pendingTasks()).isZero();
    }

    @Test
    void what_is_closed_before_it_waits_does_not_wait() {
        state.close();
        inBackground().start(stopped -> work());
        drain();

        assertThat(done).containsExactly("begun", "stopped", "ended");
        assertThat(time.elapsed()).isZero();
    }

    @Test
    void it_can_be_stopped_where_it_waits() {
        BackgroundRun<String> run = inBackground();
        run.start(stopped -> work());
        drain();
        run.stop(Stopped.By.CANCELLING, false);
        run.stop(Stopped.By.INTERRUPT, false);
        drain();

        assertThat(end).isCompletedExceptionally();
        assertThatThrownBy(end::join).hasRootCauseMessage("it was cancelled");
    }

    @Test
    void stopped_while_it_works_it_stops_where_it_waits_next() {
        BackgroundRun<String> run = inBackground();
        run.start(stopped -> {
            run.stop(Stopped.By.CANCELLING, false);
            return work();
        });
        drain();

        assertThat(done).containsExactly("begun", "stopped", "ended");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void an_interrupt_of_the_thread_at_work_does_not_outlast_the_work() {
        BackgroundRun<String> run = inBackground();
        List<Boolean> seen = new ArrayList<>();
        run.start(stopped -> {
            run.stop(Stopped.By.CANCELLING, true);
            seen.add(Thread.currentThread().isInterrupted());
            return work();
        });
        drain();

        assertThat(seen).containsExactly(true);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void a_pool_that_takes_no_work_stops_it() {
        BackgroundRun<String> run = new BackgroundRun<>(
                time,
                state,
                task -> {
                    throw new RejectedExecutionException();
                },
                (value, failure) -> end.completeExceptionally(failure));
        run.start(stopped -> stopped.<Step<String>>map(Step::failed).orElseGet(this::work));

        assertThatThrownBy(end::join).hasRootCauseMessage("the executor takes no more work");
        assertThat(done).isEmpty();
    }

    @Test
    void a_nudge_ends_a_wait_whether_it_comes_before_or_after() {
        BackgroundRun<String> run = inBackground();
        run.start(stopped -> work());
        drain();
        run.nudge();
        drain();
        assertThat(end).isCompletedWithValue("result");

        CompletableFuture<String> other = new CompletableFuture<>();
        BackgroundRun<String> early =
                new BackgroundRun<>(time, state, queue::add, (value, failure) -> other.complete(value));
        early.start(stopped -> {
            early.nudge();
            return work();
        });
        drain();
        assertThat(other).isCompletedWithValue("result");
        assertThat(time.elapsed()).isZero();
    }

    @Test
    void whatever_is_thrown_is_the_failure_of_the_work() {
        IOException hidden = new IOException("hidden");

        assertThatThrownBy(() -> runner.run(() -> Step.done(1).then(one -> {
                    throw sneaky(hidden);
                })))
                .isSameAs(hidden);
        assertThatThrownBy(() -> runner.run(
                        () -> Step.failed(new IllegalStateException("first")).recover(failure -> {
                            throw new IllegalStateException("second");
                        })))
                .hasMessage("second");
        assertThatThrownBy(() -> runner.run(() -> Step.pause(MINUTE).then(over -> {
                    throw new StackOverflowError();
                })))
                .isInstanceOf(StackOverflowError.class);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Test
    void a_bug_of_the_timekeeper_goes_through_the_work() {
        time.schedule(Duration.ofSeconds(1), () -> {
            throw new IllegalStateException("bug");
        });

        assertThatThrownBy(() -> runner.run(this::work)).hasMessage("bug");
        assertThat(done).containsExactly("begun", "stopped", "ended");
    }

    @Test
    void repeated_work_does_not_grow_the_stack_whether_it_waits_or_not() {
        int[] count = {0};

        assertThat(runner.<Integer>run(() -> Step.repeat(
                        () -> ++count[0] < 100_000 ? Step.done(Optional.empty()) : Step.done(Optional.of(count[0])))))
                .isEqualTo(100_000);
        assertThat(runner.<Integer>run(() -> Step.repeat(() -> Step.pause(Duration.ofNanos(++count[0]))
                        .then(over ->
                                Step.done(count[0] < 200_000 ? Optional.<Integer>empty() : Optional.of(count[0]))))))
                .isEqualTo(200_000);
    }

    @Test
    void a_failure_ends_repeated_work() {
        assertThatThrownBy(() -> runner.run(() -> Step.repeat(() -> Step.failed(new IllegalStateException("over")))))
                .hasMessage("over");
    }

    @Test
    void nobody_who_has_gone_on_is_woken_by_closing() {
        runner.run(this::work);
        CompletableFuture<Void> signal = new CompletableFuture<>();
        state.enter(signal);
        state.leave(signal);
        state.close();

        assertThat(signal).isNotDone();
        assertThatThrownBy(state::check).isInstanceOf(Stopped.class);
        assertThatThrownBy(state::require).isInstanceOf(IllegalStateException.class);
    }
}
