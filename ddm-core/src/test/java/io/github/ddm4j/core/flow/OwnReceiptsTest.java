/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OpenReceipt;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A job or an order belongs to the submission that it was given for, and proves nothing for another one. */
class OwnReceiptsTest {

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final ScaleOutFlow flow = ScaleOutFlow.builder(provider).time(time).build();

    @AfterEach
    void close() {
        Thread.interrupted();
        flow.close();
    }

    @Test
    void a_job_that_nobody_sees_yet_makes_its_instance_busy_by_name() {
        flow.submit(INSTANCE, request(2));

        assertThat(busy(request(2)))
                .hasMessage("Not sent: job j1, which this flow was given, has not been seen to end");
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void it_makes_no_other_instance_busy() {
        flow.submit(INSTANCE, request(2));

        assertThat(flow.submit(new InstanceId("another"), request(2))).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void a_job_that_is_seen_to_have_ended_well_or_badly_does_not() {
        flow.submit(INSTANCE, request(2));
        provider.shows(instance("RUNNING", 2), job("j1", "Failed"));
        provider.nextAnswer(() -> StubProvider.jobStarted("j2"));
        flow.submit(INSTANCE, request(2));
        provider.shows(instance("RUNNING", 2), job("j1", "Failed"), job("j2", "Completed"));

        assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void a_job_whose_nodes_are_there_does_not_though_no_list_shows_it() {
        flow.submit(INSTANCE, request(2));
        provider.shows(instance("RUNNING", 3));
        busy(request(2));
        provider.shows(instance("RUNNING", 4));

        assertThat(flow.submit(INSTANCE, request(2)).baseline().openReceipts()).isEmpty();
    }

    @Test
    void nodes_of_an_earlier_job_that_are_counted_late_are_not_those_of_the_next() {
        flow.submit(INSTANCE, request(2));
        provider.shows(instance("RUNNING", 2), job("j1", "Completed"));
        provider.nextAnswer(() -> StubProvider.jobStarted("j2"));
        flow.submit(INSTANCE, request(2));
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));

        assertThat(busy(request(2))).hasMessageContaining("job j2");
    }

    @Test
    void a_job_that_a_wait_has_seen_to_end_does_not() {
        Submission.Applied first = (Submission.Applied) flow.submit(INSTANCE, request(2));
        flow.await(first);
        provider.shows(instance("RUNNING", 2), job("j1", "Completed"));
        time.run(Duration.ofSeconds(10));
        provider.shows(instance("RUNNING", 2));

        assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void a_job_is_looked_for_from_its_own_beginning_on() {
        flow.submit(INSTANCE, request(2));
        time.run(Duration.ofMinutes(40));
        provider.shows(instance("RUNNING", 2), job("j1", "Completed"));

        assertThat(flow.submit(INSTANCE, request(2)).baseline().jobsSince())
                .isEqualTo(VirtualTime.START.minus(Duration.ofMinutes(15)));
    }

    @Test
    void a_job_that_nobody_has_seen_for_as_long_as_a_wait_may_take_does_not_but_is_not_forgotten() {
        flow.submit(INSTANCE, request(2));
        time.run(Duration.ofMinutes(60).minusNanos(1));
        busy(request(2));
        time.run(Duration.ofNanos(1));

        assertThat(flow.submit(INSTANCE, request(1)).baseline().openReceipts())
                .containsExactly(new OpenReceipt(
                        Optional.of(Samples.GROUP), 2, Optional.of(new JobId("j1")), Optional.empty(), false));
    }

    @Test
    void nodes_that_come_late_prove_nothing_for_the_next_order() {
        flow.submit(INSTANCE, request(2));
        time.run(Duration.ofHours(1));
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 4)));

