/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobStatus;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubmitTest {

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final List<FlowEvent> events = new ArrayList<>();
    private final ScaleOutFlow flow = flow(events::add);

    private ScaleOutFlow flow(FlowListener listener) {
        return ScaleOutFlow.builder(provider).time(time).listener(listener).build();
    }

    @AfterEach
    void dropInterrupt() {
        Thread.interrupted();
        flow.close();
    }

    @Test
    void an_accepted_request_is_sent_once_after_a_look_at_jobs_and_instance() {
        Submission submission = flow.submit(INSTANCE, request(2));

        assertThat(provider.calls).containsExactly("0 jobs", "0 instance", "0 scaleOut");
        assertThat(submission).isInstanceOfSatisfying(Submission.Accepted.class, accepted -> {
            assertThat(accepted.jobId()).contains(new JobId("j1"));
            assertThat(accepted.orderId()).isEmpty();
            assertThat(accepted.baseline().instance()).isEqualTo(instance("RUNNING", 2));
        });
        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Sending", "Submitted");
    }

    @Test
    void an_order_is_handed_on() {
        provider.nextAnswer(() -> new ScaleOutReceipt.OrderPlaced(INSTANCE, Optional.empty(), new OrderId("CS1")));

        assertThat((Submission.Applied) flow.submit(INSTANCE, request(2)))
                .returns(Optional.empty(), Submission.Applied::jobId)
                .returns(Optional.of(new OrderId("CS1")), Submission.Applied::orderId);
    }

    @Test
    void what_a_rule_refuses_is_not_sent() {
        provider.shows(instance("FROZEN", 31));

        assertThatThrownBy(() -> flow.submit(INSTANCE, request(2)))
                .isInstanceOf(InvalidScaleOutException.class)
                .hasMessageContainingAll("V7", "V10");
        assertThat(provider.sent()).isZero();
        assertThat(events).singleElement().isInstanceOf(FlowEvent.Refused.class);
    }

    @Test
    void an_instance_that_is_not_running_is_busy() {
        provider.shows(instance("GROWING", 2));

        assertBusy(() -> flow.submit(INSTANCE, request(2)), "instance " + INSTANCE + " is GROWING, not RUNNING");
        assertThat(provider.sent()).isZero();
    }

    @Test
    void what_a_port_finds_invalid_can_be_its_answer_and_so_was_sent() {
        provider.nextAnswer(() -> StubProvider.jobStarted("no id"));

        assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.FoundNotApplied.class);
        assertThat(provider.sent()).isEqualTo(1);
        assertThat(events).anySatisfy(event -> assertThat(event)
                .isInstanceOfSatisfying(FlowEvent.AnswerLost.class, lost -> assertThat(lost.cause())
                        .hasMessage("The port failed with " + InvalidScaleOutException.class.getName())));
    }

    @Test
    void a_bug_while_finding_out_loses_nothing_that_is_known() {
        ArithmeticException bug = new ArithmeticException("long overflow");
        provider.nextAnswerIsLost(() -> {
            provider.shows(instance("GROWING", 2), job("j7", "Running"));
            // Done by whoever sleeps, and so thrown where the flow pauses between two looks.
            time.schedule(Duration.ofSeconds(5), () -> {
                throw bug;
            });
        });

        UnresolvedSubmissionException unknown =
                catchThrowableOfType(UnresolvedSubmissionException.class, () -> flow.submit(INSTANCE, request(2)));

        assertThat(unknown.evidence().newJobs()).hasSize(1);
        assertThat(unknown.getCause()).hasSuppressedException(bug);
    }

    @Test
    void a_pause_of_any_length_may_be_asked_for() {
        provider.nextIsUnavailable(ChronoUnit.FOREVER.getDuration());

        assertThatThrownBy(() -> flow.submit(INSTANCE, request(2))).isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void a_job_still_at_the_nodes_makes_the_instance_busy_though_its_status_lags() {
        provider.shows(instance("RUNNING", 2), job("j0", "Running"));

        assertBusy(() -> flow.submit(INSTANCE, request(2)), "job j0 still changes the nodes");
        assertThat(provider.sent()).isZero();
    }

    @Test
    void jobs_of_another_instance_do_not_matter() {
        Job others = new Job(
                new JobId("j0"),
                Job.ENLARGE_NODE,
                JobStatus.RUNNING,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new InstanceId("i2")),
                Optional.empty());
        provider.shows(instance("RUNNING", 2), others);

        Submission submission = flow.submit(INSTANCE, request(2));

        assertThat(submission).isInstanceOf(Submission.Accepted.class);
        assertThat(submission.baseline().knownJobs()).isEmpty();
    }

    @Test
    void what_to_wait_for_are_the_nodes_before_and_those_asked_for() {
        assertThat(((Submission.Applied) flow.submit(INSTANCE, request(2)))
                        .goal()
                        .nodes())
                .isEqualTo(4);
    }

    @Test
    void a_job_that_came_with_an_order_hands_both_on() {
        provider.nextAnswer(() -> new ScaleOutReceipt.JobStarted(
                INSTANCE, Optional.empty(), new JobId("j1"), Optional.of(new OrderId("CS1"))));

        assertThat((Submission.Applied) flow.submit(INSTANCE, request(2)))
                .returns(Optional.of(new JobId("j1")), Submission.Applied::jobId)
                .returns(Optional.of(new OrderId("CS1")), Submission.Applied::orderId);
    }

    @Test
    void what_the_provider_refuses_passes_on_and_is_not_repeated() {
        ScaleOutException refusal = new ScaleOutRejectedException(RejectionReason.QUOTA, "No more", ProviderError.NONE);
        provider.nextAnswer(() -> {
            throw refusal;
        });

        assertThatThrownBy(() -> flow.submit(INSTANCE, request(2))).isSameAs(refusal);
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void what_surely_was_not_applied_is_tried_again_after_a_growing_pause_from_a_new_baseline() {
        provider.nextIsUnavailable(null);
        provider.nextIsUnavailable(null);

        assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.Accepted.class);
        assertThat(provider.calls)
                .containsExactly(
                        "0 jobs",
                        "0 instance",
                        "0 scaleOut",
                        "5 jobs",
                        "5 instance",
                        "5 scaleOut",
                        "15 jobs",
                        "15 instance",
                        "15 scaleOut");
    }

    @Test
    void attempts_are_bounded() {
        provider.nextIsUnavailable(null);
        provider.nextIsUnavailable(null);
        provider.nextIsUnavailable(null);

        assertThatThrownBy(() -> flow.submit(INSTANCE, request(2))).isInstanceOf(ProviderUnavailableException.class);
        assertThat(provider.sent()).isEqualTo(3);
    }

    @Test
    void a_provider_that_says_when_to_come_back_is_heard() {
        provider.nextIsUnavailable(Duration.ofSeconds(90));

        flow.submit(INSTANCE, request(2));

        assertThat(provider.calls).last().isEqualTo("90 scaleOut");
    }

    @Test
    void the_last_moment_is_still_in_time() {
        provider.nextIsUnavailable(Duration.ofSeconds(119));

        flow.submit(INSTANCE, request(2));

        assertThat(provider.calls).last().isEqualTo("119 scaleOut");
        assertThat(events)
                .filteredOn(FlowEvent.Postponed.class::isInstance)
                .singleElement()
                .extracting(event -> ((FlowEvent.Postponed) event).pause())
                .isEqualTo(Duration.ofSeconds(119));
    }

    @Test
    void a_pause_beyond_the_deadline_is_not_begun() {
        provider.nextIsUnavailable(Duration.ofSeconds(120));

        assertThatThrownBy(() -> flow.submit(INSTANCE, request(2))).isInstanceOf(ProviderUnavailableException.class);
        assertThat(time.elapsed()).isZero();
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void a_look_that_fails_before_sending_is_tried_again_too() {
        provider.nextReadFails(ProviderUnavailableException.outage("Down", ProviderError.NONE, null));

        flow.submit(INSTANCE, request(2));

        assertThat(provider.calls).containsExactly("0 jobs", "5 jobs", "5 instance", "5 scaleOut");
    }

    @Test
    void a_lost_answer_is_never_followed_by_another_request_but_found_out() {
        provider.nextAnswerIsLost(() -> provider.shows(instance("GROWING", 2), job("j7", "Running")));
        time.schedule(Duration.ofSeconds(42), () -> provider.shows(instance("RUNNING", 4), job("j7", "Completed")));

        Submission submission = flow.submit(INSTANCE, request(2));

        assertThat(submission).isInstanceOfSatisfying(Submission.FoundApplied.class, found -> {
            assertThat(found.jobId()).contains(new JobId("j7"));
            assertThat(found.observations()).hasSize(2);
        });
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(150));
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void finding_out_tells_that_the_answer_was_lost_every_look_and_the_end() {
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 4), job("j7", "Completed")));

        Submission submission = flow.submit(INSTANCE, request(2));

        Submission.FoundApplied found = (Submission.FoundApplied) submission;
        assertThat(events.subList(1, 3))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("AnswerLost", "Observed");
        assertThat(events.subList(2, events.size() - 1)).hasSize(11).allSatisfy(event -> assertThat(
                        ((FlowEvent.Observed) event).observation().newJobs())
                .containsExactly(job("j7", "Completed")));
        assertThat(events.get(events.size() - 2))
                .isInstanceOfSatisfying(FlowEvent.Observed.class, look -> assertThat(look.observation())
                        .isEqualTo(found.observations().get(0)));
        assertThat(events).last().isInstanceOfSatisfying(FlowEvent.Submitted.class, end -> assertThat(end.submission())
                .isEqualTo(submission));
    }

    @Test
    void finding_out_keeps_to_the_budget() {
        for (int i = 0; i < 10; i++) {
            flow.submit(new InstanceId("other" + i), request(2));
        }
        flow.preview(INSTANCE, request(2));
        provider.nextAnswerIsLost(() -> {});
        flow.submit(INSTANCE, request(2));

        assertThat(provider.calls.subList(31, 36))
                .containsExactly("0 jobs", "0 instance", "0 scaleOut", "60 jobs", "60 instance");
    }

    @Test
    void a_job_that_was_there_before_is_not_taken_for_ours() {
        provider.shows(instance("RUNNING", 2), job("j0", "Completed"));
        provider.nextAnswerIsLost(() -> {});

        assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.FoundNotApplied.class);
        assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_fault_of_the_port_counts_as_a_lost_answer() {
        provider.nextAnswer(() -> {
            throw new StackOverflowError();
        });

        assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.FoundNotApplied.class);
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void a_read_that_fails_while_finding_out_never_leads_to_another_request() {
        provider.nextAnswerIsLost(() -> {
            provider.nextReadFails(
                    ProviderUnavailableException.throttled("429", ProviderError.NONE, Duration.ofMinutes(1)));
            provider.nextReadFails(new IllegalStateException("a bug"));
            provider.nextReadFails(
                    new ScaleOutRejectedException(RejectionReason.ACCESS, "Who are you", ProviderError.NONE));
        });

        assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.FoundNotApplied.class);
        assertThat(provider.sent()).isEqualTo(1);
        assertThat(provider.calls.subList(3, 6)).containsExactly("0 jobs", "60 jobs", "70 jobs");
        assertThat(events).filteredOn(FlowEvent.ReadFailed.class::isInstance).hasSize(3);
    }

    @Test
    void an_order_that_may_wait_unpaid_leaves_it_unknown_and_says_so() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
        provider.nextAnswerIsLost(() -> {});

        Evidence evidence = evidenceOf(() -> flow.submit(INSTANCE, request(2)));

        assertThat(evidence.doubt()).isEqualTo(Doubt.UNSEEN_ORDER);
        assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(5));
        assertThat(events).last().isInstanceOfSatisfying(FlowEvent.GaveUp.class, end -> assertThat(end.evidence())
                .isEqualTo(evidence));
    }

    @Test
    void what_stays_unknown_carries_the_evidence_in_words_too() {
        provider.nextAnswerIsLost(() -> provider.shows(instance("GROWING", 2), job("j7", "Running")));

        UnresolvedSubmissionException unknown =
                catchThrowableOfType(UnresolvedSubmissionException.class, () -> flow.submit(INSTANCE, request(2)));

        assertThat(unknown)
                .hasMessage("It is unknown whether 2 nodes are added to instance i1: time was over before the instance"
                        + " came to rest. Before: RUNNING, 2 nodes; 1800 s later: GROWING, 2 nodes, new jobs:"
                        + " [EnlargeNode j7 RUNNING] (request req-7)");
        assertThat(unknown.evidence().newJobs()).containsExactly(job("j7", "Running"));
        assertThat(unknown.requestId()).contains("req-7");
        assertThat(unknown).hasCauseInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void finding_out_can_go_on_later_from_the_evidence() {
        provider.nextAnswerIsLost(() -> provider.shows(instance("GROWING", 2), job("j7", "Running")));
        Evidence evidence = evidenceOf(() -> flow.submit(INSTANCE, request(2)));
        provider.shows(instance("RUNNING", 4), job("j7", "Completed"));

        assertThat(flow.reconcile(evidence))
                .isInstanceOfSatisfying(Submission.FoundApplied.class, found -> assertThat(found.jobId())
                        .contains(new JobId("j7")));
        assertThat(provider.sent()).isEqualTo(1);
        assertThat(events).last().isInstanceOf(FlowEvent.Submitted.class);
    }

    @Test
    void going_on_does_not_count_the_time_nobody_looked_as_quiet() {
        provider.nextAnswerIsLost(Thread.currentThread()::interrupt);
        Evidence evidence = evidenceOf(() -> flow.submit(INSTANCE, request(2)));
        assertThat(Thread.interrupted()).isTrue();
        time.run(Duration.ofHours(1));
        Duration start = time.elapsed();

        assertThat(flow.reconcile(evidence)).isInstanceOf(Submission.FoundNotApplied.class);
        assertThat(time.elapsed().minus(start)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void going_on_remembers_what_was_seen_before() {
        provider.nextAnswerIsLost(() -> provider.shows(instance("GROWING", 2)));
        Evidence evidence = evidenceOf(() -> flow.submit(INSTANCE, request(2)));
        provider.shows(instance("RUNNING", 2));

        assertThat(evidenceOf(() -> flow.reconcile(evidence)).doubt()).isEqualTo(Doubt.OTHER_CHANGES);
    }

    @Test
    void nothing_readable_is_a_doubt_of_its_own() {
        provider.nextAnswerIsLost(() -> {
            for (int i = 0; i < 1_000; i++) {
                provider.nextReadFails(ProviderUnavailableException.outage("Down", ProviderError.NONE, null));
            }
        });

        Evidence evidence = evidenceOf(() -> flow.submit(INSTANCE, request(2)));

        assertThat(evidence.doubt()).isEqualTo(Doubt.UNREADABLE);
        assertThat(evidence.summary()).endsWith("Before: RUNNING, 2 nodes; never seen since");
    }

    @Test
    void an_interrupt_before_sending_sends_nothing_and_keeps_the_flag() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> flow.submit(INSTANCE, request(2)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessage("Not sent: the thread was interrupted");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(provider.sent()).isZero();
    }

    @Test
    void an_interrupt_during_the_call_loses_nothing_that_is_known_and_keeps_the_flag() {
        provider.nextAnswerIsLost(Thread.currentThread()::interrupt);

        Evidence evidence = evidenceOf(() -> flow.submit(INSTANCE, request(2)));

        assertThat(evidence.doubt()).isEqualTo(Doubt.INTERRUPTED);
        assertThat(evidence.baseline().instance()).isEqualTo(instance("RUNNING", 2));
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void an_interrupt_while_finding_out_hands_over_what_was_seen() {
        provider.nextAnswerIsLost(() -> provider.shows(instance("GROWING", 2), job("j7", "Running")));
        time.schedule(Duration.ofSeconds(15), Thread.currentThread()::interrupt);

        Evidence evidence = evidenceOf(() -> flow.submit(INSTANCE, request(2)));

        assertThat(evidence.doubt()).isEqualTo(Doubt.INTERRUPTED);
        assertThat(evidence.newJobs()).hasSize(1);
    }

    @Test
    void a_closed_flow_takes_nothing() {
        flow.close();

        assertThatThrownBy(() -> flow.submit(INSTANCE, request(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The flow is closed");
        assertThat(provider.calls).isEmpty();
    }

    @Test
    void a_closed_flow_does_not_go_on_finding_out() {
        provider.nextAnswerIsLost(Thread.currentThread()::interrupt);
        Evidence evidence = evidenceOf(() -> flow.submit(INSTANCE, request(2)));
        flow.close();

        assertThatThrownBy(() -> flow.reconcile(evidence)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_listener_that_throws_changes_nothing() {
        ScaleOutFlow other = flow(event -> {
            throw new AssertionError("listener");
        });
        provider.nextIsUnavailable(null);
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 4), job("j7", "Completed")));

        assertThat(other.submit(INSTANCE, request(2))).isInstanceOf(Submission.FoundApplied.class);
    }

    @Test
    void a_second_submission_of_the_instance_may_be_refused() {
        List<Throwable> second = new ArrayList<>();
        try (ScaleOutFlow strict = ScaleOutFlow.builder(provider)
                .time(time)
                .whenBusy(WhenBusy.REFUSE)
                .build()) {
            provider.nextAnswer(() -> {
                second.add(catchThrowable(() -> strict.submit(INSTANCE, request(2))));
                return StubProvider.jobStarted("j1");
            });
            strict.submit(INSTANCE, request(2));
        }

        assertThat(second).singleElement().isInstanceOf(ScaleOutRejectedException.class);
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void a_used_up_budget_delays_a_submission_and_never_splits_the_look_from_the_call() {
        for (int i = 0; i < 10; i++) {
            flow.submit(new InstanceId("other" + i), request(2));
        }
        flow.preview(INSTANCE, request(2));
        flow.preview(INSTANCE, request(2));
        flow.submit(INSTANCE, request(2));

        assertThat(provider.calls.subList(32, 35)).containsExactly("60 jobs", "60 instance", "60 scaleOut");
    }

    @Test
    void every_page_of_jobs_waits_for_room_in_the_budget_and_so_does_what_follows_it() {
        provider.shows(instance("RUNNING", 2), job("j3", "Failed"), job("j2", "Failed"), job("j1", "Completed"));
        provider.showsJobsInPagesOf(1);
        try (ScaleOutFlow narrow = ScaleOutFlow.builder(provider)
                .time(time)
                .callBudget(5, Duration.ofMinutes(1))
                .checkLinkedRds(false)
                .sendWithin(Duration.ofMinutes(5))
                .build()) {
            Submission submission = narrow.submit(INSTANCE, request(2));

            assertThat(submission.baseline().knownJobs()).hasSize(3);
        }
        assertThat(provider.calls)
                .containsExactly("0 jobs", "0 jobs from 1", "0 jobs from 2", "60 instance", "60 scaleOut");
    }

    private static Evidence evidenceOf(ThrowingCallable call) {
        return catchThrowableOfType(UnresolvedSubmissionException.class, call).evidence();
    }

    private static void assertBusy(ThrowingCallable call, String why) {
        assertThat(catchThrowableOfType(ScaleOutRejectedException.class, call))
                .returns(RejectionReason.INSTANCE_BUSY, ScaleOutRejectedException::reason)
                .returns(false, ScaleOutException::safeToRepeat)
                .hasMessageContaining(why);
    }
}
