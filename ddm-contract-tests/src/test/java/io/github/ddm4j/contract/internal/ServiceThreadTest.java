/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServiceThreadTest {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void letThreadsGo() {
        over.countDown();
    }

    @Test
    void a_thread_that_goes_on_is_left() throws InterruptedException {
        assertThat(ServiceThread.leftBy(() -> start("left"), SHORT))
                .extracting(Thread::getName)
                .containsExactly("left");
    }

    @Test
    void a_thread_that_goes_on_is_left_where_the_test_runs_in_a_daemon() throws Exception {
        FutureTask<List<Thread>> left = new FutureTask<>(() -> ServiceThread.leftBy(() -> start("left"), SHORT));
        Thread daemon = new Thread(left, "of a test run");
        daemon.setDaemon(true);
        daemon.start();

        assertThat(left.get()).extracting(Thread::getName).containsExactly("left");
    }

    @Test
    void a_daemon_and_a_thread_that_ends_are_not() throws InterruptedException {
        CountDownLatch soon = new CountDownLatch(1);

        assertThat(ServiceThread.leftBy(
                        () -> {
                            Thread daemon = new Thread(this::untilOver, "daemon");
                            daemon.setDaemon(true);
                            daemon.start();
                            new Thread(soon::countDown, "ends").start();
                        },
                        LONG))
                .isEmpty();
        assertThat(soon.getCount()).isZero();
    }

    @Test
    void a_thread_that_another_starts_meanwhile_is_not() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        Thread another = new Thread(() -> {
            await(begun);
            start("of another");
            started.countDown();
        });
        another.start();

        assertThat(ServiceThread.leftBy(
                        () -> {
                            begun.countDown();
                            await(started);
                        },
                        SHORT))
                .isEmpty();
        another.join();
    }

    @Test
    void what_it_throws_is_thrown() {
        IllegalStateException failure = new IllegalStateException("told");
        AssertionError error = new AssertionError("told");

        assertThatThrownBy(() -> ServiceThread.leftBy(
                        () -> {
                            throw failure;
                        },
                        LONG))
                .isSameAs(failure);
        assertThatThrownBy(() -> ServiceThread.leftBy(
                        () -> {
                            throw error;
                        },
                        LONG))
                .isSameAs(error);
    }

    @Test
    void who_does_not_wait_any_longer_interrupts_it() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> ServiceThread.leftBy(
                        () -> {
                            try {
                                over.await();
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                            }
                        },
                        LONG))
                .isInstanceOf(InterruptedException.class);
        interrupted.await();
    }

    private void start(String name) {
        new Thread(this::untilOver, name).start();
    }

    private void untilOver() {
        await(over);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
