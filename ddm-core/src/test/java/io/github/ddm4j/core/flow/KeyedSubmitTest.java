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
import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.NodeTarget;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a submission under a key is told, first from the flow's own knowledge, then from the journal. */
class KeyedSubmitTest extends KeyedReplicas {

    private static final Duration HOUR = Duration.ofHours(1);

    private static NodeTarget nodes(int nodes) {
        return NodeTarget.of("flavor-1", nodes, "g0");
    }

    private ScaleOutRejectedException refused(ScaleOutFlow by) {
        return catchThrowableOfType(ScaleOutRejectedException.class, () -> submit(by));
    }

    private ProviderUnavailableException unavailable(ScaleOutFlow by) {
        return catchThrowableOfType(ProviderUnavailableException.class, () -> submit(by));
    }

    private UnresolvedSubmissionException unresolved(ScaleOutFlow by) {
        return catchThrowableOfType(UnresolvedSubmissionException.class, () -> submit(by));
    }

    // One key, one order.

    @Test
    void the_same_key_is_ordered_once_and_answered_the_same_by_every_replica() {
        Submission made = submit(first);
        events.clear();

        assertThat(submit(second)).isEqualTo(made).isInstanceOf(Submission.Accepted.class);
        assertThat(only(FlowEvent.Remembered.class).submission()).isEqualTo(made);
        assertThat(only(FlowEvent.Remembered.class).correlation().key()).contains(KEY);
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void a_submission_that_was_answered_tells_its_attempt_its_key_and_its_outcome() {
        Submission made = submit(first);

        assertThat(eventNames()).containsExactly("Sending", "Submitted");
        assertThat(only(FlowEvent.Sending.class).attempt()).isEqualTo(1);
        assertThat(only(FlowEvent.Submitted.class).submission()).isEqualTo(made);
        assertThat(only(FlowEvent.Submitted.class).correlation().key()).contains(KEY);
        assertThat(status(KEY).nodes()).isEqualTo(2);
    }

    @Test
    void an_order_that_waits_to_be_paid_is_answered_by_its_number() {
        provider.nextAnswer(() -> placed("CS1"));
        Submission made = submit(first);

        assertThat(submit(second)).isEqualTo(made);
        assertThat(((Submission.Applied) submit(second)).orderId()).contains(new OrderId("CS1"));
    }

    @Test
    void a_job_with_an_order_beside_it_is_answered_by_both() {
        provider.nextAnswer(() -> new ScaleOutReceipt.JobStarted(
                INSTANCE, Optional.empty(), new JobId("j1"), Optional.of(new OrderId("CS1"))));
        Submission made = submit(first);

        assertThat(submit(second)).isEqualTo(made);
        assertThat(status(KEY).summary()).contains("APPLIED by job j1 by order CS1 since 0 s; stamp ");
    }

    @Test
    void a_background_submission_under_a_key_orders_once_too() {
        CompletableFuture<Submission> made =
                first.submitAsync(KEY, INSTANCE, request(2), Precondition.NONE, Runnable::run);

        assertThat(made).isCompleted();
        assertThat(submit(second)).isEqualTo(made.join());
    }

    /** What a key stands for is kept for ever: a word of it that changed would make every wish another one. */
    @Test
    void another_wish_under_a_known_key_is_told_what_the_key_stands_for() {
        ScaleOutRequest zones = ScaleOutRequest.builder("flavor-1", 2)
                .availabilityZones(List.of("z2", "z1"))
                .build();
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
        provider.nextAnswer(() -> placed("CS1"));
        first.submit(KEY, INSTANCE, zones);

        assertThatThrownBy(() -> submit(second))
                .isInstanceOf(InvalidScaleOutException.class)
                .hasMessageContaining("it stands for 'add 2 flavor=flavor-1 autoPay=false zones=z1,z2'");
        ScaleOutRequest turned = ScaleOutRequest.builder("flavor-1", 2)
                .availabilityZones(List.of("z1", "z2"))
                .build();
        assertThat(second.submit(KEY, INSTANCE, turned)).isInstanceOf(Submission.Accepted.class);
        assertThatThrownBy(() -> second.submit(KEY, new InstanceId("i2"), zones))
                .isInstanceOf(InvalidScaleOutException.class);
    }

    @Test
    void a_target_is_another_wish_than_its_difference() {
        first.ensure(KEY, INSTANCE, nodes(4));

        assertThatThrownBy(() -> submit(second))
                .hasMessageContaining("it stands for 'ensure 4 flavor=flavor-1 group=g0 autoPay=false'");
        assertThat(second.ensure(KEY, INSTANCE, nodes(4))).isInstanceOf(Submission.Accepted.class);
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void a_flow_with_a_journal_takes_no_submission_without_a_key_and_one_without_none_with_a_key() {
        assertThatThrownBy(() -> first.submit(INSTANCE, request(2)))
                .isInstanceOf(InvalidScaleOutException.class)
                .hasMessageContainingAll("V1", "idempotency_key", "journal");
        try (ScaleOutFlow plain = ScaleOutFlow.builder(provider).time(time).build()) {
            assertThatThrownBy(() -> submit(plain))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no journal");
            assertThatThrownBy(() -> plain.find(KEY)).hasMessageContaining("no journal");
        }
        assertThat(provider.calls).isEmpty();
    }

    // Refused, or tried again.

    @Test
    void what_the_provider_refuses_is_told_as_it_was_said_and_the_key_may_be_submitted_again() {
        ScaleOutRejectedException quota =
                new ScaleOutRejectedException(RejectionReason.QUOTA, "no more nodes", ProviderError.NONE);
        provider.nextAnswer(() -> {
            throw quota;
        });

        assertThat(refused(first)).isSameAs(quota);
        assertThat(only(FlowEvent.Refused.class).cause()).isSameAs(quota);
        assertThat(status(KEY).state()).isEqualTo(KeyState.REFUSED);
        assertThat(status(KEY).why()).isEqualTo("no more nodes");
        assertThat(submit(second)).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void what_surely_was_not_applied_is_tried_again_when_the_provider_says() {
        provider.nextIsUnavailable(Duration.ofSeconds(40));

        assertThat(submit(first)).isInstanceOf(Submission.Accepted.class);
        assertThat(eventNames()).containsExactly("Sending", "Postponed", "Sending", "Submitted");
        assertThat(events.stream().filter(FlowEvent.Sending.class::isInstance).map(event -> ((FlowEvent.Sending) event)
                        .attempt()))
                .containsExactly(1, 2);
        assertThat(provider.calls)
                .containsExactly("0 jobs", "0 instance", "0 scaleOut", "40 jobs", "40 instance", "40 scaleOut");
    }

    @Test
    void what_is_tried_in_vain_is_refused_with_the_last_reason() {
        for (int i = 0; i < 3; i++) {
            provider.nextIsUnavailable(Duration.ofSeconds(1));
        }

        assertThat(unavailable(first)).hasMessage("Too many calls");
        assertThat(provider.sent()).isEqualTo(3);
        assertThat(status(KEY).state()).isEqualTo(KeyState.REFUSED);
        assertThat(submit(second)).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void a_reading_before_the_order_that_fails_is_made_again_and_counts_as_an_attempt() {
        provider.nextReadFails(ProviderUnavailableException.throttled("slow down", ProviderError.NONE, null));

        submit(first);

        assertThat(eventNames()).containsExactly("Postponed", "Sending", "Submitted");
        assertThat(only(FlowEvent.Sending.class).attempt()).isEqualTo(2);
    }

    @Test
    void a_reading_that_fails_in_vain_sends_nothing() {
        for (int i = 0; i < 3; i++) {
            provider.nextReadFails(ProviderUnavailableException.throttled("slow down", ProviderError.NONE, null));
        }

        assertThat(unavailable(first)).hasMessage("slow down");
        assertThat(provider.sent()).isZero();
        assertThat(status(KEY).why()).isEqualTo("slow down");
    }

    @Test
    void a_gate_that_refuses_for_good_ends_the_submission_and_frees_the_key() {
        ScaleOutFlow frozen =
                replica(builder -> builder.gate((instance, request) -> SendGate.Permission.refused("freeze")));

        assertThat(unavailable(frozen)).hasMessageContaining("freeze");
        assertThat(provider.sent()).isZero();
        assertThat(status(KEY).state()).isEqualTo(KeyState.REFUSED);
    }

    @Test
    void a_busy_instance_refuses_an_order_and_a_target_waits_for_it() {
        provider.shows(instance("RUNNING", 2), job("j9", "Running"));
        assertThat(refused(first).reason()).isEqualTo(RejectionReason.INSTANCE_BUSY);
        provider.calls.clear();
        provider.duringNextRead(() -> {});
        provider.duringNextRead(() -> {});
        provider.duringNextRead(() -> provider.shows(instance("RUNNING", 3), job("j9", "Completed")));

        Ensured ensured = first.ensure(OTHER, INSTANCE, nodes(4));

        assertThat(((Submission.Accepted) ensured).baseline().request().nodesToAdd())
                .isEqualTo(1);
        assertThat(provider.calls).containsExactly("0 jobs", "0 instance", "10 jobs", "10 instance", "10 scaleOut");
    }

    @Test
    void a_target_whose_instance_stays_busy_is_refused_at_last() {
        provider.shows(instance("RUNNING", 2), job("j9", "Running"));

        assertThatThrownBy(() -> first.ensure(KEY, INSTANCE, nodes(4)))
                .isInstanceOf(ScaleOutRejectedException.class)
                .hasMessageContaining("job j9 still changes the nodes");
        assertThat(provider.sent()).isZero();
    }

    @Test
    void enough_nodes_are_no_error_and_are_counted_anew_next_time() {
        Ensured there = first.ensure(KEY, INSTANCE, nodes(2));

        assertThat(there).isInstanceOf(Ensured.AlreadyThere.class);
        assertThat(only(FlowEvent.NothingToAdd.class).there()).isEqualTo(there);
        assertThat(status(KEY).state()).isEqualTo(KeyState.REFUSED);
        provider.shows(instance("RUNNING", 1));
        assertThat(second.ensure(KEY, INSTANCE, nodes(2))).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void a_limit_a_day_is_kept_over_all_replicas_and_is_over_after_a_day() {
        ScaleOutFlow limited = replica(builder -> builder.nodesPerDay(3));
        submit(first);
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
        letPass(HOUR);

        assertThatThrownBy(() -> limited.submit(OTHER, INSTANCE, request(2)))
                .isInstanceOfSatisfying(ScaleOutRejectedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(RejectionReason.QUOTA))
                .hasMessage("Not sent: the instance may get 3 nodes a day and has got 2");
        letPass(Duration.ofDays(1));
        provider.nextAnswer(() -> StubProvider.jobStarted("j2"));
        assertThat(limited.submit(OTHER, INSTANCE, request(2))).isInstanceOf(Submission.Accepted.class);
    }

    // The answer is lost.

    @Test
    void an_order_whose_answer_was_lost_is_found_and_answered_so_for_ever() {
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 4), job("j1", "Completed")));

        Submission found = submit(first);

        assertThat(found).isInstanceOf(Submission.FoundApplied.class);
        assertThat(eventNames())
                .startsWith("Sending", "AnswerLost")
                .endsWith("Submitted")
                .doesNotContain("TakenOver");
        assertThat(only(FlowEvent.Submitted.class).submission()).isEqualTo(found);
        assertThat(only(FlowEvent.Submitted.class).correlation().key()).contains(KEY);
        assertThat(submit(second)).isEqualTo(found);
    }

    @Test
    void an_order_that_only_its_nodes_show_is_found_and_answered_so_for_ever() {
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 4)));

