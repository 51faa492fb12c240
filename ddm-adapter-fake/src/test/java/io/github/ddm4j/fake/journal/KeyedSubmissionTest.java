/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.journal;

import static io.github.ddm4j.fake.Examples.FLAVOR;
import static io.github.ddm4j.fake.Examples.INSTANCE;
import static io.github.ddm4j.fake.Examples.YEARLY_MONTHLY_INSTANCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.Ensured;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.flow.KeyStatus;
import io.github.ddm4j.core.flow.Precondition;
import io.github.ddm4j.core.flow.Settlement;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.UnresolvedSubmissionException;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.NodeTarget;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.core.validation.SettingException;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeInstance;
import io.github.ddm4j.fake.Fault;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole path of a submission under a key: two processes, one provider, one journal. */
class KeyedSubmissionTest {

    private static final Instant START = Instant.parse("2026-06-05T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final IdempotencyKey KEY = new IdempotencyKey("ticket 7");
    private static final IdempotencyKey OTHER = new IdempotencyKey("ticket 8");
    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder(FLAVOR.value(), 1).build();

    private final FakeClock clock = FakeClock.at(START);
    private final ClockTime time = new ClockTime(clock);
    private final FakeCloud cloud = FakeCloud.builder().clock(clock).build();
    private final InMemorySubmissionJournal journal = InMemorySubmissionJournal.create(clock);
    private final Replica replica = replica();

    private Replica replica() {
        return new Replica(cloud, journal, time);
    }

    @BeforeEach
    void addInstances() {
        cloud.addInstance(
                FakeInstance.builder(Examples.PROJECT, INSTANCE).nodes(2).build());
        cloud.addInstance(FakeInstance.builder(Examples.PROJECT, YEARLY_MONTHLY_INSTANCE)
                .yearlyMonthly()
                .nodes(2)
                .build());
        cloud.addToken(Examples.TOKEN, Examples.PROJECT);
        clearInterrupt();
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    private Submission submit(Replica by) {
        return by.flow.submit(KEY, INSTANCE, ONE_NODE);
    }

    /** The wish is made again, hour by hour, until it is applied. */
    private Submission submitUntilApplied(Replica by) {
        for (int tries = 0; tries < 10; tries++) {
            try {
                if (submit(by) instanceof Submission.Applied applied) {
                    return applied;
                }
            } catch (OutcomeUnknownException | ScaleOutRejectedException | ProviderUnavailableException e) {
                cloud.addToken(Examples.TOKEN, Examples.PROJECT);
                time.letPass(HOUR);
            }
        }
        throw new AssertionError("a wish was lost");
    }

    private void loseNextAnswer() {
        cloud.failNext(Fault.hangUp().afterApplying());
    }

    /** A process that has told that it sends and dies before it does. */
    private void dieBeforeSending() {
        assertThat(catchThrowable(() -> submit(replica().dyingAt("after sending"))))
                .isNotNull();
        time.letPass(Duration.ofMinutes(10));
    }

    private KeyStatus status(IdempotencyKey key) {
        return replica.flow.find(key).orElseThrow();
    }

    // One key, one order.

    @Test
    void the_same_key_orders_once_and_answers_the_same_for_ever() {
        Submission first = submit(replica);
        time.letPass(Duration.ofDays(20));

        assertThat(submit(replica))
                .usingRecursiveComparison()
                .ignoringFields("receipt.instanceName")
                .isEqualTo(first);
        assertThat(((Submission.Applied) submit(replica())).jobId()).isPresent().isEqualTo(jobId(first));
        assertThat(cloud.accepted()).isEqualTo(1);
        assertThat(replica.eventNames()).containsExactly("Sending", "Submitted", "Remembered");
    }

    private static Optional<JobId> jobId(Submission submission) {
        return ((Submission.Applied) submission).jobId();
    }

    @Test
    void a_submit_is_four_statements_the_same_key_again_is_one_and_an_idle_flow_makes_none() {
        submit(replica);
        assertThat(replica.statements).containsExactly("read", "insert", "replace", "replace");
        replica.statements.clear();

        submit(replica);
        time.letPass(HOUR);

        assertThat(replica.statements).containsExactly("read");
    }

    @Test
    void another_wish_under_a_known_key_is_invalid_and_says_what_the_key_stands_for() {
        submit(replica);

        assertThatThrownBy(() -> replica.flow.submit(
                        KEY,
                        INSTANCE,
                        ScaleOutRequest.builder(FLAVOR.value(), 2).build()))
                .isInstanceOf(InvalidScaleOutException.class)
                .hasMessageContainingAll("V16", "idempotency_key", "ticket 7", "add 1 flavor=" + FLAVOR);
        assertThatThrownBy(() -> replica.flow.submit(KEY, YEARLY_MONTHLY_INSTANCE, ONE_NODE))
                .isInstanceOf(InvalidScaleOutException.class);
        assertThatThrownBy(() -> replica.flow.ensure(KEY, INSTANCE, NodeTarget.of(FLAVOR, 3)))
                .isInstanceOf(InvalidScaleOutException.class);
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    @Test
    void an_unusable_key_is_refused_by_name_before_anything_is_read() {
        assertThatThrownBy(() -> new IdempotencyKey(" ticket"))
                .isInstanceOf(InvalidScaleOutException.class)
                .hasMessageContainingAll("V15", "idempotency_key");
        assertThat(cloud.requestsSeen() + cloud.readsSeen()).isZero();
    }

    @Test
    void with_a_journal_a_submission_without_a_key_is_invalid() {
        assertThatThrownBy(() -> replica.flow.submit(INSTANCE, ONE_NODE))
                .isInstanceOf(InvalidScaleOutException.class)
                .hasMessageContainingAll("V1", "idempotency_key", "journal");
        assertThatThrownBy(() -> replica.flow.ensure(INSTANCE, NodeTarget.of(FLAVOR, 3)))
                .isInstanceOf(InvalidScaleOutException.class);
        assertThat(cloud.requestsSeen() + cloud.readsSeen()).isZero();
    }

    @Test
    void without_a_journal_every_call_that_needs_one_says_so() {
        InMemoryScaleOutAdapter adapter = InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT)
                .token(Examples.TOKEN)
                .build();
        try (ScaleOutFlow plain = ScaleOutFlow.builder(adapter).time(time).build()) {
            List<Runnable> calls = List.of(
                    () -> plain.submit(KEY, INSTANCE, ONE_NODE),
                    () -> plain.submitAsync(KEY, INSTANCE, ONE_NODE),
                    () -> plain.ensure(KEY, INSTANCE, NodeTarget.of(FLAVOR, 3)),
                    plain::resume,
                    plain::unsettled,
                    () -> plain.find(KEY),
                    () -> plain.fence(START),
                    () -> plain.settle(KEY, Stamp.random(), Settlement.notApplied(), "ann", "looked"));
            for (Runnable call : calls) {
                assertThatThrownBy(call::run)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContainingAll("no journal", "ScaleOutFlowBuilder.journal");
            }
            assertThat(plain.submit(INSTANCE, ONE_NODE)).isInstanceOf(Submission.Accepted.class);
        }
    }

    @Test
    void a_background_submission_under_a_key_orders_once() {
        CompletableFuture<Submission> first =
                replica.flow.submitAsync(KEY, INSTANCE, ONE_NODE, Precondition.NONE, Runnable::run);

        assertThat(first).as(replica.events.toString()).isCompleted();
        assertThat(jobId(submit(replica()))).isEqualTo(jobId(first.join()));
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    @Test
    void what_the_provider_refuses_is_remembered_and_the_same_key_may_be_submitted_again() {
        cloud.setQuota(Examples.PROJECT, 2);
        assertThatThrownBy(() -> submit(replica)).isInstanceOf(ScaleOutRejectedException.class);
        assertThat(status(KEY).state()).isEqualTo(KeyState.REFUSED);
        cloud.setQuota(Examples.PROJECT, 20);

        assertThat(submit(replica)).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void what_surely_was_not_applied_is_tried_again_under_the_same_claim() {
        cloud.failNext(Fault.throttled());

        assertThat(submit(replica)).isInstanceOf(Submission.Accepted.class);
        assertThat(replica.eventNames()).containsExactly("Sending", "Postponed", "Sending", "Submitted");
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    @Test
    void the_events_of_a_submission_name_its_key() {
        submit(replica);

        assertThat(replica.events).allSatisfy(event -> assertThat(
                        ((FlowEvent.OfSubmission) event).correlation().key())
                .contains(KEY));
    }

    // Death.

    static List<String> steps() {
        return Replica.STEPS;
    }

    @ParameterizedTest
    @MethodSource("steps")
    void whoever_dies_at_any_step_has_ordered_once_in_the_end(String step) {
        // What the dead one is told, nobody hears.
        var unused = catchThrowable(() -> submit(replica().dyingAt(step)));

        assertThat(submitUntilApplied(replica)).isInstanceOf(Submission.Applied.class);
        assertThat(cloud.accepted()).isEqualTo(1);
        assertThat(status(KEY).state()).isEqualTo(KeyState.APPLIED);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void whoever_dies_at_any_step_on_a_yearly_monthly_instance_has_ordered_once_at_most(String step) {
        var dead = catchThrowable(() -> replica().dyingAt(step).flow.submit(KEY, YEARLY_MONTHLY_INSTANCE, ONE_NODE));

        for (int hours = 0; hours < 5; hours++) {
            var unused = catchThrowable(() -> replica.flow.submit(KEY, YEARLY_MONTHLY_INSTANCE, ONE_NODE));
            time.letPass(HOUR);
            cloud.addToken(Examples.TOKEN, Examples.PROJECT);
        }

        KeyStatus end = status(KEY);
        boolean mayHaveSent =
                List.of("after sending", "after order", "before applied").contains(step);
        assertThat(end.state()).isEqualTo(mayHaveSent ? KeyState.IN_DOUBT : KeyState.APPLIED);
        assertThat(cloud.accepted()).isEqualTo(step.equals("after sending") ? 0 : 1);
    }

    @Test
    void while_a_sender_may_be_at_work_the_same_key_is_busy_and_named() {
        var unused = catchThrowable(() -> submit(replica().dyingAt("after sending")));

        ScaleOutRejectedException busy = catchThrowableOfType(ScaleOutRejectedException.class, () -> submit(replica));

        assertThat(busy.reason()).isEqualTo(RejectionReason.INSTANCE_BUSY);
        assertThat(busy.safeToRepeat()).isFalse();
        assertThat(busy).hasMessageContainingAll("ticket 7", INSTANCE.value());
        assertThat(cloud.accepted()).isZero();
    }

    @Test
    void another_key_of_the_instance_is_busy_too_and_told_which_key_stops_it() {
        dieBeforeSending();
        assertThatThrownBy(() -> submit(replica)).isInstanceOf(UnresolvedSubmissionException.class);

        assertThatThrownBy(() -> replica.flow.submit(OTHER, INSTANCE, ONE_NODE))
                .isInstanceOf(ScaleOutRejectedException.class)
                .hasMessageContainingAll("ticket 7", "in doubt");
        assertThat(cloud.accepted()).isZero();
    }

    @Test
    void whoever_is_stopped_by_a_dead_sender_settles_it_and_goes_on() {
        var unused = catchThrowable(() -> submit(replica().dyingAt("after order")));
        time.letPass(Duration.ofMinutes(10));

        assertThat(replica.flow.submit(OTHER, INSTANCE, ONE_NODE)).isInstanceOf(Submission.Accepted.class);
        assertThat(status(KEY).state()).isEqualTo(KeyState.APPLIED);
        assertThat(replica.eventNames()).contains("TakenOver");
        assertThat(cloud.accepted()).isEqualTo(2);
    }

    @Test
    void a_sender_that_vanished_before_it_sent_is_a_doubt_for_an_hour_and_then_orders_under_the_same_key() {
        dieBeforeSending();

        UnresolvedSubmissionException doubt =
                catchThrowableOfType(UnresolvedSubmissionException.class, () -> submit(replica));
        assertThat(doubt.key()).contains(KEY);
        assertThat(doubt.evidence().doubt()).isEqualTo(Doubt.SENDER_VANISHED);
        assertThat(doubt.evidence().observations()).isNotEmpty();
        assertThat(replica.events)
                .filteredOn(FlowEvent.GaveUp.class::isInstance)
                .singleElement()
                .satisfies(event ->
                        assertThat(((FlowEvent.GaveUp) event).evidence()).isEqualTo(doubt.evidence()));
        assertThatThrownBy(() -> submit(replica)).isInstanceOf(UnresolvedSubmissionException.class);
        time.letPass(HOUR);

        assertThat(submit(replica)).isInstanceOf(Submission.FoundNotApplied.class);
        assertThat(cloud.accepted()).isZero();
        assertThat(submit(replica)).isInstanceOf(Submission.Accepted.class);
    }

    /** What was quiet before the hour was over proves nothing of a sender that wakes up after it. */
    @Test
    void the_look_after_the_hour_counts_its_own_quiet_time_alone() {
        dieBeforeSending();
        var unused = catchThrowable(() -> submit(replica));
        time.letPass(HOUR);
        Duration before = time.elapsed();

        submit(replica);

        assertThat(time.elapsed().minus(before)).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_lost_answer_is_found_out_and_the_journal_knows_it_then() {
        loseNextAnswer();

        Submission found = submit(replica);

        assertThat(found).isInstanceOf(Submission.FoundApplied.class);
        assertThat(submit(replica())).usingRecursiveComparison().isEqualTo(found);
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    @Test
    void a_lost_request_is_found_not_applied_at_once_because_its_sender_has_told_so() {
        cloud.failNext(Fault.hangUp());

        assertThat(submit(replica)).isInstanceOf(Submission.FoundNotApplied.class);
        assertThat(status(KEY).state()).isEqualTo(KeyState.REFUSED);
        assertThat(submit(replica())).isInstanceOf(Submission.Accepted.class);
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    @Test
    void an_interrupt_after_a_lost_answer_ends_the_lease_so_that_the_next_one_looks_at_once() {
        Replica interrupted = new Replica(
                cloud,
                journal,
                time,
                builder -> builder.listener(event -> {
                    if (event instanceof FlowEvent.AnswerLost) {
                        Thread.currentThread().interrupt();
                    }
                }));
        loseNextAnswer();
        UnresolvedSubmissionException doubt =
                catchThrowableOfType(UnresolvedSubmissionException.class, () -> submit(interrupted));
        assertThat(Thread.interrupted()).isTrue();

        assertThat(doubt.evidence().doubt()).isEqualTo(Doubt.INTERRUPTED);
        assertThat(status(KEY).leaseLeft()).isLessThanOrEqualTo(Duration.ZERO);
        assertThat(submit(replica)).isInstanceOf(Submission.FoundApplied.class);
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    // Resume.

    @Test
    void resume_settles_what_nobody_is_at_work_at_and_sends_nothing() {
        var unused = catchThrowable(() -> submit(replica().dyingAt("after order")));
        assertThat(replica.flow.resume()).as("its lease is not over").isZero();
        time.letPass(Duration.ofMinutes(10));

        assertThat(replica.flow.unsettled()).extracting(KeyStatus::state).containsExactly(KeyState.SENDING);
        assertThat(replica.flow.resume()).isEqualTo(1);

        assertThat(replica.flow.unsettled()).isEmpty();
        assertThat(status(KEY).jobId()).isPresent();
        assertThat(cloud.requestsSeen()).isEqualTo(1);
        assertThat(replica.eventNames()).contains("TakenOver", "Submitted");
    }

    @Test
    void resume_frees_a_claim_that_was_left() {
        var unused = catchThrowable(() -> submit(replica().dyingAt("before order")));
        time.letPass(Duration.ofMinutes(10));

        assertThat(replica.flow.resume()).isEqualTo(1);
        assertThat(replica.flow.submit(OTHER, INSTANCE, ONE_NODE)).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void resume_leaves_a_doubt_alone_until_an_hour_is_over_and_settles_it_then() {
        dieBeforeSending();
        assertThat(replica.flow.resume()).isZero();
        KeyStatus doubt = status(KEY);
        assertThat(doubt.state()).isEqualTo(KeyState.IN_DOUBT);
        int reads = cloud.readsSeen();
        assertThat(replica.flow.resume()).isZero();
        assertThat(cloud.readsSeen()).isEqualTo(reads);
        time.letPass(HOUR);

        assertThat(replica.flow.resume()).isEqualTo(1);
        assertThat(status(KEY).state()).isEqualTo(KeyState.REFUSED);
    }

    @Test
    void an_interrupted_resume_ends_and_leaves_the_flag_set() {
        var unused = catchThrowable(() -> submit(replica().dyingAt("after order")));
        time.letPass(Duration.ofMinutes(10));
        Thread.currentThread().interrupt();

        assertThat(replica.flow.resume()).isZero();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(replica.flow.resume()).isEqualTo(1);
    }

    // A person's word.

    private KeyStatus yearlyDoubt() {
        cloud.failNext(Fault.hangUp().afterApplying());
        assertThatThrownBy(() -> replica.flow.submit(KEY, YEARLY_MONTHLY_INSTANCE, ONE_NODE))
                .isInstanceOfSatisfying(
                        UnresolvedSubmissionException.class,
                        doubt -> assertThat(doubt.evidence().doubt()).isEqualTo(Doubt.UNSEEN_ORDER));
        return replica.flow.unsettled().get(0);
    }

    @Test
    void a_person_settles_a_doubt_by_the_order_that_was_found_and_the_key_answers_it() {
        KeyStatus doubt = yearlyDoubt();
        OrderId found = cloud.ordersToPay().get(0);
        assertThat(doubt.summary())
                .contains("ticket 7", "IN_DOUBT", doubt.stamp().value());

        KeyStatus settled = replica.flow.settle(
                KEY, doubt.stamp(), Settlement.applied(found), "ann", "the order is in the console");

        assertThat(settled.state()).isEqualTo(KeyState.APPLIED);
        assertThat(settled.orderId()).contains(found);
        assertThat(settled.why()).contains("ann", "the order is in the console");
        assertThat(replica.flow.submit(KEY, YEARLY_MONTHLY_INSTANCE, ONE_NODE))
                .isInstanceOfSatisfying(Submission.Remembered.class, remembered -> {
                    assertThat(remembered.orderId()).contains(found);
                    assertThat(remembered.goal().nodes()).isEqualTo(3);
                });
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    @Test
    void a_person_settles_the_doubt_that_was_seen_and_no_other() {
        KeyStatus doubt = yearlyDoubt();

        assertThatThrownBy(
                        () -> replica.flow.settle(KEY, Stamp.random(), Settlement.notApplied(), "ann", "nothing there"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("ticket 7", "changed since");
        assertThatThrownBy(() ->
                        replica.flow.settle(OTHER, doubt.stamp(), Settlement.notApplied(), "ann", "nothing there"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not know the key");
        assertThatThrownBy(() -> replica.flow.settle(KEY, doubt.stamp(), Settlement.notApplied(), " ", "looked"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("by must be");
        assertThat(status(KEY).state()).isEqualTo(KeyState.IN_DOUBT);
        replica.flow.settle(KEY, doubt.stamp(), Settlement.notApplied(), "ann", "nothing there");
        assertThat(status(KEY).state()).isEqualTo(KeyState.REFUSED);
    }

    @Test
    void a_doubt_that_others_go_on_alongside_stays_one_and_can_be_settled_later() {
        KeyStatus doubt = yearlyDoubt();
        KeyStatus alongside =
                replica.flow.settle(KEY, doubt.stamp(), Settlement.alongside(), "ann", "the order page is down");

        assertThat(alongside.state()).isEqualTo(KeyState.IN_DOUBT);
        assertThat(alongside.stopsInstance()).isFalse();
        assertThat(alongside.instanceId()).isEqualTo(YEARLY_MONTHLY_INSTANCE);
        assertThat(replica.flow.submit(OTHER, YEARLY_MONTHLY_INSTANCE, ONE_NODE))
                .isInstanceOf(Submission.Accepted.class);
        assertThat(replica.flow
                        .settle(
                                KEY,
                                alongside.stamp(),
                                Settlement.applied(cloud.ordersToPay().get(0)),
                                "ann",
                                "found it")
                        .state())
                .isEqualTo(KeyState.APPLIED);
    }

    // Orders that wait to be paid.

    @Test
    void an_order_that_another_process_placed_and_nobody_paid_keeps_the_instance_busy() {
        replica().flow.submit(KEY, YEARLY_MONTHLY_INSTANCE, ONE_NODE);

        assertThatThrownBy(() -> replica.flow.submit(OTHER, YEARLY_MONTHLY_INSTANCE, ONE_NODE))
                .isInstanceOf(ScaleOutRejectedException.class)
                .hasMessageContaining("may wait to be paid");
        cloud.payOrder(cloud.ordersToPay().get(0));
        time.letPass(Duration.ofMinutes(10));
        assertThat(replica.flow.submit(OTHER, YEARLY_MONTHLY_INSTANCE, ONE_NODE))
                .isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void an_order_that_will_not_be_paid_can_be_forgotten_though_the_journal_knows_it() {
        replica().flow.submit(KEY, YEARLY_MONTHLY_INSTANCE, ONE_NODE);
        var unused = catchThrowable(() -> replica.flow.submit(OTHER, YEARLY_MONTHLY_INSTANCE, ONE_NODE));

        replica.flow.forget(cloud.ordersToPay().get(0));

        assertThat(replica.flow.submit(OTHER, YEARLY_MONTHLY_INSTANCE, ONE_NODE))
                .isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void a_job_that_another_process_was_given_keeps_the_instance_busy_though_no_view_shows_it_yet() {
        replica().flow.submit(KEY, INSTANCE, ONE_NODE);

        assertThatThrownBy(() -> replica.flow.submit(OTHER, INSTANCE, ONE_NODE))
                .isInstanceOf(ScaleOutRejectedException.class);
        time.letPass(Duration.ofMinutes(1));
        assertThat(replica.flow.submit(OTHER, INSTANCE, ONE_NODE)).isInstanceOf(Submission.Accepted.class);
    }

    // Targets.

    @Test
    void a_target_under_a_key_orders_the_difference_once_from_however_many_places() {
        NodeTarget four = NodeTarget.of(FLAVOR, 4);
        assertThat(replica().flow.ensure(KEY, INSTANCE, four)).isInstanceOf(Submission.Accepted.class);
        time.letPass(Duration.ofMinutes(10));

        assertThat(replica.flow.ensure(KEY, INSTANCE, four)).isInstanceOf(Submission.Accepted.class);
        assertThat(replica.flow.ensure(OTHER, INSTANCE, four)).isInstanceOf(Ensured.AlreadyThere.class);
        assertThat(status(KEY).nodes()).isEqualTo(2);
        assertThat(status(OTHER).state()).isEqualTo(KeyState.REFUSED);
        assertThat(cloud.nodeCount(INSTANCE)).isEqualTo(4);
    }

    @Test
    void a_settled_answer_stays_also_if_nodes_vanish_later() {
        NodeTarget four = NodeTarget.of(FLAVOR, 4);
        replica.flow.ensure(KEY, INSTANCE, four);
        time.letPass(Duration.ofMinutes(10));
        cloud.scaleInByOthers(INSTANCE, 2);

        assertThat(replica.flow.ensure(KEY, INSTANCE, four)).isInstanceOf(Submission.Applied.class);
        assertThat(cloud.nodeCount(INSTANCE)).isEqualTo(2);
        assertThatThrownBy(() -> replica.flow.ensure(OTHER, INSTANCE, four))
                .hasMessageContaining("its nodes are not shown yet");
        time.letPass(Duration.ofMinutes(10));
        assertThat(replica.flow.ensure(OTHER, INSTANCE, four)).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void a_target_on_a_yearly_monthly_instance_is_possible_under_a_key() {
        NodeTarget three = NodeTarget.of(FLAVOR, 3);

        assertThat(replica.flow.ensure(KEY, YEARLY_MONTHLY_INSTANCE, three)).isInstanceOf(Submission.Accepted.class);
        assertThat(replica().flow.ensure(KEY, YEARLY_MONTHLY_INSTANCE, three)).isInstanceOf(Submission.Accepted.class);
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    // The limit.

    @Test
    void no_more_nodes_than_the_limit_are_ordered_in_a_day_by_all_processes_together() {
        List<Replica> limited = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            limited.add(new Replica(cloud, journal, time, builder -> builder.nodesPerDay(2)));
        }
        for (int i = 0; i < 2; i++) {
            limited.get(i).flow.submit(new IdempotencyKey("key " + i), INSTANCE, ONE_NODE);
            time.letPass(Duration.ofMinutes(10));
        }

        assertThatThrownBy(() -> limited.get(2).flow.submit(KEY, INSTANCE, ONE_NODE))
                .isInstanceOfSatisfying(ScaleOutRejectedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(RejectionReason.QUOTA))
                .hasMessageContaining("2 nodes a day");
        assertThat(cloud.accepted()).isEqualTo(2);
        time.letPass(Duration.ofDays(1));
        cloud.addToken(Examples.TOKEN, Examples.PROJECT);
        assertThat(limited.get(2).flow.submit(KEY, INSTANCE, ONE_NODE)).isInstanceOf(Submission.Accepted.class);
    }

    // The journal fails.

    @Test
    void nothing_is_sent_while_the_journal_cannot_be_reached() {
        replica.journalIsDown(true);

        assertThatThrownBy(() -> submit(replica))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContainingAll("Nothing was sent", "the store is down");
        assertThatThrownBy(replica.flow::unsettled)
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("the store is down");
        assertThatThrownBy(replica.flow::resume).isInstanceOf(ProviderUnavailableException.class);
        assertThat(cloud.requestsSeen()).isZero();
        replica.journalIsDown(false);
        assertThat(submit(replica)).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void nothing_is_sent_if_the_journal_fails_when_the_order_is_ready() {
        Replica[] self = new Replica[1];
        self[0] = new Replica(
                cloud,
                journal,
                time,
                builder -> builder.gate((instance, request) -> {
                    self[0].journalIsDown(true);
                    return SendGate.Permission.granted();
                }));

        assertThatThrownBy(() -> submit(self[0]))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("Nothing was sent");
        assertThat(cloud.accepted()).isZero();
        time.letPass(Duration.ofMinutes(10));
        assertThat(submit(replica)).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void a_receipt_that_cannot_be_recorded_is_told_all_the_same_and_found_out_by_the_next() {
        Replica[] self = new Replica[1];
        self[0] = new Replica(cloud, journal, time, builder -> builder.listener(event -> self[0].events.add(event)));
        self[0].dyingAt("before applied");

        assertThat(submit(self[0])).isInstanceOf(Submission.Accepted.class);
        assertThat(self[0].eventNames()).contains("JournalFailed", "NotRecorded", "Submitted");
        time.letPass(Duration.ofMinutes(10));
        assertThat(submit(replica)).isInstanceOf(Submission.FoundApplied.class);
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    @Test
    void a_record_of_a_later_version_stops_its_key_and_its_instance_by_name() {
        journal.insert(new SubmissionJournal.Entry(
                KEY, INSTANCE, true, Optional.empty(), Stamp.random(), Duration.ZERO, "2 NEW x=y"));

        assertThatThrownBy(() -> submit(replica))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("version '2'");
        assertThatThrownBy(() -> replica.flow.submit(OTHER, INSTANCE, ONE_NODE))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContainingAll("ticket 7", "version '2'");
        assertThat(replica.flow.unsettled()).singleElement().satisfies(status -> assertThat(status.why())
                .contains("version '2'"));
        assertThat(replica.flow.resume()).isZero();
        assertThat(cloud.requestsSeen()).isZero();
    }

    @Test
    void a_key_whose_record_was_shortened_still_answers_and_sends_nothing() {
        JobId job = jobId(submit(replica)).orElseThrow();
        time.letPass(Duration.ofDays(100));
        assertThat(journal.thin(Duration.ofDays(90), 10)).isEqualTo(1);
        cloud.addToken(Examples.TOKEN, Examples.PROJECT);

        assertThat(submit(replica)).isInstanceOfSatisfying(Submission.Remembered.class, remembered -> {
            assertThat(remembered.jobId()).contains(job);
            assertThatThrownBy(remembered::baseline)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ticket 7");
        });
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    // Fences.

    @Test
    void after_a_restore_an_instance_with_a_job_that_the_journal_does_not_know_is_fenced_once() {
        submit(replica);
        time.letPass(Duration.ofMinutes(10));
        InMemorySubmissionJournal restored = InMemorySubmissionJournal.create(clock);
        Replica after = new Replica(cloud, restored, time);
        Instant since = time.now().minus(HOUR);

        List<KeyStatus> fenced = after.flow.fence(since);

        assertThat(fenced).singleElement().satisfies(fence -> {
            assertThat(fence.instanceId()).isEqualTo(INSTANCE);
            assertThat(fence.state()).isEqualTo(KeyState.IN_DOUBT);
            assertThat(fence.why()).contains("the journal knows nothing of them");
        });
        assertThatThrownBy(() -> after.flow.submit(KEY, INSTANCE, ONE_NODE))
                .isInstanceOf(ScaleOutRejectedException.class)
                .hasMessageContaining("in doubt");
        assertThat(after.flow.fence(since)).as("is up already").hasSize(1);
        after.flow.settle(
                fenced.get(0).key(), fenced.get(0).stamp(), Settlement.notApplied(), "ann", "ticket 7 had ordered it");
        assertThat(after.flow.fence(since)).as("was settled for these jobs").isEmpty();
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    @Test
    void an_instance_all_of_whose_jobs_the_journal_knows_is_not_fenced() {
        submit(replica);
        time.letPass(Duration.ofMinutes(10));

        assertThat(replica.flow.fence(time.now().minus(HOUR))).isEmpty();
    }

    @Test
    void a_fence_looks_as_far_back_as_the_provider_lists_jobs_and_no_further() {
        assertThatThrownBy(() -> replica.flow.fence(time.now().minus(Duration.ofDays(31))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("since", "30 days");
        assertThatThrownBy(() -> replica.flow.fence(time.now().plusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // Settings.

    @Test
    void a_quiet_time_that_is_not_longer_than_what_may_be_under_way_is_refused() {
        assertThatThrownBy(
                        () -> new Replica(cloud, journal, time, builder -> builder.quietTime(Duration.ofSeconds(130))))
                .isInstanceOf(SettingException.class)
                .hasMessageContainingAll("quietTime", "PT2M10S");
        new Replica(cloud, journal, time, builder -> builder.quietTime(Duration.ofSeconds(131)));
    }

    @Test
    void a_limit_a_day_needs_a_journal() {
        InMemoryScaleOutAdapter adapter = InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT)
                .token(Examples.TOKEN)
                .build();

        assertThatThrownBy(() -> ScaleOutFlow.builder(adapter).nodesPerDay(3).build())
                .isInstanceOf(SettingException.class)
                .hasMessageContainingAll("nodesPerDay", "journal");
    }

    // At once.

    @Test
    void many_threads_with_one_key_order_once_and_are_all_told_the_same_job() {
        try (ScaleOutFlow real = ScaleOutFlow.builder(InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT)
                        .token(Examples.TOKEN)
                        .build())
                .journal(journal)
                .build()) {
            List<CompletableFuture<Submission>> all = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                all.add(real.submitAsync(KEY, INSTANCE, ONE_NODE));
            }
            assertThat(all.stream().map(CompletableFuture::join).map(KeyedSubmissionTest::jobId))
                    .hasSize(32)
                    .containsOnly(
                            Optional.of(cloud.jobs(Examples.PROJECT).get(0).id()));
        } catch (CompletionException e) {
            throw new AssertionError(e);
        }
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    @Test
    void instances_do_not_stop_each_other() {
        InstanceId second = new InstanceId("second");
        cloud.addInstance(
                FakeInstance.builder(Examples.PROJECT, second).nodes(2).build());
        dieBeforeSending();

        assertThat(replica.flow.submit(OTHER, second, ONE_NODE)).isInstanceOf(Submission.Accepted.class);
    }
}
