/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobStatus;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.validation.SettingException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator does at the journal: look, resume, settle and fence. None of it sends an order. */
class JournalDeskTest extends KeyedReplicas {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    // Looking.

    @Test
    void a_key_is_found_with_all_that_is_known_of_it_and_an_unknown_one_is_not() {
        dieWhileSending(() -> {});

        KeyStatus status = first.find(KEY).orElseThrow();

        assertThat(status.instanceId()).isEqualTo(INSTANCE);
        assertThat(status.state()).isEqualTo(KeyState.SENDING);
        assertThat(status.stopsInstance()).isTrue();
        assertThat(status.nodes()).isEqualTo(2);
        assertThat(status.leaseLeft()).isPositive();
        assertThat(status.evidence().orElseThrow().baseline().request()).isEqualTo(request(2));
        assertThat(first.find(OTHER)).isEmpty();
        assertThat(first.unsettled()).containsExactly(status);
    }

    @Test
    void the_age_of_a_doubt_goes_on_through_the_looks_at_it() {
        dieWhileSending(() -> {});
        letPass(TEN_MINUTES);
        var looked = catchThrowable(() -> submit(second));
        letPass(Duration.ofMinutes(20));
        var again = catchThrowable(() -> submit(second));

        assertThat(List.of(looked, again)).hasOnlyElementsOfType(UnresolvedSubmissionException.class);
        assertThat(status(KEY).age()).isGreaterThanOrEqualTo(Duration.ofMinutes(25));
    }