        Submission found = submit(first);

        assertThat(((Submission.Applied) found).jobId()).isEmpty();
        assertThat(submit(second)).isEqualTo(found).isInstanceOf(Submission.FoundApplied.class);
    }

    @Test
    void an_order_that_was_lost_on_its_way_is_found_not_applied_and_may_be_ordered_anew() {
        provider.nextAnswerIsLost(() -> {});

        assertThat(submit(first)).isInstanceOfSatisfying(Submission.FoundNotApplied.class, not -> {
            assertThat(not.observations()).isNotEmpty();
            assertThat(only(FlowEvent.Submitted.class).submission()).isEqualTo(not);
        });
        assertThat(time.elapsed()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
        assertThat(status(KEY).why()).isEqualTo("nothing of it showed for the whole quiet time");
        assertThat(submit(second)).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void an_order_that_may_wait_to_be_paid_is_a_doubt_that_stops_the_instance() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
        provider.nextAnswerIsLost(() -> {});

        UnresolvedSubmissionException doubt = unresolved(first);

        assertThat(doubt.key()).contains(KEY);
        assertThat(doubt.evidence().doubt()).isEqualTo(Doubt.UNSEEN_ORDER);
        assertThat(doubt)
                .hasMessageStartingWith("Key 'ticket 7': in doubt, nothing has changed, but an order may wait");
        assertThat(doubt.getCause()).hasMessage("Read timed out (request req-7)");
        assertThat(only(FlowEvent.GaveUp.class).evidence()).isEqualTo(doubt.evidence());
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void a_doubt_is_told_alike_by_a_replica_that_has_not_looked_and_another_key_is_told_who_stops_it() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
        provider.nextAnswerIsLost(() -> {});
        unresolved(first);
        events.clear();

        UnresolvedSubmissionException doubt = unresolved(second);

        assertThat(doubt.evidence().doubt()).isEqualTo(Doubt.UNSEEN_ORDER);
        assertThat(eventNames()).contains("GaveUp").doesNotContain("Sending");
        assertThatThrownBy(() -> second.submit(OTHER, INSTANCE, request(1)))
                .isInstanceOf(ScaleOutRejectedException.class)
                .hasMessageContaining("Not sent: key 'ticket 7' of instance i1 is in doubt; submit that key again");
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void who_is_interrupted_while_it_looks_is_told_a_doubt_and_the_next_one_looks_at_once() {
        provider.nextAnswerIsLost(() -> {
            provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
            provider.duringNextRead(() -> Thread.currentThread().interrupt());
        });

        UnresolvedSubmissionException doubt = unresolved(first);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(doubt.evidence().doubt()).isEqualTo(Doubt.INTERRUPTED);
        assertThat(only(FlowEvent.GaveUp.class).evidence()).isEqualTo(doubt.evidence());
        assertThat(status(KEY).leaseLeft()).isLessThanOrEqualTo(Duration.ZERO);
        assertThat(submit(hasty)).isInstanceOf(Submission.FoundApplied.class);
    }

    @Test
    void who_is_closed_while_it_looks_says_so() {
        provider.nextAnswerIsLost(() -> provider.duringNextRead(first::close));

        assertThat(unresolved(first).evidence().doubt()).isEqualTo(Doubt.CLOSED);
        assertThat(submit(hasty)).isInstanceOf(Submission.FoundNotApplied.class);
    }

    @Test
    void a_view_that_cannot_be_read_until_time_is_over_is_a_doubt() {
        provider.nextAnswerIsLost(() -> provider.onTheWay(
                () -> {
                    throw new IllegalStateException("down");
                },
                () -> {}));

        UnresolvedSubmissionException doubt = unresolved(first);

        assertThat(doubt.evidence().doubt()).isEqualTo(Doubt.UNREADABLE);
        assertThat(only(FlowEvent.GaveUp.class).evidence()).isEqualTo(doubt.evidence());
        assertThat(status(KEY).state()).isEqualTo(KeyState.IN_DOUBT);
    }

    // The sender is dead.

    @Test
    void while_a_sender_may_be_at_work_its_instance_is_busy_for_a_while_that_is_told() {
        dieWhileSending(() -> {});

        assertThat(refused(hasty))
                .hasMessageContaining("Not sent: key 'ticket 7' of instance i1 is being submitted by another process,")
                .hasMessageMatching(".* which has \\d+ s left");
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void who_waits_for_a_busy_sender_asks_again_and_gives_up_in_time() {
        dieWhileSending(() -> {});
        Duration before = time.elapsed();

        assertThat(refused(second)).hasMessageContaining("is being submitted by another process");
        assertThat(time.elapsed().minus(before)).isBetween(Duration.ofSeconds(100), Duration.ofMinutes(2));
    }

    @Test
    void a_dead_senders_order_is_found_by_whoever_submits_the_key_next() {
        dieWhileSending(() -> provider.shows(instance("RUNNING", 4), job("j1", "Completed")));
        letPass(Duration.ofMinutes(10));

        assertThat(submit(second)).isInstanceOf(Submission.FoundApplied.class);
        assertThat(only(FlowEvent.TakenOver.class).correlation().key()).contains(KEY);
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void a_dead_senders_order_is_settled_by_whoever_it_stops() {
        dieWhileSending(() -> provider.shows(instance("RUNNING", 4), job("j1", "Completed")));
        letPass(Duration.ofMinutes(10));
        provider.nextAnswer(() -> StubProvider.jobStarted("j2"));

        assertThat(second.submit(OTHER, INSTANCE, request(2))).isInstanceOf(Submission.Accepted.class);
        assertThat(only(FlowEvent.TakenOver.class).correlation().key()).contains(KEY);
        assertThat(only(FlowEvent.Submitted.class).correlation().key()).contains(OTHER);
        assertThat(status(KEY).jobId()).contains(new JobId("j1"));
        assertThat(status(OTHER).jobId()).contains(new JobId("j2"));
    }

    @Test
    void a_dead_sender_of_whom_nothing_shows_is_a_doubt_and_after_an_hour_not_applied() {
        dieWhileSending(() -> {});
        letPass(Duration.ofMinutes(10));

        UnresolvedSubmissionException doubt = unresolved(second);
        assertThat(doubt.evidence().doubt()).isEqualTo(Doubt.SENDER_VANISHED);
        assertThat(doubt.getCause()).hasMessageContaining("has not told the journal how it ended");
        assertThat(only(FlowEvent.GaveUp.class).evidence()).isEqualTo(doubt.evidence());
        letPass(HOUR);

        assertThat(submit(second)).isInstanceOf(Submission.FoundNotApplied.class);
        assertThat(provider.sent()).isEqualTo(1);
        assertThat(submit(second)).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void a_dead_sender_whose_baseline_nobody_can_read_is_a_doubt() {
        dieWhileSending(() -> {});
        letPass(Duration.ofMinutes(10));
        Entry there = journal.entry(KEY);
        journal.put(new Entry(
                KEY,
                INSTANCE,
                true,
                Optional.empty(),
                Stamp.random(),
                Duration.ZERO,
                there.body().replaceAll("baseline=.*", "baseline=of a later version")));

        assertThatThrownBy(() -> submit(second))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("what was known before its order cannot be read");
        assertThat(status(KEY).state()).isEqualTo(KeyState.IN_DOUBT);
    }

    // What other replicas have ordered.

    @Test
    void a_job_that_another_replica_was_given_makes_the_instance_busy_though_nothing_shows_it() {
        submit(first);

        assertThatThrownBy(() -> hasty.submit(OTHER, INSTANCE, request(2)))
                .isInstanceOf(ScaleOutRejectedException.class)
                .hasMessageContaining("job j1");
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
        provider.nextAnswer(() -> StubProvider.jobStarted("j2"));
        assertThat(hasty.submit(OTHER, INSTANCE, request(2))).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void an_order_that_another_replica_placed_and_nobody_paid_makes_the_instance_busy() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
        provider.nextAnswer(() -> placed("CS1"));
        submit(first);

        assertThatThrownBy(() -> second.submit(OTHER, INSTANCE, request(2))).hasMessageContaining("order CS1");
        assertThat(second.forget(new OrderId("CS1"))).isTrue();
        provider.nextAnswer(() -> placed("CS2"));
        assertThat(second.submit(OTHER, INSTANCE, request(2))).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void a_shortened_record_answers_its_key_and_keeps_the_instance_busy_for_a_day() {
        submit(first);
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
        journal.thin(Duration.ZERO, 10);

        assertThat(submit(second)).isInstanceOfSatisfying(Submission.Remembered.class, remembered -> {
            assertThat(remembered.jobId()).contains(new JobId("j1"));
            assertThat(remembered.instanceId()).isEqualTo(INSTANCE);
            assertThatThrownBy(remembered::baseline)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ticket 7");
        });
        assertThatThrownBy(() -> second.submit(OTHER, INSTANCE, request(2)))
                .isInstanceOf(ScaleOutRejectedException.class)
                .hasMessage(
                        "Not sent: key 'ticket 7' was applied less than a day ago, and its record has been shortened");
        letPass(Duration.ofHours(25));
        provider.nextAnswer(() -> StubProvider.jobStarted("j2"));
        assertThat(second.submit(OTHER, INSTANCE, request(2))).isInstanceOf(Submission.Accepted.class);
    }

    // The journal is down.

    @Test
    void nothing_is_sent_while_the_journal_is_down() {
        journal.isDown(true);

        assertThat(unavailable(first))
                .hasMessage("Nothing was sent: key ticket 7: the journal could not be read: the store is down")
                .hasRootCauseMessage("the store is down");
        assertThat(eventNames()).containsExactly("JournalFailed", "JournalFailed", "JournalFailed", "Refused");
        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(300));
        assertThat(provider.calls).isEmpty();
    }

    @Test
    void nothing_is_sent_if_the_journal_is_down_once_the_order_is_ready() {
        journal.downAfter = 2;

        assertThat(unavailable(first)).hasMessageContaining("the journal could not be written");
        assertThat(provider.sent()).isZero();
        assertThat(time.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void a_receipt_that_the_journal_cannot_be_told_is_told_to_the_caller_and_found_out_by_the_next() {
        journal.downAfter = 3;

        assertThat(submit(first)).isInstanceOf(Submission.Accepted.class);
        assertThat(eventNames()).contains("NotRecorded").endsWith("Submitted");
        journal.isDown(false);
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
        letPass(Duration.ofMinutes(10));

        assertThat(((Submission.Applied) submit(second)).jobId()).contains(new JobId("j1"));
    }

    @Test
    void a_refusal_that_the_journal_cannot_be_told_is_told_to_the_caller() {
        ScaleOutRejectedException quota =
                new ScaleOutRejectedException(RejectionReason.QUOTA, "no more nodes", ProviderError.NONE);
        provider.nextAnswer(() -> {
            journal.isDown(true);
            throw quota;
        });

        assertThat(refused(first)).isSameAs(quota);
        assertThat(eventNames()).contains("NotRecorded");
    }

    @Test
    void a_lost_answer_that_the_journal_cannot_be_told_is_unresolved_with_the_baseline_as_evidence() {
        provider.nextAnswerIsLost(() -> journal.isDown(true));

        UnresolvedSubmissionException doubt = unresolved(first);

        assertThat(doubt.evidence().doubt()).isEqualTo(Doubt.NOT_LOOKED);
        assertThat(doubt.evidence().observations()).isEmpty();
        assertThat(doubt.requestId()).contains("req-7");
    }

    @Test
    void a_record_of_a_later_version_stops_its_key_and_its_instance() {
        journal.put(new Entry(KEY, INSTANCE, true, Optional.empty(), Stamp.random(), Duration.ZERO, "2 NEW a=b\nc=d"));

        assertThat(unavailable(first)).hasMessageContaining("version '2'");
        assertThatThrownBy(() -> first.submit(OTHER, INSTANCE, request(2))).hasMessageContaining("version '2'");
        assertThat(List.of(status(KEY).state(), provider.sent())).containsExactly(KeyState.IN_DOUBT, 0L);
        assertThat(status(KEY).why()).contains("version '2'");
    }

    @Test
    void a_state_that_does_not_fit_the_journal_sends_nothing() {
        List<Node> many = IntStream.range(0, 20_000)
                .mapToObj(i -> new Node("n".repeat(60) + i, "normal", Optional.empty()))
                .toList();
        InstanceSnapshot two = instance("RUNNING", 2);
        provider.shows(new InstanceSnapshot(INSTANCE, "name", two.status(), two.billingMode(), 2, two.groups(), many));

        assertThat(unavailable(first)).hasMessageContaining("does not fit the journal");
        assertThat(provider.sent()).isZero();
    }

    @Test
    void who_is_closed_while_another_keys_order_is_looked_for_sends_nothing() {
        dieWhileSending(() -> {});
        letPass(Duration.ofMinutes(10));
        provider.duringNextRead(second::close);

        assertThatThrownBy(() -> second.submit(OTHER, INSTANCE, request(2)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessage("Nothing was sent: key ticket 7: looking was stopped");
        assertThat(provider.sent()).isEqualTo(1);
    }

    // A journal that breaks its contract.

    @Test
    void a_bug_before_the_order_is_told_as_it_is() {
        journal.broken = true;

        assertThatThrownBy(() -> submit(first)).isInstanceOf(NullPointerException.class);
        assertThat(provider.calls).isEmpty();
    }

    @Test
    void a_bug_hides_no_receipt() {
        provider.nextAnswer(() -> {
            journal.broken = true;
            return StubProvider.jobStarted("j1");
        });

        assertThat(((Submission.Applied) submit(first)).jobId()).contains(new JobId("j1"));
    }

    @Test
    void a_bug_hides_no_refusal() {
        ScaleOutRejectedException quota =
                new ScaleOutRejectedException(RejectionReason.QUOTA, "no more nodes", ProviderError.NONE);
        provider.nextAnswer(() -> {
            journal.broken = true;
            throw quota;
        });

        assertThat(refused(first)).isSameAs(quota);
    }

    @Test
    void a_bug_after_a_lost_answer_leaves_it_lost_and_is_told_beside_it() {
        provider.nextAnswerIsLost(() -> journal.broken = true);

        UnresolvedSubmissionException doubt = unresolved(first);

        assertThat(doubt.getCause().getSuppressed()).hasOnlyElementsOfType(NullPointerException.class);
        assertThat(doubt).hasMessageContaining("the answer was lost");
    }
}