        assertThat(evidence(request(2)).doubt()).isEqualTo(Doubt.OTHER_CHANGES);
    }

    @Test
    void nodes_of_an_own_job_that_ends_meanwhile_are_not_taken_for_those_of_the_lost_order() {
        flow.submit(INSTANCE, request(2));
        time.run(Duration.ofHours(1));
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 4), job("j1", "Completed")));

        assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.FoundNotApplied.class);
    }

    @Test
    void a_later_submission_explains_what_evidence_would_take_for_its_own() {
        Evidence first = lostAndInterrupted();
        flow.submit(INSTANCE, request(2));
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));

        assertThat(flow.reconcile(first)).isInstanceOf(Submission.FoundNotApplied.class);
    }

    @Test
    void what_own_receipts_do_not_explain_is_somebody_elses() {
        Evidence first = lostAndInterrupted();
        flow.submit(INSTANCE, request(2));
        provider.shows(instance("RUNNING", 5), job("j1", "Completed"), job("j9", "Completed"));

        assertThat(catchThrowableOfType(UnresolvedSubmissionException.class, () -> flow.reconcile(first))
                        .evidence()
                        .doubt())
                .isEqualTo(Doubt.OTHER_CHANGES);
    }

    @Test
    void what_is_left_beside_own_receipts_may_be_just_what_was_asked_for() {
        Evidence first = lostAndInterrupted();
        flow.submit(INSTANCE, request(1));
        provider.shows(instance("RUNNING", 5), job("j0", "Completed"), job("j1", "Completed"));

        assertThat(flow.reconcile(first))
                .isInstanceOfSatisfying(Submission.FoundApplied.class, found -> assertThat(found.jobId())
                        .contains(new JobId("j0")));
    }

    @Test
    void one_job_is_found_for_one_of_two_lost_orders_alone() {
        Evidence first = lostAndInterrupted();
        Evidence second = lostAndInterrupted();
        provider.shows(instance("RUNNING", 4), job("j7", "Completed"));

        assertThat(List.of(flow.reconcile(first), flow.reconcile(second)))
                .hasExactlyElementsOfTypes(Submission.FoundApplied.class, Submission.FoundNotApplied.class);
    }

    @Test
    void nodes_without_a_job_are_found_for_one_of_two_lost_orders_alone() {
        Evidence first = lostAndInterrupted();
        Evidence second = lostAndInterrupted();
        provider.shows(instance("RUNNING", 4));

        assertThat(List.of(flow.reconcile(second), flow.reconcile(first)))
                .hasExactlyElementsOfTypes(Submission.FoundApplied.class, Submission.FoundNotApplied.class);
    }

    @Test
    void nodes_counted_before_a_second_lost_order_are_not_its_own_though_their_job_is_listed_after_it() {
        provider.nextAnswerIsLost(() -> {
            provider.shows(instance("RUNNING", 4));
            Thread.currentThread().interrupt();
        });
        evidence(request(2));
        assertThat(Thread.interrupted()).isTrue();
        time.run(Duration.ofSeconds(30));
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 4), job("j7", "Completed")));

        assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.FoundNotApplied.class);
    }

    @Test
    void of_a_yearly_instance_such_a_job_may_be_that_of_an_order_paid_late() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
        provider.nextAnswerIsLost(Thread.currentThread()::interrupt);
        evidence(request(1));
        assertThat(Thread.interrupted()).isTrue();
        time.run(Duration.ofSeconds(30));
        provider.nextAnswerIsLost(() -> provider.shows(
                instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 4), job("j7", "Completed"), job("j8", "Completed")));

        assertThat(evidence(request(2)).doubt()).isEqualTo(Doubt.OTHER_CHANGES);
    }

    @Test
    void a_later_lost_order_cannot_have_brought_its_nodes_before_an_earlier_one() {
        Evidence first = lostAndInterrupted();
        time.run(Duration.ofSeconds(30));
        lostAndInterrupted();
        provider.shows(instance("RUNNING", 4), job("j7", "Completed"), job("j8", "Completed"));

        assertThat(catchThrowableOfType(UnresolvedSubmissionException.class, () -> flow.reconcile(first))
                        .evidence()
                        .doubt())
                .isEqualTo(Doubt.OTHER_CHANGES);
    }

    @Test
    void the_same_evidence_is_answered_alike_every_time() {
        Evidence evidence = lostAndInterrupted();
        provider.shows(instance("RUNNING", 4), job("j7", "Completed"));

        assertThat(((Submission.Applied) flow.reconcile(evidence)).jobId()).contains(new JobId("j7"));
        assertThat(((Submission.Applied) flow.reconcile(evidence)).jobId()).contains(new JobId("j7"));
    }

    @Test
    void what_was_found_for_a_lost_order_does_not_make_the_instance_busy() {
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 4), job("j7", "Completed")));
        flow.submit(INSTANCE, request(2));

        assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void an_order_that_waits_to_be_paid_does_not_block_another_submission() {
        placeOrder("CS1", false);

        assertThat(flow.submit(INSTANCE, request(2)).baseline().openReceipts())
                .containsExactly(new OpenReceipt(
                        Optional.of(Samples.GROUP), 2, Optional.empty(), Optional.of(new OrderId("CS1")), false));
    }

    @Test
    void an_order_that_is_paid_at_once_blocks_as_a_job_does() {
        placeOrder("CS1", true);

        assertThat(busy(request(2))).hasMessageStartingWith("Not sent: order CS1, which this flow was given");
    }

    @Test
    void an_order_that_may_have_been_paid_meanwhile_leaves_a_lost_one_unknown() {
        placeOrder("CS1", false);
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 4), job("j7", "Completed")));

        assertThat(evidence(request(2)).doubt()).isEqualTo(Doubt.OTHER_CHANGES);
    }

    @Test
    void an_order_that_surely_was_not_paid_leaves_the_truth_as_it_is() {
        placeOrder("CS1", false);
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 5), job("j7", "Completed")));

        assertThat(flow.submit(INSTANCE, request(3)))
                .isInstanceOfSatisfying(Submission.FoundApplied.class, found -> assertThat(found.jobId())
                        .contains(new JobId("j7")));
    }

    @Test
    void a_failed_job_may_be_that_of_an_order_paid_meanwhile() {
        placeOrder("CS1", false);
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 2), job("j7", "Failed")));

        assertThat(evidence(request(2)).doubt()).isEqualTo(Doubt.OTHER_CHANGES);
    }

    @Test
    void both_orders_of_a_yearly_instance_are_found_once_both_have_come() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
        placeOrder("CS1", false);
        provider.nextAnswerIsLost(() -> provider.shows(
                instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 6), job("j7", "Completed"), job("j8", "Completed")));

        assertThat(flow.submit(INSTANCE, request(2)))
                .isInstanceOfSatisfying(Submission.FoundApplied.class, found -> assertThat(found.jobId())
                        .isEmpty());
    }

    @Test
    void more_open_orders_than_anybody_has_are_not_gone_through() {
        for (int i = 0; i < 9; i++) {
            placeOrder("CS" + i, false);
        }
        provider.nextAnswerIsLost(() -> {});

        assertThat(evidence(request(2)).doubt()).isEqualTo(Doubt.OTHER_CHANGES);
    }

    @Test
    void reconciling_waits_for_the_turn_of_its_instance_and_reads_nothing_before() {
        Evidence evidence = lostAndInterrupted();
        List<Evidence> given = new ArrayList<>();
        provider.nextAnswer(() -> {
            int calls = provider.calls.size();
            given.add(catchThrowableOfType(UnresolvedSubmissionException.class, () -> flow.reconcile(evidence))
                    .evidence());
            assertThat(provider.calls).hasSize(calls);
            return StubProvider.jobStarted("j1");
        });
        flow.submit(INSTANCE, request(2));

        assertThat(given).containsExactly(new Evidence(evidence.baseline(), Doubt.TIME_OVER, evidence.observations()));
    }

    @Test
    void nodes_that_are_still_being_made_have_not_come() {
        flow.submit(INSTANCE, request(2));
        provider.shows(instance("GROWING", 4));
        busy(request(2));
        Job others = job("j5", "Completed");
        provider.shows(instance("RUNNING", 3), others);

        busy(request(2));
    }

    private void placeOrder(String id, boolean autoPay) {
        provider.nextAnswer(() -> new ScaleOutReceipt.OrderPlaced(INSTANCE, Optional.empty(), new OrderId(id)));
        flow.submit(
                INSTANCE,
                ScaleOutRequest.builder("flavor-1", 2)
                        .groupId(Samples.GROUP.value())
                        .autoPay(autoPay)
                        .build());
    }

    /** An order whose answer is lost before the provider, and nobody looks. */
    private Evidence lostAndInterrupted() {
        provider.nextAnswerIsLost(Thread.currentThread()::interrupt);
        Evidence evidence = evidence(request(2));
        assertThat(Thread.interrupted()).isTrue();
        return evidence;
    }

    private Evidence evidence(ScaleOutRequest request) {
        return catchThrowableOfType(UnresolvedSubmissionException.class, () -> flow.submit(INSTANCE, request))
                .evidence();
    }

    private ScaleOutRejectedException busy(ScaleOutRequest request) {
        ScaleOutRejectedException busy =
                catchThrowableOfType(ScaleOutRejectedException.class, () -> flow.submit(INSTANCE, request));
        assertThat(busy.reason()).isEqualTo(RejectionReason.INSTANCE_BUSY);
        return busy;
    }
}
