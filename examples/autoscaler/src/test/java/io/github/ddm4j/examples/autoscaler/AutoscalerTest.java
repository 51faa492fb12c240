/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.Ensured;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.Fault;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import io.github.ddm4j.fake.journal.InMemorySubmissionJournal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class AutoscalerTest {

    private static final Policy POLICY = new Policy(100, 2, 6);

    private final FakeCloud cloud = FakeCloud.builder()
            .withExamples()
            .jobDuration(Duration.ofMillis(50))
            .build();
    private final InMemorySubmissionJournal journal = InMemorySubmissionJournal.create();
    private final AtomicReference<Double> load = new AtomicReference<>(0.0);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Instant period = Instant.parse("2026-06-05T08:00:00Z");
    private final AtomicReference<Instant> now = new AtomicReference<>(period);
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final List<AutoCloseable> opened = new ArrayList<>();

    AutoscalerTest() {
        meters.gauge("db.connections", load, AtomicReference::get);
    }

    @AfterEach
    void close() throws Exception {
        threads.shutdownNow();
        for (AutoCloseable open : opened) {
            open.close();
        }
        journal.close();
    }

    /** A replica of the service: all its own but the journal. */
    private Autoscaler replica() {
        InMemoryScaleOutAdapter ddm =
                InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT).build();
        ScaleOutFlow flow = ScaleOutFlow.builder(ddm)
                .journal(journal)
                .maxAttempts(1)
                .callBudget(100_000, Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .quietTime(Duration.ofSeconds(3))
                .sendWindow(Duration.ofSeconds(2))
                .lag(Duration.ofMillis(500))
                .build();
        opened.add(flow);
        opened.add(ddm);
        Clock clock = new MovableClock();
        return new Autoscaler(
                flow, meters, "db.connections", POLICY, Examples.INSTANCE, Examples.FLAVOR, Duration.ofHours(1), clock);
    }

    private final class MovableClock extends Clock {
        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @RepeatedTest(10)
    void two_replicas_that_decide_at_once_buy_once() {
        load.set(390.0);
        CountDownLatch both = new CountDownLatch(2);
        List<CompletableFuture<Void>> ticks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Autoscaler replica = replica();
            ticks.add(CompletableFuture.runAsync(
                    () -> {
                        both.countDown();
                        try {
                            both.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        replica.run();
                    },
                    threads));
        }
        ticks.forEach(CompletableFuture::join);

        replica().run();

        assertThat(cloud.accepted()).isEqualTo(1);
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(4);
    }

    @Test
    void a_load_that_fits_buys_nothing() {
        load.set(150.0);

        assertThat(replica().scale()).containsInstanceOf(Ensured.AlreadyThere.class);
        assertThat(cloud.accepted()).isZero();
    }

    @Test
    void a_load_that_grows_within_the_period_is_another_decision() {
        Autoscaler replica = replica();
        load.set(250.0);
        assertThat(replica.scale()).containsInstanceOf(Submission.Applied.class);
        load.set(450.0);
        assertThat(replica.scale()).containsInstanceOf(Submission.Applied.class);

        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(5);
    }

    @Test
    void neither_an_endless_load_nor_a_meter_that_does_not_work_buys_more_than_the_policy_allows() {
        load.set(Double.POSITIVE_INFINITY);
        replica().run();
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(6);

        load.set(Double.NaN);
        replica().run();
        meters.clear();
        assertThat(replica().scale()).isEmpty();
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    @Test
    void a_lost_answer_is_found_out_and_the_period_buys_no_second_time() {
        load.set(300.0);
        cloud.failNext(Fault.hangUp().afterApplying());

        assertThat(replica().scale()).containsInstanceOf(Submission.Applied.class);
        replica().run();
        now.set(period.plus(Duration.ofHours(1)));
        replica().run();

        assertThat(cloud.requestsSeen()).isEqualTo(1);
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(3);
    }

    @Test
    void a_provider_that_is_down_does_not_end_the_schedule() {
        load.set(300.0);
        cloud.setReachable(false);
        replica().run();
        cloud.setReachable(true);
        replica().run();

        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(3);
    }

    @Test
    void a_policy_without_sense_is_refused() {
        assertThatThrownBy(() -> new Policy(0, 1, 2)).hasMessageContaining("loadPerNode must be above 0");
    }
}
