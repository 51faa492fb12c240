/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.ScaleOutIncompleteException.Reason;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobStatus;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.port.InstancePort;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Group g0 of instance i1 grows from 2 to 4 nodes. */
class AwaitTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final List<FlowEvent> events = new ArrayList<>();
    private final ScaleOutFlow flow =
            ScaleOutFlow.builder(provider).time(time).listener(events::add).build();

    @AfterEach
    void close() {
        flow.close();
    }

    @Test
    void a_wait_ends_when_the_job_has_ended_and_the_nodes_are_there() {
        provider.shows(instance("GROWING", 2), running("j1", 10));
        CompletableFuture<ScaledOut> wait = await("j1");
        time.run(Duration.ofSeconds(25));
        assertThat(wait).isNotDone();
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
        time.run(Duration.ofSeconds(5));

        assertThat(wait).isCompletedWithValueMatching(done -> done.nodeCount() == 4);
        assertThat(wait.join().job()).contains(job("j1", "Completed"));
        assertThat(provider.calls).containsExactly("10 job", "20 job", "30 job", "30 instance");
        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("WaitStarted", "JobProgressed", "JobEnded", "WaitSucceeded");
    }

    @Test
    void nodes_that_are_not_there_yet_are_looked_for_again() {
        provider.shows(instance("RUNNING", 3), job("j1", "Completed"));
        CompletableFuture<ScaledOut> wait = await("j1");
        time.run(Duration.ofSeconds(15));
        assertThat(wait).isNotDone();
        provider.shows(withNode(instance("RUNNING", 4), "n4", "creating"), job("j1", "Completed"));
        time.run(Duration.ofSeconds(10));
        assertThat(wait).isNotDone();
        provider.shows(withNode(instance("RUNNING", 4), "n4", "normal"), job("j1", "Completed"));
        time.run(Duration.ofSeconds(10));

        assertThat(wait).isCompleted();
    }

    @Test
    void progress_is_told_when_it_changes() {
        CompletableFuture<ScaledOut> wait = await("j1");
        for (int percent : new int[] {10, 10, 60}) {
            provider.shows(instance("GROWING", 2), running("j1", percent));
            time.run(Duration.ofSeconds(10));
        }
        wait.cancel(false);

        assertThat(events)
                .filteredOn(FlowEvent.JobProgressed.class::isInstance)
                .extracting(event -> ((FlowEvent.JobProgressed) event).job().progress())
                .containsExactly(OptionalInt.of(10), OptionalInt.of(60));
    }

    @Test
    void a_failed_job_fails_the_wait_with_the_reason_that_only_the_list_tells() {
        provider.shows(instance("ERROR", 2), failed("j1", "No IP left"));
        CompletableFuture<ScaledOut> wait = await("j1");
        time.run(Duration.ofSeconds(20));

        assertThat(failureOf(wait))
                .returns(Reason.JOB_FAILED, ScaleOutIncompleteException::reason)
                .hasMessage("Waiting for 4 nodes of instance i1 ended badly: job j1 has failed: No IP left")
                .satisfies(failure -> assertThat(failure.job()).isPresent());
        assertThat(provider.calls).containsExactly("10 job", "10 jobs");
    }

    @Test
    void a_failed_job_without_a_reason_anywhere_fails_the_wait_too() {
        provider.shows(instance("ERROR", 2), job("j1", "Failed"));
        CompletableFuture<ScaledOut> wait = await("j1");
        time.run(Duration.ofSeconds(20));

        assertThat(failureOf(wait)).hasMessageContaining("the provider does not say why");
    }

    @Test
    void nodes_that_failed_to_join_fail_the_wait_by_name_but_old_failures_do_not() {
        provider.shows(
                withNode(withNode(instance("RUNNING", 4), "old", "enlargefail"), "new", "enlargefail"),
                job("j1", "Completed"));
        CompletableFuture<ScaledOut> wait = flow.await(goal(Optional.of(new JobId("j1")), Set.of("old")), HOUR);
        time.run(Duration.ofSeconds(20));

        assertThat(failureOf(wait))
                .returns(Reason.NODES_FAILED, ScaleOutIncompleteException::reason)
                .returns(List.of("new"), ScaleOutIncompleteException::failedNodes)
                .hasMessageContaining("[new]");
    }

    @Test
    void where_there_is_only_an_order_the_instance_is_watched() {
        CompletableFuture<ScaledOut> wait = flow.await(goal(Optional.empty(), Set.of()), HOUR);
        provider.shows(instance("RUNNING", 2));
        time.run(Duration.ofSeconds(15));
        provider.shows(instance("GROWING", 4));
        time.run(Duration.ofSeconds(10));
        assertThat(wait).isNotDone();
        provider.shows(instance("RUNNING", 4));
        time.run(Duration.ofSeconds(10));

        assertThat(wait).isCompleted();
        assertThat(provider.calls).containsExactly("10 instance", "20 instance", "30 instance");
    }

    @Test
    void several_waits_share_one_list_of_jobs() {
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"), job("j2", "Completed"), running("j3", 5));
        List<CompletableFuture<ScaledOut>> waits = List.of(await("j1"), await("j2"), await("j3"));
        time.run(Duration.ofSeconds(15));

        assertThat(waits.subList(0, 2)).allSatisfy(wait -> assertThat(wait).isCompleted());
        assertThat(waits.get(2)).isNotDone();
        assertThat(provider.calls).containsExactly("10 jobs", "10 instance");
    }

    @Test
    void the_list_is_read_page_by_page_and_no_further_than_needed() {
        provider.shows(
                instance("RUNNING", 4), running("j4", 5), job("j3", "Completed"), running("j2", 5), running("j1", 5));
        provider.showsJobsInPagesOf(1);
        List<CompletableFuture<ScaledOut>> waits = List.of(await("j4"), await("j3"), await("j2"));
        time.run(Duration.ofSeconds(15));

        assertThat(waits.get(1)).isCompleted();
        assertThat(provider.calls).containsExactly("10 jobs", "10 jobs from 1", "10 jobs from 2", "10 instance");
    }

    @ParameterizedTest
    @CsvSource({"2, 20", "3, 25", "4, 30"})
    void a_list_of_up_to_two_pages_is_read_at_every_poll_interval_and_a_longer_one_less_often(int pages, int again) {
        Job[] jobs =
                IntStream.range(0, pages).mapToObj(i -> running("j" + i, 5)).toArray(Job[]::new);
        provider.shows(instance("GROWING", 2), jobs);
        provider.showsJobsInPagesOf(1);
        List.of(jobs).forEach(job -> await(job.id().value()));
        time.run(Duration.ofSeconds(again));

        assertThat(provider.calls).hasSize(2 * pages).contains("10 jobs", again + " jobs");
    }

    @Test
    void a_page_that_fails_has_the_list_read_again_from_its_start() {
        provider.shows(instance("GROWING", 2), running("j2", 5), running("j1", 5));
        provider.showsJobsInPagesOf(1);
        await("j1");
        await("j2");
        provider.nextReadFails(new IllegalStateException("a bug"));
        time.run(Duration.ofSeconds(20));

        assertThat(provider.calls).containsExactly("10 jobs", "20 jobs", "20 jobs from 1");
    }

    @Test
    void a_list_that_nobody_waits_for_any_more_is_not_gone_on_with() {
        Job[] jobs =
                IntStream.rangeClosed(1, 9).mapToObj(i -> running("j" + i, 5)).toArray(Job[]::new);
        provider.shows(instance("GROWING", 2), jobs);
        provider.showsJobsInPagesOf(1);
        try (ScaleOutFlow narrow = ScaleOutFlow.builder(provider)
                .time(time)
                .callBudget(5, Duration.ofMinutes(1))
                .checkLinkedRds(false)
                .build()) {
            for (int round = 0; round < 2; round++) {
                List<CompletableFuture<ScaledOut>> waits = Stream.of("j8", "j9")
                        .map(id -> narrow.await(goal(Optional.of(new JobId(id)), Set.of()), HOUR))
                        .toList();
                time.run(Duration.ofSeconds(15));
                waits.forEach(wait -> wait.cancel(false));
                time.run(Duration.ofMinutes(2));
            }
        }

        assertThat(provider.calls).hasSize(10).startsWith("10 jobs").contains("145 jobs", "145 jobs from 4");
    }

    @Test
    void a_job_that_the_list_lacks_is_read_by_itself() {
        provider.shows(instance("GROWING", 2), running("j1", 5), running("j2", 5));
        await("j1");
        await("j2");
        CompletableFuture<ScaledOut> lacking = await("j9");
        time.run(Duration.ofSeconds(10));
        provider.shows(instance("RUNNING", 4), job("j9", "Completed"));
        time.run(Duration.ofSeconds(10));

        assertThat(lacking).isCompleted();
        assertThat(provider.calls).containsExactly("10 jobs", "20 job", "20 instance");
    }

    @Test
    void a_list_of_jobs_that_fails_is_read_again_and_told_of_without_an_instance_for_it_serves_several() {
        IllegalStateException bug = new IllegalStateException("a bug");
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"), job("j2", "Completed"));
        provider.nextReadFails(bug);
        List<CompletableFuture<ScaledOut>> waits = List.of(await("j1"), await("j2"));
        time.run(Duration.ofSeconds(30));

        assertThat(waits).allSatisfy(wait -> assertThat(wait).isCompleted());
        assertThat(provider.calls).containsExactly("10 jobs", "20 jobs", "20 instance");
        assertThat(events).contains(new FlowEvent.ReadFailed(Optional.empty(), bug));
    }

    @Test
    void a_job_that_is_listed_twice_stands_as_it_is_listed_first_which_is_newest() {
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"), running("j1", 5), running("j2", 5));
        CompletableFuture<ScaledOut> wait = await("j1");
        await("j2");
        time.run(Duration.ofSeconds(10));

        assertThat(wait).isCompleted();
    }

    @Test
    void an_instance_is_read_as_soon_as_its_job_has_ended_though_others_wait_for_longer() {
        provider.shows(instance("RUNNING", 3));
        flow.await(goal(Optional.empty(), Set.of()), HOUR);
        time.run(Duration.ofSeconds(12));
        CompletableFuture<ScaledOut> wait = flow.await(goal(Optional.of(new JobId("j1")), Set.of()), HOUR);
        time.run(Duration.ofSeconds(9));
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
        time.run(Duration.ofSeconds(4));

        assertThat(wait).isCompleted();
        assertThat(provider.calls).containsExactly("10 instance", "20 instance", "22 job", "22 instance");
    }

    @Test
    void a_read_that_fails_ends_nothing_and_a_pause_asked_for_is_kept_by_all_reads() {
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
        provider.nextReadFails(
                ProviderUnavailableException.throttled("429", ProviderError.NONE, Duration.ofSeconds(45)));
        provider.nextReadFails(new IllegalStateException("a bug"));
        CompletableFuture<ScaledOut> wait = await("j1");
        CompletableFuture<ScaledOut> order = flow.await(goal(Optional.empty(), Set.of()), HOUR);
        time.run(Duration.ofSeconds(90));

        assertThat(wait).isCompleted();
        assertThat(order).isCompleted();
        assertThat(provider.calls).containsExactly("10 job", "55 job", "55 instance");
        assertThat(events).filteredOn(FlowEvent.ReadFailed.class::isInstance).hasSize(2);
    }

    @Test
    void a_job_that_is_not_found_may_only_be_listed_late() {
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
        provider.nextReadFails(new ScaleOutRejectedException(RejectionReason.NOT_FOUND, "?", ProviderError.NONE));
        CompletableFuture<ScaledOut> wait = await("j1");
        time.run(Duration.ofSeconds(15));
        assertThat(wait).isNotDone();
        time.run(Duration.ofSeconds(10));

        assertThat(wait).isCompleted();
    }

    @Test
    void an_instance_that_is_gone_ends_the_wait_but_no_other_refusal_does() {
        CompletableFuture<ScaledOut> wait = flow.await(goal(Optional.empty(), Set.of()), HOUR);
        provider.nextReadFails(new ScaleOutRejectedException(RejectionReason.ACCESS, "Who", ProviderError.NONE));
        time.run(Duration.ofSeconds(15));
        assertThat(wait).isNotDone();
        assertThat(events).last().isInstanceOfSatisfying(FlowEvent.ReadFailed.class, failed -> assertThat(
                        failed.instance())
                .contains(INSTANCE));
        provider.nextReadFails(new ScaleOutRejectedException(RejectionReason.NOT_FOUND, "Gone", ProviderError.NONE));
        time.run(Duration.ofSeconds(10));

        assertThat(failureOf(wait))
                .returns(Reason.REFUSED, ScaleOutIncompleteException::reason)
                .hasRootCauseMessage("Gone");
    }

    @Test
    void a_wait_ends_at_its_deadline_and_says_how_far_it_was() {
        provider.shows(instance("GROWING", 2), running("j1", 60));
        CompletableFuture<ScaledOut> wait =
                flow.await(goal(Optional.of(new JobId("j1")), Set.of()), Duration.ofMinutes(3));
        time.run(Duration.ofMinutes(3));

        assertThat(failureOf(wait))
                .returns(Reason.TIME_OVER, ScaleOutIncompleteException::reason)
                .hasMessageEndingWith(
                        "time was over; its job was last seen at 60 %, its instance was last seen with 2 nodes");
    }

    @Test
    void a_wait_whose_time_was_over_before_it_began_ends_at_once() {
        CompletableFuture<ScaledOut> wait = flow.await(
                goal(Optional.of(new JobId("j1")), Set.of()),
                ChronoUnit.FOREVER.getDuration().negated());
        time.run(Duration.ZERO);

        assertThat(failureOf(wait)).returns(Reason.TIME_OVER, ScaleOutIncompleteException::reason);
    }

    @Test
    void a_wait_may_take_for_ever() {
        CompletableFuture<ScaledOut> wait =
                flow.await(goal(Optional.of(new JobId("j1")), Set.of()), ChronoUnit.FOREVER.getDuration());
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
        time.run(Duration.ofMinutes(1));

        assertThat(wait).isCompleted();
    }

    @Test
    void a_wait_whose_time_is_over_costs_no_further_call_and_is_told_of() {
        provider.shows(instance("GROWING", 2), running("j1", 0));
        CompletableFuture<ScaledOut> wait =
                flow.await(goal(Optional.of(new JobId("j1")), Set.of()), Duration.ofSeconds(30));
        CompletableFuture<ScaledOut> order = flow.await(goal(Optional.empty(), Set.of()), Duration.ofSeconds(30));
        time.run(Duration.ofMinutes(5));

        assertThat(failureOf(wait))
                .hasMessageEndingWith("its job was last seen at 0 %, its instance was last seen with 2 nodes");
        assertThat(failureOf(order))
                .hasMessageEndingWith(
                        "time was over; no job is known, so it may be an order that waits to be paid, its instance"
                                + " was last seen with 2 nodes");
        assertThat(provider.calls).containsExactly("10 job", "10 instance", "15 instance", "20 job", "25 instance");
        assertThat(events)
                .filteredOn(FlowEvent.WaitFailed.class::isInstance)
                .containsExactlyInAnyOrder(
                        new FlowEvent.WaitFailed(failureOf(wait), Duration.ofSeconds(30)),
                        new FlowEvent.WaitFailed(failureOf(order), Duration.ofSeconds(30)));
        assertThat(time.pendingTasks()).isZero();
    }

    @Test
    void what_a_failed_wait_waited_for_can_be_waited_for_again() {
        ScaleOutGoal goal = goal(Optional.of(new JobId("j1")), Set.of());
        CompletableFuture<ScaledOut> wait = flow.await(goal, Duration.ofNanos(1));
        time.run(Duration.ofSeconds(10));

        assertThat(failureOf(wait)).returns(goal, ScaleOutIncompleteException::goal);
    }

    @Test
    void a_cancelled_wait_costs_no_further_call_and_nothing_is_left_to_do() {
        provider.shows(instance("GROWING", 2), running("j1", 60));
        CompletableFuture<ScaledOut> wait = await("j1");
        time.run(Duration.ofSeconds(15));
        wait.cancel(true);
        time.run(Duration.ofMinutes(1));

        assertThat(provider.calls).containsExactly("10 job");
        assertThat(time.pendingTasks()).isZero();
    }

    @Test
    void closing_completes_open_waits_and_leaves_nothing_to_do() {
        List<CompletableFuture<ScaledOut>> waits =
                List.of(await("j1"), flow.await(goal(Optional.empty(), Set.of()), HOUR));
        flow.close();

        assertThat(waits).allSatisfy(wait -> assertThat(failureOf(wait))
                .returns(Reason.CLOSED, ScaleOutIncompleteException::reason));
        time.run(Duration.ofMinutes(1));
        assertThat(provider.calls).isEmpty();
        assertThatThrownBy(() -> await("j1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_wait_that_begins_while_the_flow_is_being_closed_is_closed_too() {
        List<ScaleOutFlow> closing = new ArrayList<>();
        ScaleOutFlow other = ScaleOutFlow.builder(provider)
                .time(time)
                .listener(event -> closing.forEach(ScaleOutFlow::close))
                .build();
        closing.add(other);

        assertThat(failureOf(other.await(goal(Optional.empty(), Set.of()), HOUR)))
                .returns(Reason.CLOSED, ScaleOutIncompleteException::reason);
    }

    @Test
    void a_wait_whose_read_is_under_way_when_the_flow_is_closed_is_closed_too() {
        List<ScaleOutFlow> closing = new ArrayList<>();
        InstancePort slow = instanceId -> {
            closing.forEach(ScaleOutFlow::close);
            return instance("RUNNING", 3);
        };
        ScaleOutFlow other =
                ScaleOutFlow.builder(provider, slow, provider).time(time).build();
        closing.add(other);
        CompletableFuture<ScaledOut> wait = other.await(goal(Optional.empty(), Set.of()), HOUR);
        time.run(Duration.ofSeconds(10));

        assertThat(failureOf(wait)).returns(Reason.CLOSED, ScaleOutIncompleteException::reason);
        assertThat(time.pendingTasks()).isZero();
    }

    @Test
    void a_listener_that_throws_ends_no_wait() {
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
        try (ScaleOutFlow other = ScaleOutFlow.builder(provider)
                .time(time)
                .listener(event -> {
                    throw new AssertionError("listener");
                })
                .build()) {
            CompletableFuture<ScaledOut> wait = other.await(goal(Optional.of(new JobId("j1")), Set.of()), HOUR);
            time.run(Duration.ofSeconds(15));

            assertThat(wait).isCompleted();
        }
    }

    @Test
    void a_dependent_that_throws_ends_no_other_wait() {
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"), job("j2", "Completed"));
        await("j1").thenRun(() -> {
            throw new AssertionError("dependent");
        });
        CompletableFuture<ScaledOut> wait = await("j2");
        time.run(Duration.ofSeconds(15));

        assertThat(wait).isCompleted();
    }

    @Test
    void a_dependent_may_start_the_next_wait() {
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"), job("j2", "Completed"));
        CompletableFuture<ScaledOut> chain = await("j1").thenCompose(done -> await("j2"));
        time.run(Duration.ofSeconds(30));

        assertThat(chain).isCompleted();
    }

    @Test
    void nodes_are_noticed_though_no_list_shows_the_job_and_the_job_itself_is_not_found() {
        provider.shows(instance("RUNNING", 2));
        CompletableFuture<ScaledOut> wait = await("j1");
        time.run(Duration.ofSeconds(35));
        assertThat(wait).isNotDone();
        provider.shows(instance("RUNNING", 4));
        time.run(Duration.ofSeconds(30));

        assertThat(wait).isCompletedWithValueMatching(done -> done.job().isEmpty());
        assertThat(provider.calls)
                .containsExactly("10 job", "20 job", "20 instance", "30 job", "40 job", "50 job", "50 instance");
    }

    @Test
    void nodes_are_noticed_though_jobs_cannot_be_read_at_all() {
        provider.shows(instance("RUNNING", 4));
        for (int i = 0; i < 2; i++) {
            provider.nextReadFails(new ScaleOutRejectedException(RejectionReason.ACCESS, "Who", ProviderError.NONE));
        }
        List<CompletableFuture<ScaledOut>> waits = List.of(await("j1"), await("j2"));
        time.run(Duration.ofSeconds(25));

        assertThat(waits).allSatisfy(wait -> assertThat(wait).isCompleted());
        assertThat(provider.calls).containsExactly("10 jobs", "20 jobs", "20 instance");
    }

    @Test
    void a_job_that_is_shown_again_is_believed_again() {
        provider.shows(instance("GROWING", 2));
        CompletableFuture<ScaledOut> wait = await("j1");
        time.run(Duration.ofSeconds(25));
        provider.shows(instance("RUNNING", 4), running("j1", 50));
        time.run(Duration.ofMinutes(10));
        assertThat(wait).as("its nodes may still fail").isNotDone();
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
        time.run(Duration.ofSeconds(10));

        assertThat(wait.join().job()).isPresent();
    }

    @Test
    void the_last_look_before_the_end_believes_the_nodes_though_the_job_seems_to_run() {
        provider.shows(instance("RUNNING", 4), running("j1", 99));
        CompletableFuture<ScaledOut> wait =
                flow.await(goal(Optional.of(new JobId("j1")), Set.of()), Duration.ofMinutes(3));
        time.run(Duration.ofSeconds(155));
        assertThat(wait).isNotDone();
        time.run(Duration.ofSeconds(5));

        assertThat(wait).isCompleted();
        assertThat(provider.calls).last().isEqualTo("160 instance");
    }

    @Test
    void one_read_serves_all_waits_of_an_instance() {
        provider.shows(instance("RUNNING", 3));
        ScaleOutGoal three = new ScaleOutGoal(
                INSTANCE, Optional.of(Samples.GROUP), 3, Optional.empty(), VirtualTime.START, Set.of());
        List<CompletableFuture<ScaledOut>> waits = List.of(
                flow.await(goal(Optional.empty(), Set.of()), HOUR), flow.await(three, HOUR), flow.await(three, HOUR));
        time.run(Duration.ofSeconds(25));

        assertThat(waits.get(0)).isNotDone();
        assertThat(waits.subList(1, 3)).allSatisfy(wait -> assertThat(wait).isCompleted());
        assertThat(provider.calls).containsExactly("10 instance", "20 instance");
    }

    @Test
    void waits_of_other_instances_are_not_served_by_it() {
        provider.shows(instance("RUNNING", 4));
        flow.await(
                new ScaleOutGoal(
                        new InstanceId("i2"), Optional.empty(), 9, Optional.empty(), VirtualTime.START, Set.of()),
                HOUR);
        CompletableFuture<ScaledOut> wait = flow.await(goal(Optional.empty(), Set.of()), HOUR);
        time.run(Duration.ofSeconds(10));

        assertThat(wait).isCompleted();
        assertThat(provider.calls).containsExactly("10 instance", "10 instance");
    }

    @Test
    void an_end_tells_how_long_its_own_wait_took() {
        provider.shows(instance("RUNNING", 2));
        flow.await(goal(Optional.empty(), Set.of()), HOUR);
        time.run(Duration.ofSeconds(25));
        flow.await(goal(Optional.empty(), Set.of()), HOUR);
        provider.shows(instance("RUNNING", 4));
        time.run(Duration.ofSeconds(25));

        assertThat(events)
                .filteredOn(FlowEvent.WaitSucceeded.class::isInstance)
                .extracting(event -> ((FlowEvent.WaitSucceeded) event).took())
                .containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(5));
    }

    @Test
    void what_was_not_looked_at_is_said() {
        provider.shows(instance("GROWING", 2));
        for (int i = 0; i < 100; i++) {
            provider.nextReadFails(ProviderUnavailableException.outage("Down", ProviderError.NONE, null));
        }
        CompletableFuture<ScaledOut> wait =
                flow.await(goal(Optional.of(new JobId("j1")), Set.of()), Duration.ofMinutes(3));
        CompletableFuture<ScaledOut> atOnce = flow.await(goal(Optional.empty(), Set.of()), Duration.ZERO);
        time.run(Duration.ofMinutes(3));

        assertThat(failureOf(wait)).hasMessageEndingWith("its job was not found, its instance was not read");
        assertThat(failureOf(atOnce)).hasMessageEndingWith("its instance was not read");
    }

    @Test
    void a_job_that_had_ended_is_said_where_the_nodes_have_not_come() {
        provider.shows(instance("RUNNING", 3), job("j1", "Completed"));
        CompletableFuture<ScaledOut> wait =
                flow.await(goal(Optional.of(new JobId("j1")), Set.of()), Duration.ofMinutes(3));
        time.run(Duration.ofMinutes(3));

        assertThat(failureOf(wait))
                .hasMessage(
                        "Waiting for 4 nodes of instance i1 ended badly: time was over; its job had ended, its instance"
                                + " was last seen with 3 nodes");
    }

    @Test
    void an_executor_completes_the_future_and_one_that_is_full_does_not_lose_it() {
        provider.shows(instance("RUNNING", 4));
        List<Runnable> completions = new ArrayList<>();
        ScaleOutGoal goal = goal(Optional.empty(), Set.of());
        CompletableFuture<ScaledOut> wait = flow.await(goal, HOUR, completions::add);
        CompletableFuture<ScaledOut> other = flow.await(goal, HOUR, task -> {
            throw new RejectedExecutionException();
        });
        time.run(Duration.ofSeconds(10));

        assertThat(other).isCompleted();
        assertThat(wait).isNotDone();
        assertThat(completions).hasSize(1);
        completions.get(0).run();
        assertThat(wait).isCompleted();
    }

    @Test
    void a_wait_that_is_over_while_the_budget_is_used_up_ends_in_time() {
        try (ScaleOutFlow narrow =
                ScaleOutFlow.builder(provider).time(time).callBudget(6, HOUR).build()) {
            narrow.preview(INSTANCE, Samples.request(1));
            narrow.preview(new InstanceId("i2"), Samples.request(1));
            CompletableFuture<ScaledOut> wait = narrow.await(goal(Optional.empty(), Set.of()), Duration.ofMinutes(90));
            CompletableFuture<ScaledOut> shorter =
                    narrow.await(goal(Optional.empty(), Set.of()), Duration.ofMinutes(2));
            time.run(Duration.ofMinutes(2));

            assertThat(shorter).isCompletedExceptionally();
            assertThat(wait).isNotDone();
            provider.shows(instance("RUNNING", 4));
            time.run(HOUR);
            assertThat(wait).isCompleted();
        }
    }

    @Test
    void a_wait_that_comes_in_while_others_sleep_is_looked_after_in_time() {
        provider.shows(instance("RUNNING", 4));
        flow.await(
                new ScaleOutGoal(
                        new InstanceId("i2"), Optional.empty(), 9, Optional.empty(), VirtualTime.START, Set.of()),
                HOUR);
        time.run(Duration.ofSeconds(1));
        CompletableFuture<ScaledOut> brief = flow.await(goal(Optional.empty(), Set.of()), Duration.ofSeconds(6));
        time.run(Duration.ofSeconds(3));

        assertThat(brief).isCompleted();
    }

    private CompletableFuture<ScaledOut> await(String jobId) {
        return flow.await(goal(Optional.of(new JobId(jobId)), Set.of()), HOUR);
    }

    private static ScaleOutGoal goal(Optional<JobId> job, Set<String> failedBefore) {
        return new ScaleOutGoal(INSTANCE, Optional.of(Samples.GROUP), 4, job, VirtualTime.START, failedBefore);
    }

    private static Job running(String id, int percent) {
        return new Job(
                new JobId(id),
                Job.ENLARGE_NODE,
                JobStatus.RUNNING,
                OptionalInt.of(percent),
                Optional.empty(),
                Optional.empty(),
                Optional.of(INSTANCE),
                Optional.empty());
    }

    private static Job failed(String id, String reason) {
        return new Job(
                new JobId(id),
                Job.ENLARGE_NODE,
                JobStatus.FAILED,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(INSTANCE),
                Optional.of(reason));
    }

    private static InstanceSnapshot withNode(InstanceSnapshot instance, String id, String status) {
        List<Node> nodes = new ArrayList<>(instance.nodes());
        nodes.add(new Node(id, status, Optional.of(Samples.GROUP)));
        return new InstanceSnapshot(
                instance.id(),
                instance.name(),
                instance.status(),
                instance.billingMode(),
                instance.nodeCount(),
                instance.groups(),
                nodes);
    }

    private static ScaleOutIncompleteException failureOf(CompletableFuture<ScaledOut> wait) {
        assertThat(wait).isDone();
        return (ScaleOutIncompleteException)
                catchThrowableOfType(ExecutionException.class, wait::get).getCause();
    }
}
