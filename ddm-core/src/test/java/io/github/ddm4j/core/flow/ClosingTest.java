/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.Doubt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A flow that is closed sends nothing more, also where its time goes on for others. */
@Timeout(60)
class ClosingTest {

    /** The common pool has a single thread on a machine of two cores. */
    private static final Executor OWN_THREADS = task -> new Thread(task).start();

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final ScaleOutFlow flow = ScaleOutFlow.builder(provider).time(time).build();

    @AfterEach
    void no_flag_is_left_behind() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void closed_while_it_looks_it_sends_nothing() {
        provider.duringNextRead(flow::close);

        assertNotSent();
        assertThat(provider.sent()).isZero();
    }

    @Test
    void closed_by_who_is_told_that_it_sends_it_sends_nothing() {
        List<ScaleOutFlow> told = new ArrayList<>();
        ScaleOutFlow closing = ScaleOutFlow.builder(provider)
                .time(time)
                .listener(event -> told.forEach(ScaleOutFlow::close))
                .build();
        told.add(closing);

        assertThatThrownBy(() -> closing.submit(INSTANCE, request(2)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessage("Not sent: the flow was closed");
        assertThat(provider.sent()).isZero();
    }

    @Test
    void closed_while_it_pauses_it_does_not_try_again() {
        provider.nextIsUnavailable(Duration.ofSeconds(20));
        time.schedule(Duration.ofSeconds(10), flow::close);

        assertNotSent();
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void closed_while_it_finds_out_it_hands_over_what_was_seen() {
        provider.nextAnswerIsLost(() -> {});
        time.schedule(Duration.ofSeconds(15), flow::close);

        UnresolvedSubmissionException unknown =
                catchThrowableOfType(UnresolvedSubmissionException.class, () -> flow.submit(INSTANCE, request(2)));

        assertThat(unknown.evidence().doubt()).isEqualTo(Doubt.CLOSED);
        assertThat(unknown.evidence().observations()).isNotEmpty();
        assertThat(provider.calls.get(provider.calls.size() - 1)).isEqualTo("10 instance");
    }

    @Test
    void who_sleeps_in_real_time_is_woken() throws InterruptedException {
        try (Timekeeper shared = Timekeeper.system()) {
            ScaleOutFlow sleepy = ScaleOutFlow.builder(provider).time(shared).build();
            Thread submitter = Thread.currentThread();
            Thread closer = new Thread(() -> {
                while (submitter.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
                sleepy.close();
            });
            provider.nextAnswer(() -> {
                closer.start();
                throw ProviderUnavailableException.throttled("Later", ProviderError.NONE, Duration.ofSeconds(100));
            });

            assertThatThrownBy(() -> sleepy.submit(INSTANCE, request(2)))
                    .isInstanceOf(ProviderUnavailableException.class)
                    .hasMessage("Not sent: the flow was closed");
            closer.join();
        }
    }

    @Test
    void who_waits_for_a_turn_is_woken_though_its_holders_call_goes_on() throws Exception {
        CountDownLatch inCall = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch waits = new CountDownLatch(1);
        ScaleOutFlow shared = ScaleOutFlow.builder(provider)
                .listener(event -> {
                    if (event instanceof FlowEvent.TurnAwaited) {
                        waits.countDown();
                    }
                })
                .build();
        provider.nextAnswer(() -> {
            inCall.countDown();
            awaitQuietly(goOn);
            return StubProvider.jobStarted("j1");
        });
        CompletableFuture<Submission> holder =
                CompletableFuture.supplyAsync(() -> shared.submit(INSTANCE, request(2)), OWN_THREADS);
        inCall.await();
        CompletableFuture<Submission> waiting =
                CompletableFuture.supplyAsync(() -> shared.submit(INSTANCE, request(2)), OWN_THREADS);
        waits.await();
        shared.close();

        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("Not sent: the flow was closed");
        assertThat(holder).isNotDone();
        goOn.countDown();
        assertThat(holder.get(10, TimeUnit.SECONDS)).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void nobody_waits_and_no_thread_of_the_flows_is_left_though_a_submission_was_contested() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        try (ScaleOutFlow shared = ScaleOutFlow.builder(provider)
                .sendWithin(Duration.ofHours(1))
                .listener(event -> {
                    if (event instanceof FlowEvent.TurnAwaited) {
                        waits.countDown();
                    }
                })
                .build()) {
            provider.nextAnswer(() -> {
                awaitQuietly(waits);
                throw ProviderUnavailableException.notAttempted("closed", null);
            });
            CompletableFuture<Submission> inBackground = shared.submitAsync(INSTANCE, request(2));
            CompletableFuture<Submission> other = shared.submitAsync(INSTANCE, request(2));
            CompletableFuture.anyOf(inBackground, other).get(20, TimeUnit.SECONDS);
            inBackground.cancel(true);
            other.cancel(true);
            shared.await(
                            new ScaleOutGoal(
                                    INSTANCE, Optional.empty(), 9, Optional.empty(), VirtualTime.START, Set.of()),
                            Duration.ofHours(1))
                    .cancel(true);

            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().startsWith("ddm4j-")) {
                    thread.join(TimeUnit.SECONDS.toMillis(20));
                    assertThat(thread.isAlive()).as(thread.getName()).isFalse();
                }
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertNotSent() {
        assertThatThrownBy(() -> flow.submit(INSTANCE, request(2)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessage("Not sent: the flow was closed");
    }
}