    @Test
    void a_journal_that_cannot_be_read_is_told_as_unavailable() {
        journal.isDown(true);

        for (Runnable call : List.<Runnable>of(first::unsettled, () -> first.find(KEY), first::resume)) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("The journal could not be read: the store is down");
        }
    }

    @Test
    void a_closed_flow_looks_at_no_journal() {
        second.close();

        assertThatThrownBy(() -> second.find(KEY)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(second::unsettled).isInstanceOf(IllegalStateException.class);
    }

    // Resuming.

    @Test
    void resume_leaves_those_at_work_alone_and_settles_the_others() {
        dieWhileSending(() -> provider.shows(instance("RUNNING", 4), job("j1", "Completed")));
        assertThat(second.resume()).isZero();
        assertThat(provider.calls).last().isEqualTo("0 scaleOut");
        letPass(TEN_MINUTES);

        assertThat(second.resume()).isEqualTo(1);
        assertThat(status(KEY).jobId()).contains(new JobId("j1"));
        assertThat(second.unsettled()).isEmpty();
        assertThat(only(FlowEvent.Submitted.class).submission()).isInstanceOf(Submission.FoundApplied.class);
        assertThat(only(FlowEvent.Submitted.class).correlation().key()).contains(KEY);
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void resume_goes_through_all_instances_and_counts_what_it_has_settled() {
        dieWhileSending(() -> provider.shows(instance("RUNNING", 4), job("j1", "Completed")));
        provider.nextAnswerIsLost(() -> journal.isDown(true));
        assertThat(catchThrowable(() -> first.submit(OTHER, new InstanceId("i2"), request(2))))
                .isNotNull();
        journal.isDown(false);
        letPass(TEN_MINUTES);
        events.clear();

        assertThat(second.resume()).isEqualTo(1);
        assertThat(status(KEY).state()).isEqualTo(KeyState.APPLIED);
        assertThat(status(OTHER).state()).isEqualTo(KeyState.IN_DOUBT);
        assertThat(only(FlowEvent.GaveUp.class).correlation().key()).contains(OTHER);
    }

    @Test
    void resume_passes_by_an_instance_that_this_flow_submits_for() {
        dieWhileSending(() -> {});
        letPass(TEN_MINUTES);
        Integer[] settled = new Integer[1];
        provider.duringNextRead(() -> settled[0] = second.resume());

        assertThat(catchThrowable(() -> submit(second))).isInstanceOf(UnresolvedSubmissionException.class);
        assertThat(settled[0]).isZero();
    }

    @Test
    void an_interrupted_resume_tells_what_it_has_settled_so_far() {
        dieWhileSending(() -> provider.shows(instance("RUNNING", 4), job("j1", "Completed")));
        letPass(TEN_MINUTES);
        Thread.currentThread().interrupt();

        assertThat(second.resume()).isZero();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(second.resume()).isEqualTo(1);
    }

    // Settling.

    private KeyStatus doubt() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
        provider.nextAnswerIsLost(() -> {});
        assertThat(catchThrowable(() -> submit(first))).isInstanceOf(UnresolvedSubmissionException.class);
        return first.unsettled().get(0);
    }

    @Test
    void a_person_who_found_the_job_settles_the_key_by_it() {
        KeyStatus settled =
                first.settle(KEY, doubt().stamp(), Settlement.applied(new JobId("j7")), "ann", "it is in the console");

        assertThat(settled.state()).isEqualTo(KeyState.APPLIED);
        assertThat(settled.jobId()).contains(new JobId("j7"));
        assertThat(settled.orderId()).isEmpty();
        assertThat(settled.why()).isEqualTo("settled by ann: it is in the console");
        assertThat(settled.summary()).contains("APPLIED by job j7").contains(": settled by ann");
        assertThat(submit(second)).isInstanceOfSatisfying(Submission.Remembered.class, remembered -> assertThat(
                        remembered.baseline().request())
                .isEqualTo(request(2)));
    }

    @Test
    void a_person_who_found_the_order_settles_the_key_by_it() {
        KeyStatus settled = first.settle(KEY, doubt().stamp(), Settlement.applied(new OrderId("CS1")), "ann", "unpaid");

        assertThat(settled.orderId()).contains(new OrderId("CS1"));
        assertThat(settled.jobId()).isEmpty();
    }

    @Test
    void a_person_who_found_nothing_frees_the_key_and_the_instance() {
        assertThat(first.settle(KEY, doubt().stamp(), Settlement.notApplied(), "ann", "nothing there")
                        .state())
                .isEqualTo(KeyState.REFUSED);
        provider.nextAnswer(() -> placed("CS2"));
        assertThat(submit(second)).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void a_doubt_that_others_go_on_alongside_stays_one() {
        KeyStatus alongside = first.settle(KEY, doubt().stamp(), Settlement.alongside(), "ann", "nobody knows");

        assertThat(alongside.state()).isEqualTo(KeyState.IN_DOUBT);
        assertThat(alongside.stopsInstance()).isFalse();
        provider.nextAnswer(() -> placed("CS2"));
        assertThat(second.submit(OTHER, INSTANCE, request(2))).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void a_doubt_that_was_not_the_one_seen_is_not_settled() {
        doubt();

        assertThatThrownBy(() -> first.settle(KEY, Stamp.random(), Settlement.notApplied(), "ann", "nothing there"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Key 'ticket 7' was not settled: the doubt has changed since it was looked at");
        assertThat(status(KEY).state()).isEqualTo(KeyState.IN_DOUBT);
    }

    @Test
    void a_settlement_that_the_journal_may_not_have_kept_is_told_as_unavailable() {
        Stamp seen = doubt().stamp();
        journal.downAfter = 1;

        assertThatThrownBy(() -> first.settle(KEY, seen, Settlement.notApplied(), "ann", "nothing there"))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("The journal does not tell whether key 'ticket 7' was settled; look again")
                .hasRootCauseMessage("the store is down");
    }

    @ParameterizedTest
    @CsvSource({"1, 1, true", "200, 2000, true", "201, 1, false", "1, 2001, false", "0, 1, false", "1, 0, false"})
    void a_name_and_a_reason_are_there_and_of_bounded_length(int name, int reason, boolean taken) {
        Stamp seen = doubt().stamp();

        Throwable refused = catchThrowable(
                () -> first.settle(KEY, seen, Settlement.notApplied(), "n".repeat(name), "r".repeat(reason)));

        if (taken) {
            assertThat(refused).isNull();
        } else {
            assertThat(refused).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("must be 1 to");
        }
    }

    // Fencing.

    private static Job of(String id, String name, Optional<InstanceId> instance) {
        return new Job(
                new JobId(id),
                name,
                new JobStatus("Completed"),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                instance,
                Optional.empty());
    }

    @Test
    void an_instance_with_a_node_job_that_the_journal_does_not_know_is_fenced_once() {
        submit(first);
        provider.shows(instance("RUNNING", 8), job("j1", "Completed"), job("j9", "Completed"), job("j8", "Failed"));

        List<KeyStatus> fenced = second.fence(time.now());

        assertThat(fenced).singleElement().satisfies(fence -> {
            assertThat(fence.state()).isEqualTo(KeyState.IN_DOUBT);
            assertThat(fence.stopsInstance()).isTrue();
            assertThat(fence.why()).isEqualTo("jobs [j8, j9] changed the nodes, and the journal knows nothing of them");
        });
        assertThat(second.fence(time.now())).isEqualTo(fenced);
        assertThatThrownBy(() -> first.submit(OTHER, INSTANCE, request(2))).hasMessageContaining("is in doubt");
        second.settle(fenced.get(0).key(), fenced.get(0).stamp(), Settlement.notApplied(), "ann", "ours by hand");
        assertThat(second.fence(time.now())).isEmpty();
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void each_instance_is_fenced_for_its_own_jobs() {
        provider.showsJobsInPagesOf(1);
        provider.shows(
                instance("RUNNING", 2),
                of("j2", Job.ENLARGE_NODE, Optional.of(new InstanceId("i2"))),
                of("j1", Job.ENLARGE_NODE, Optional.of(INSTANCE)));

        assertThat(second.fence(time.now()))
                .extracting(fence -> fence.instanceId().value())
                .containsExactly("i1", "i2");
    }

    @Test
    void jobs_that_are_known_or_change_no_nodes_or_are_of_no_instance_fence_nothing() {
        submit(first);
        provider.shows(
                instance("RUNNING", 4),
                job("j1", "Completed"),
                of("j5", "RESTART", Optional.of(INSTANCE)),
                of("j6", Job.ENLARGE_NODE, Optional.empty()));

        assertThat(second.fence(time.now())).isEmpty();
        assertThat(second.unsettled()).isEmpty();
    }

    @Test
    void a_fence_tells_of_the_key_that_stops_the_instance_already() {
        KeyStatus doubt = doubt();
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 4), job("j9", "Completed"));

        assertThat(second.fence(time.now())).extracting(KeyStatus::key).containsExactly(doubt.key());
    }

    @Test
    void a_fence_that_the_journal_may_not_have_kept_is_told_as_unavailable() {
        provider.shows(instance("RUNNING", 4), job("j9", "Completed"));
        journal.downAfter = 1;

        assertThatThrownBy(() -> second.fence(time.now()))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("The journal does not tell whether instance i1 is fenced; fence again");
    }

    @Test
    void a_fence_reaches_as_far_back_as_the_provider_lists_jobs() {
        assertThat(second.fence(time.now().minus(Duration.ofDays(30)))).isEmpty();
        assertThatThrownBy(
                        () -> second.fence(time.now().minus(Duration.ofDays(30)).minusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("30 days");
        assertThatThrownBy(() -> second.fence(time.now().plusSeconds(1))).isInstanceOf(IllegalArgumentException.class);
    }

    // The times of a journal.

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_quiet_time_has_to_be_longer_than_all_that_may_be_under_way(boolean longer) {
        Duration underWay = Duration.ofSeconds(10 + 20 + 30);
        UnaryOperator<ScaleOutFlowBuilder> times = builder -> builder.sendWindow(Duration.ofSeconds(10))
                .portDeadline(Duration.ofSeconds(20))
                .lag(Duration.ofSeconds(30))
                .quietTime(longer ? underWay.plusMillis(1) : underWay);

        if (longer) {
            assertThat(submit(replica(times))).isInstanceOf(Submission.Accepted.class);
        } else {
            assertThatThrownBy(() -> replica(times))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContainingAll("quietTime", "PT1M");
        }
    }

    @Test
    void a_limit_a_day_needs_a_journal() {
        assertThatThrownBy(() -> ScaleOutFlow.builder(provider).nodesPerDay(3).build())
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("nodesPerDay");
    }

    @Test
    void a_vanished_sender_is_given_up_after_the_time_that_was_set() {
        ScaleOutFlow soon = replica(builder -> builder.abandonedAfter(Duration.ofMinutes(1)));
        dieWhileSending(() -> {});
        letPass(TEN_MINUTES);
        assertThat(catchThrowable(() -> submit(soon))).isInstanceOf(UnresolvedSubmissionException.class);
        letPass(Duration.ofMinutes(1));

        assertThat(submit(soon)).isInstanceOf(Submission.FoundNotApplied.class);
    }

    /** A sender's lease is its window, its port's deadline once more, and a margin of at most half a minute. */
    @ParameterizedTest
    @CsvSource({"60, 160", "20, 70"})
    void the_lease_of_a_sender_covers_its_window_its_call_and_a_margin(int deadline, int lease) {
        ScaleOutFlow flow = replica(builder -> builder.portDeadline(Duration.ofSeconds(deadline)));
        provider.nextAnswerIsLost(() -> journal.isDown(true));
        assertThat(catchThrowable(() -> submit(flow))).isNotNull();

        assertThat(journal.entry(KEY).lease()).isEqualTo(Duration.ofSeconds(lease));
    }
}
