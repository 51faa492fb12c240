/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.ScaleOutFlow;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SystemTimeTest {

    private final Timekeeper time = Timekeeper.system();

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void no_thread_is_there_before_there_is_something_to_do() {
        assertThat(flowThreads()).isZero();
    }

    @Test
    void tasks_are_done_by_one_daemon_thread_that_ends_with_close() throws Exception {
        CompletableFuture<Thread> first = new CompletableFuture<>();
        CompletableFuture<Thread> second = new CompletableFuture<>();
        time.schedule(Duration.ZERO, () -> first.complete(Thread.currentThread()));
        time.schedule(Duration.ofMillis(1), () -> second.complete(Thread.currentThread()));

        Thread worker = first.get();
        assertThat(second.get()).isSameAs(worker).returns(true, Thread::isDaemon);
        time.close();
        worker.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(worker.isAlive()).isFalse();
    }

    @Test
    void a_task_handed_in_after_closing_is_dropped() {
        time.close();
        time.schedule(Duration.ZERO, () -> {
            throw new AssertionError();
        });

        assertThat(flowThreads()).isZero();
    }

    @Test
    void a_signal_ends_a_wait_whatever_it_brings() throws Exception {
        CompletableFuture<String> failed = CompletableFuture.failedFuture(new IllegalStateException("never mind"));
        CompletableFuture<String> cancelled = new CompletableFuture<>();
        cancelled.cancel(false);

        time.await(CompletableFuture.completedFuture("here"), Duration.ofHours(1));
        time.await(failed, Duration.ofHours(1));
        time.await(cancelled, Duration.ofHours(1));
    }

    @Test
    void a_task_that_is_cancelled_is_dropped_and_no_thread_waits_for_it() throws Exception {
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        Timekeeper.Alarm alarm = time.schedule(Duration.ofHours(1), () -> {});
        time.schedule(Duration.ZERO, () -> worker.complete(Thread.currentThread()));
        alarm.cancel();

        worker.get().join(TimeUnit.SECONDS.toMillis(10));
        assertThat(worker.get().isAlive()).isFalse();
    }

    @Test
    void an_interrupt_is_noticed_even_if_there_is_no_time_to_sleep() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> time.await(new CompletableFuture<>(), Duration.ZERO))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void elapsed_time_goes_on_and_now_is_the_clock() throws Exception {
        Duration before = time.elapsed();
        time.await(new CompletableFuture<>(), Duration.ofNanos(1));

        assertThat(time.elapsed()).isGreaterThan(before).isLessThan(Duration.ofSeconds(20));
        assertThat(Duration.between(time.now(), Instant.now()).abs()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_flow_that_was_given_no_time_ends_its_thread_when_it_is_closed() throws Exception {
        StubProvider provider = new StubProvider();
        Thread caller = Thread.currentThread();
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        try (ScaleOutFlow flow = ScaleOutFlow.builder(provider)
                .pollInterval(Duration.ofMillis(1))
                .listener(event -> {
                    if (Thread.currentThread() != caller) {
                        worker.complete(Thread.currentThread());
                    }
                })
                .build()) {
            Submission.Applied submission = (Submission.Applied) flow.submit(Samples.INSTANCE, Samples.request(2));
            provider.shows(Samples.instance("RUNNING", 4), Samples.job("j1", "Completed"));
            flow.await(submission).get(10, TimeUnit.SECONDS);
            assertThat(worker.get(10, TimeUnit.SECONDS)).returns("ddm4j-flow", Thread::getName);
        }

        worker.get().join(TimeUnit.SECONDS.toMillis(10));
        assertThat(worker.get().isAlive()).isFalse();
    }

    private static long flowThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("ddm4j-flow") && thread.isAlive())
                .count();
    }
}
