/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.port.SendGate.Permission;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SubmitAsyncTest {

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final List<FlowEvent> events = new ArrayList<>();
    private final ScaleOutFlow flow = builder().build();

    /** The executor's queue: what is in it holds a thread, what is not holds none. */
    private final Queue<Runnable> pieces = new ArrayDeque<>();

    private ScaleOutFlowBuilder builder() {
        return ScaleOutFlow.builder(provider).time(time).listener(events::add);
    }

    @AfterEach
    void close() {
        assertThat(Thread.interrupted()).isFalse();
        flow.close();
    }

    private CompletableFuture<Submission> submit() {
        return submit(flow, INSTANCE);
    }

    private CompletableFuture<Submission> submit(ScaleOutFlow flow, InstanceId instance) {
        return flow.submitAsync(instance, request(2), Precondition.NONE, pieces::add);
    }

    private void work() {
        while (!pieces.isEmpty()) {
            pieces.remove().run();
        }
    }

    /** Lets time pass, and the executor do what falls due. */
    private void pass(Duration duration) {
        Duration end = time.elapsed().plus(duration);
        while (time.elapsed().compareTo(end) < 0) {
            time.run(end.minus(time.elapsed()), () -> !pieces.isEmpty());
            work();
        }
    }

    @Test
    void it_ends_as_a_submission_does() {
        CompletableFuture<Submission> submission = submit();
        assertThat(provider.calls).as("made by the caller").isEmpty();
        work();

        assertThat(submission).isCompletedWithValueMatching(Submission.Accepted.class::isInstance);
        assertThat(provider.calls).containsExactly("0 jobs", "0 instance", "0 scaleOut");
    }

    @Test
    void looking_for_a_lost_answer_holds_no_thread_between_two_looks() {
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 4), job("j7", "Completed")));
        CompletableFuture<Submission> submission = submit();
        work();
        assertThat(submission).isNotDone();
        time.run(Duration.ofSeconds(9));
        assertThat(pieces).isEmpty();
        pass(Duration.ofMinutes(5));

        assertThat(submission).isCompletedWithValueMatching(Submission.FoundApplied.class::isInstance);
    }

    @Test
    void waiting_for_a_turn_holds_no_thread() {
        List<CompletableFuture<Submission>> second = new ArrayList<>();
        provider.nextAnswer(() -> {
            second.add(submit());
            work();
            assertThat(events).last().isInstanceOf(FlowEvent.TurnAwaited.class);
            return StubProvider.jobStarted("j1");
        });
        submit();
        work();

        assertThatThrownBy(second.get(0)::join)
                .hasCauseInstanceOf(ScaleOutRejectedException.class)
                .hasMessageContaining("job j1, which this flow was given");
    }

    @Test
    void waiting_for_room_in_the_budget_holds_no_thread() {
        try (ScaleOutFlow narrow =
                builder().callBudget(6, Duration.ofMinutes(1)).build()) {
            submit(narrow, INSTANCE);
            work();
            CompletableFuture<Submission> second = submit(narrow, new InstanceId("i2"));
            work();
            assertThat(second).isNotDone();
            assertThat(pieces).isEmpty();
            pass(Duration.ofMinutes(1));

            assertThat(second).isCompleted();
        }
    }

    @Test
    void cancelled_before_it_begins_nothing_is_read_and_nothing_is_sent() {
        CompletableFuture<Submission> submission = submit();

        assertThat(submission.cancel(true)).isTrue();
        assertThat(submission.cancel(true)).as("again").isTrue();
        work();
        assertThat(submission).isCancelled();
        assertThat(provider.calls).isEmpty();
    }

    @Test
    void cancelled_in_the_last_moment_before_the_order_leaves_nothing_is_sent() {
        List<CompletableFuture<Submission>> submission = new ArrayList<>();
        try (ScaleOutFlow gated = builder()
                .gate((instance, request) -> {
                    assertThat(submission.get(0).cancel(false)).isTrue();
                    return Permission.granted();
                })
                .build()) {
            submission.add(submit(gated, INSTANCE));
            work();
        }

        assertThat(submission.get(0)).isCancelled();
        assertThat(provider.sent()).isZero();
        assertThat(events).last().isInstanceOfSatisfying(FlowEvent.Refused.class, refused -> assertThat(refused.cause())
                .hasMessage("Not sent: it was cancelled"));
    }

    @Test
    void cancelled_after_the_order_has_left_it_is_unknown_with_evidence() {
        List<CompletableFuture<Submission>> submission = new ArrayList<>();
        provider.nextAnswerIsLost(() -> {
            assertThat(submission.get(0).cancel(true)).isFalse();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
        submission.add(submit());
        work();

        assertThat(submission.get(0)).isCompletedExceptionally().isNotCancelled();
        assertThat(unresolved(submission.get(0)).evidence().doubt()).isEqualTo(Doubt.INTERRUPTED);
        assertThat(provider.calls).hasSize(3);
    }

    @Test
    void cancelled_after_the_order_has_left_it_ends_with_the_outcome_if_that_comes_nevertheless() {
        List<CompletableFuture<Submission>> submission = new ArrayList<>();
        provider.nextAnswer(() -> {
            assertThat(submission.get(0).cancel(false)).isFalse();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            return StubProvider.jobStarted("j1");
        });
        submission.add(submit());
        work();

        assertThat(submission.get(0)).isCompletedWithValueMatching(Submission.Accepted.class::isInstance);
        assertThat(submission.get(0).cancel(true)).isFalse();
    }

    @Test
    void cancelled_while_it_looks_it_hands_over_what_was_seen() {
        provider.nextAnswerIsLost(() -> provider.shows(instance("GROWING", 2)));
        CompletableFuture<Submission> submission = submit();
        work();
        pass(Duration.ofSeconds(15));
        assertThat(submission.cancel(true)).isFalse();
        work();

        assertThat(unresolved(submission).evidence().observations()).isNotEmpty();
        assertThat(time.pendingTasks()).isZero();
    }

    @Test
    void cancelled_between_two_attempts_of_which_the_first_was_not_applied_nothing_more_is_sent() {
        provider.nextIsUnavailable(Duration.ofSeconds(30));
        CompletableFuture<Submission> submission = submit();
        work();

        assertThat(submission.cancel(true)).isTrue();
        work();
        pass(Duration.ofMinutes(5));
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void who_completes_the_future_in_our_place_stops_the_submission() {
        CompletableFuture<Submission> submission = submit();
        submission.completeExceptionally(new IllegalStateException("took too long"));
        work();

        assertThat(provider.calls).isEmpty();
    }

    @Test
    void a_dependent_that_is_cancelled_stops_nothing() {
        CompletableFuture<Submission> submission = submit();
        submission.thenApply(Submission::instanceId).cancel(true);
        work();

        assertThat(submission).isCompleted();
    }

    @Test
    void closing_ends_it_as_not_sent_or_as_unknown() {
        provider.nextAnswerIsLost(() -> {});
        CompletableFuture<Submission> lost = submit();
        work();
        provider.nextIsUnavailable(Duration.ofSeconds(60));
        CompletableFuture<Submission> postponed = submit(flow, new InstanceId("i2"));
        work();
        flow.close();
        work();

        assertThat(unresolved(lost).evidence().doubt()).isEqualTo(Doubt.CLOSED);
        assertThatThrownBy(postponed::join)
                .hasCauseInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("Not sent: the flow was closed");
        assertThatThrownBy(this::submit).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_executor_that_takes_no_work_ends_it_as_not_sent() {
        Executor full = task -> {
            throw new RejectedExecutionException();
        };

        assertThatThrownBy(flow.submitAsync(INSTANCE, request(2), Precondition.NONE, full)::join)
                .hasCauseInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("Not sent: the executor takes no more work");
    }

    @Test
    void without_an_executor_there_are_four_threads_of_the_flows_own_which_end_with_it() throws Exception {
        CountDownLatch four = new CountDownLatch(4);
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        StubProvider slow = new StubProvider();
        slow.onTheWay(
                () -> {
                    synchronized (threads) {
                        threads.add(Thread.currentThread());
                    }
                    four.countDown();
                    await(go);
                },
                () -> {});
        try (ScaleOutFlow own = ScaleOutFlow.builder(slow).build()) {
            List<CompletableFuture<Submission>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(own.submitAsync(new InstanceId("i" + i), request(1)));
            }
            four.await();
            go.countDown();
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
        }

        assertThat(threads.stream().distinct()).hasSize(4).allSatisfy(thread -> assertThat(thread)
                .returns(true, Thread::isDaemon)
                .returns("ddm4j-submit", Thread::getName));
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static UnresolvedSubmissionException unresolved(CompletableFuture<Submission> submission) {
        return (UnresolvedSubmissionException) catchThrowableOfType(CompletionException.class, submission::join)
                .getCause();
    }
}
