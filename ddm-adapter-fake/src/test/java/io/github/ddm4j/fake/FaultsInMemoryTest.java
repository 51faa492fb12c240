/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of the outcome table that a fault can bring about, and whether the nodes are there afterwards. */
class FaultsInMemoryTest {

    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build();
    private static final Class<OutcomeUnknownException> UNKNOWN = OutcomeUnknownException.class;
    private static final Class<ProviderUnavailableException> UNAVAILABLE = ProviderUnavailableException.class;
    private static final Class<ScaleOutRejectedException> REJECTED = ScaleOutRejectedException.class;

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-06-05T08:00:00Z"));
    private final FakeCloud cloud =
            FakeCloud.builder().clock(clock).withExamples().build();
    private final InMemoryScaleOutAdapter adapter = InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT)
            .deadline(Duration.ofSeconds(5))
            .build();

    @AfterEach
    void close() {
        adapter.close();
    }

    private ScaleOutReceipt scaleOut() {
        return adapter.scaleOut(Examples.INSTANCE, ONE_NODE);
    }

    private int added() {
        return cloud.nodeCount(Examples.INSTANCE) - 2;
    }

    static Stream<Arguments> faults() {
        InstanceId other = Examples.TWO_GROUPS_INSTANCE;
        return Stream.of(
                Arguments.of(Fault.answer(500, "DBS.200412", "Server failure."), UNKNOWN, 0),
                Arguments.of(Fault.answer(500, "DBS.200412", "Server failure.").afterApplying(), UNKNOWN, 1),
                Arguments.of(Fault.answer(502).afterApplying(), UNKNOWN, 1),
                Arguments.of(Fault.answer(408), UNKNOWN, 0),
                Arguments.of(Fault.answer(307), UNKNOWN, 0),
                Arguments.of(Fault.answer(204), UNKNOWN, 0),
                Arguments.of(Fault.answer(400, "DBS.280001", "Parameter error."), REJECTED, 0),
                Arguments.of(Fault.answer(405), REJECTED, 0),
                Arguments.of(Fault.throttled(), UNAVAILABLE, 0),
                Arguments.of(Fault.hangUp(), UNKNOWN, 0),
                Arguments.of(Fault.hangUp().afterApplying(), UNKNOWN, 1),
                Arguments.of(Fault.reset(), UNKNOWN, 0),
                Arguments.of(Fault.neverAnswer(), UNKNOWN, 0),
                Arguments.of(Fault.neverAnswer().afterApplying(), UNKNOWN, 1),
                Arguments.of(Fault.slow(Duration.ofSeconds(6)), UNKNOWN, 0),
                Arguments.of(Fault.slow(Duration.ofSeconds(6)).afterApplying(), UNKNOWN, 1),
                Arguments.of(Fault.cutBody(), UNKNOWN, 1),
                Arguments.of(Fault.stallBody(), UNKNOWN, 1),
                Arguments.of(Fault.garbage(), UNKNOWN, 1),
                Arguments.of(Fault.html(), UNKNOWN, 1),
                Arguments.of(Fault.tooLargeBody(), UNKNOWN, 1),
                Arguments.of(Fault.withoutIds(), UNKNOWN, 1),
                Arguments.of(Fault.withBrokenIds(), UNKNOWN, 1),
                Arguments.of(Fault.namingInstance(other), UNKNOWN, 1));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void one_call_is_one_request_with_its_outcome(
            Fault fault, Class<? extends ScaleOutException> outcome, int nodesAdded) {
        cloud.failNext(fault);

        assertThatThrownBy(this::scaleOut)
                .isExactlyInstanceOf(outcome)
                .hasMessageNotContaining(Examples.TOKEN)
                .hasNoCause();

        assertThat(added()).isEqualTo(nodesAdded);
        assertThat(cloud.requestsSeen()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(3));
        scaleOut();
        assertThat(cloud.requestsSeen()).isEqualTo(2);
    }

    @Test
    void a_fault_strikes_as_often_as_said_and_faults_strike_in_their_order() {
        cloud.failNext(2, Fault.hangUp());
        cloud.failNext(Fault.answer(400, "DBS.300323", "busy"));

        assertThatThrownBy(this::scaleOut).isInstanceOf(UNKNOWN);
        assertThatThrownBy(this::scaleOut).isInstanceOf(UNKNOWN);
        assertThatThrownBy(this::scaleOut).isInstanceOfSatisfying(REJECTED, refused -> assertThat(refused.reason())
                .isEqualTo(RejectionReason.RDS_NOT_READY));
        scaleOut();
        assertThat(added()).isEqualTo(1);
    }

    @Test
    void faults_that_have_not_struck_can_be_forgotten() {
        cloud.failNext(5, Fault.hangUp());
        cloud.clearFaults();

        scaleOut();
    }

    @Test
    void a_slow_request_that_nobody_waited_for_is_applied_later() {
        cloud.failNext(Fault.slow(Duration.ofSeconds(6)));
        assertThatThrownBy(this::scaleOut).isInstanceOf(UNKNOWN);

        clock.advance(Duration.ofSeconds(5));
        assertThat(added()).isZero();
        clock.advance(Duration.ofSeconds(10));
        assertThat(added()).isEqualTo(1);
        assertThat(cloud.jobs(Examples.PROJECT).get(0).createdAt()).contains(Instant.parse("2026-06-05T08:00:06Z"));
    }

    @Test
    void a_slow_request_with_a_refused_token_is_never_applied_and_its_refusal_never_seen() {
        scaleOut();
        clock.advance(Duration.ofHours(24));
        cloud.failNext(Fault.slow(Duration.ofSeconds(6)));
        assertThatThrownBy(this::scaleOut).isInstanceOf(UNKNOWN);

        clock.advance(Duration.ofSeconds(60));
        assertThat(added()).isEqualTo(1);
        assertThat(cloud.requestsSeen()).isEqualTo(2);
    }

    @Test
    void a_slow_request_within_the_deadline_is_answered_as_usual() {
        cloud.failNext(Fault.slow(Duration.ofSeconds(5)));

        assertThat(scaleOut()).isInstanceOf(ScaleOutReceipt.JobStarted.class);
        assertThat(added()).isEqualTo(1);
    }

    @Test
    void a_lost_answer_hides_a_refusal_too() {
        cloud.setRdsReady(Examples.INSTANCE, false);
        cloud.failNext(Fault.hangUp().afterApplying());

        assertThatThrownBy(this::scaleOut).isInstanceOf(UNKNOWN);
        assertThat(added()).isZero();
    }

    @Test
    void a_provider_out_of_reach_sees_nothing() {
        cloud.setReachable(false);
        ProviderUnavailableException outage = catchThrowableOfType(UNAVAILABLE, this::scaleOut);

        assertThat(outage.signalsOutage()).isTrue();
        assertThat(cloud.requestsSeen()).isZero();
        cloud.setReachable(true);
        scaleOut();
    }

    @Test
    void throttling_tells_when_to_come_back() {
        cloud.failNext(Fault.throttled().retryAfter(Duration.ofSeconds(7)));

        ProviderUnavailableException later = catchThrowableOfType(UNAVAILABLE, this::scaleOut);

        assertThat(later.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(later.signalsOutage()).isFalse();
        assertThat(later.errorCode()).contains("APIGW.0308");
    }

    @Test
    void only_an_error_can_say_when_to_come_back() {
        assertThatThrownBy(() -> Fault.hangUp().retryAfter(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_refused_token_is_renewed_once_for_a_call() {
        cloud.failNext(Fault.tokenRefused());
        scaleOut();
        assertThat(cloud.requestsSeen()).isEqualTo(2);
        assertThat(added()).isEqualTo(1);

        cloud.failNext(2, Fault.tokenRefused());
        assertThatThrownBy(this::scaleOut).isInstanceOfSatisfying(REJECTED, refused -> assertThat(refused.reason())
                .isEqualTo(RejectionReason.ACCESS));
        assertThat(cloud.requestsSeen()).isEqualTo(4);
    }

    @Test
    void tokens_that_ended_are_renewed() {
        scaleOut();
        clock.advance(Duration.ofHours(24));
        scaleOut();
        cloud.revokeTokens();
        clock.advance(Duration.ofHours(1));
        scaleOut();

        assertThat(added()).isEqualTo(3);
    }

    @Test
    void a_given_token_is_not_sent_a_second_time_after_its_refusal() {
        try (InMemoryScaleOutAdapter fixed = InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT)
                .token("canary-token")
                .build()) {
            ScaleOutRejectedException refused =
                    catchThrowableOfType(REJECTED, () -> fixed.scaleOut(Examples.INSTANCE, ONE_NODE));

            assertThat(refused.reason()).isEqualTo(RejectionReason.ACCESS);
            assertThat(refused).hasMessageNotContaining("canary");
            assertThat(fixed.toString()).doesNotContain("canary");
        }
        assertThat(cloud.requestsSeen()).isEqualTo(1);
    }

    @Test
    void what_a_fault_says_of_reading_does_not_touch_the_command() {
        cloud.failNext(Fault.answer(503).onReads());

        scaleOut();
        assertThatThrownBy(() -> adapter.instance(Examples.INSTANCE))
                .isInstanceOfSatisfying(UNAVAILABLE, outage -> assertThat(outage.signalsOutage())
                        .isTrue());
        assertThat(adapter.instance(Examples.INSTANCE).nodeCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void no_reading_ends_in_an_unknown_outcome(Fault fault, Class<? extends ScaleOutException> outcome, int added) {
        cloud.failNext(fault.onReads());

        if (fault.toString().matches(".*(without ids|broken ids|other instance .*), applied.*")) {
            adapter.jobsSince(Instant.EPOCH);
        } else {
            assertThatThrownBy(() -> adapter.jobsSince(Instant.EPOCH))
                    .isExactlyInstanceOf(outcome == REJECTED ? REJECTED : UNAVAILABLE);
        }
    }

    @Test
    void an_interrupted_thread_sends_nothing_and_stays_interrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(this::scaleOut).isInstanceOf(UNAVAILABLE);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(cloud.requestsSeen()).isZero();
    }

    @Test
    void an_interrupt_while_waiting_ends_the_wait_and_leaves_the_outcome_unknown() throws Exception {
        cloud.failNext(Fault.block().afterApplying());
        AtomicReference<Boolean> stillInterrupted = new AtomicReference<>();
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                scaleOut();
            } catch (ScaleOutException e) {
                stillInterrupted.set(Thread.currentThread().isInterrupted());
                outcome.completeExceptionally(e);
            }
        });
        caller.start();
        awaitRequest();
        caller.interrupt();

        assertThatThrownBy(() -> outcome.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(UNKNOWN);
        assertThat(stillInterrupted).hasValue(true);
        assertThat(added()).isEqualTo(1);
    }

    @Test
    void closing_ends_a_call_that_waits_and_refuses_the_next() throws Exception {
        cloud.failNext(Fault.block());
        CompletableFuture<ScaleOutReceipt> waiting =
                CompletableFuture.supplyAsync(this::scaleOut, task -> new Thread(task).start());
        awaitRequest();
        adapter.close();

        assertThatThrownBy(() -> waiting.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(UNKNOWN);
        assertThatThrownBy(this::scaleOut).isInstanceOf(UNAVAILABLE).hasMessageContaining("closed");
        assertThatThrownBy(() -> adapter.jobsSince(Instant.EPOCH)).isInstanceOf(UNAVAILABLE);
        assertThat(cloud.requestsSeen()).isEqualTo(1);
    }

    private void awaitRequest() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (cloud.requestsSeen() == 0) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void an_error_inside_is_an_unknown_outcome_for_the_command_and_an_outage_for_reading() {
        AtomicReference<Error> broken = new AtomicReference<>();
        Clock fragile = new Clock() {
            @Override
            public Instant instant() {
                if (broken.get() != null) {
                    throw broken.get();
                }
                return Instant.EPOCH;
            }

            @Override
            public ZoneId getZone() {
                return clock.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        FakeCloud fragileCloud =
                FakeCloud.builder().clock(fragile).withExamples().build();
        try (InMemoryScaleOutAdapter fragileAdapter =
                InMemoryScaleOutAdapter.builder(fragileCloud, Examples.PROJECT).build()) {
            broken.set(new LinkageError("a bug"));
            assertThatThrownBy(() -> fragileAdapter.scaleOut(Examples.INSTANCE, ONE_NODE))
                    .isInstanceOf(UNKNOWN)
                    .hasCause(broken.get());
            assertThatThrownBy(() -> fragileAdapter.instance(Examples.INSTANCE)).isInstanceOf(UNAVAILABLE);
        }
    }
}
