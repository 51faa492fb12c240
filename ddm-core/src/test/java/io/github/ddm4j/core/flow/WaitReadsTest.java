/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one read tells, and whom it does not concern. Group g0 of instance i1 grows from 2 to 4 nodes. */
class WaitReadsTest {

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

    private CompletableFuture<ScaledOut> await(InstanceId instance, Optional<JobId> job) {
        return flow.await(goal(instance, job), HOUR);
    }

    private static ScaleOutGoal goal(InstanceId instance, Optional<JobId> job) {
        return new ScaleOutGoal(instance, Optional.of(Samples.GROUP), 4, job, VirtualTime.START, Set.of());
    }

    private CompletableFuture<ScaledOut> awaitJob(String id) {
        return await(INSTANCE, Optional.of(new JobId(id)));
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

    @Test
    void an_instance_that_could_not_be_read_is_read_again_after_a_pause_and_others_are_not_put_off() {
        provider.nextReadFails(new IllegalStateException("a bug"));
        await(INSTANCE, Optional.empty());
        await(new InstanceId("i2"), Optional.empty());
        time.run(Duration.ofSeconds(20));

        assertThat(provider.calls).containsExactly("10 instance", "10 instance", "20 instance", "20 instance");
    }

    @Test
    void an_instance_that_is_gone_ends_its_own_waits_alone() {
        provider.nextReadFails(new ScaleOutRejectedException(RejectionReason.NOT_FOUND, "Gone", ProviderError.NONE));
        CompletableFuture<ScaledOut> gone = await(INSTANCE, Optional.empty());
        CompletableFuture<ScaledOut> there = await(new InstanceId("i2"), Optional.empty());
        time.run(Duration.ofSeconds(15));

        assertThat(gone).isCompletedExceptionally();
        assertThat(there).isNotDone();
    }

    @Test
    void a_job_that_is_listed_on_two_pages_stands_as_on_the_first_which_is_newer() {
        provider.shows(instance("GROWING", 2), running("j1", 50), running("j1", 5), running("j2", 7));
        provider.showsJobsInPagesOf(1);
        awaitJob("j1");
        awaitJob("j2");
        time.run(Duration.ofSeconds(15));

        assertThat(events)
                .filteredOn(FlowEvent.JobProgressed.class::isInstance)
                .extracting(event ->
                        ((FlowEvent.JobProgressed) event).job().progress().getAsInt())
                .containsExactly(50, 7);
    }

    @Test
    void a_failed_job_whose_reason_no_list_shows_fails_its_wait_all_the_same() {
        provider.shows(instance("ERROR", 2), job("j1", "Failed"));
        provider.duringNextRead(() -> {});
        provider.duringNextRead(() -> provider.shows(instance("ERROR", 2)));
        CompletableFuture<ScaledOut> wait = awaitJob("j1");
        time.run(Duration.ofSeconds(15));

        assertThat(wait).isCompletedExceptionally();
        assertThat(provider.calls).containsExactly("10 job", "10 jobs");
    }

    @Test
    void a_list_without_a_job_and_a_job_that_is_not_found_are_two_misses_and_then_the_instance_is_asked() {
        provider.shows(instance("RUNNING", 4));
        CompletableFuture<ScaledOut> wait = awaitJob("j8");
        awaitJob("j9");
        time.run(Duration.ofSeconds(20));

        assertThat(wait).isCompleted();
        assertThat(provider.calls).containsExactly("10 jobs", "20 job", "20 instance");
    }

    @Test
    void a_job_that_a_wait_has_seen_to_end_makes_the_instance_busy_no_more_though_a_later_list_lacks_it() {
        flow.submit(INSTANCE, request(2));
        provider.shows(instance("RUNNING", 2), job("j1", "Completed"), running("j7", 5));
        awaitJob("j1");
        awaitJob("j7");
        time.run(Duration.ofSeconds(15));
        provider.shows(instance("RUNNING", 2));

        assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void nodes_that_a_wait_has_counted_make_the_instance_busy_no_more_though_a_later_view_lacks_them() {
        flow.submit(INSTANCE, request(2));
        provider.shows(instance("RUNNING", 4));
        await(INSTANCE, Optional.empty());
        time.run(Duration.ofSeconds(15));
        provider.shows(instance("RUNNING", 2));

        assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.Accepted.class);
    }

    /** Another scale-out of the same instance may have brought the nodes that are there. */
    @Test
    void a_failed_job_fails_its_wait_though_its_reason_cannot_be_read_and_the_nodes_are_there() {
        provider.shows(instance("RUNNING", 4), job("j1", "Failed"));
        provider.duringNextRead(() -> {});
        provider.nextReadFails(new IllegalStateException("the list"));
        provider.nextReadFails(new IllegalStateException("the list"));
        CompletableFuture<ScaledOut> wait = awaitJob("j1");
        time.run(Duration.ofSeconds(25));

        assertThat(failureOf(wait)).isEqualTo(ScaleOutIncompleteException.Reason.JOB_FAILED);
        assertThat(provider.calls).containsExactly("10 job", "10 jobs", "20 jobs");
    }

    @Test
    void a_failed_job_whose_reason_is_still_asked_for_fails_its_wait_though_others_see_the_nodes() {
        provider.shows(instance("RUNNING", 4), job("j1", "Failed"));
        provider.duringNextRead(() -> {});
        provider.nextReadFails(new IllegalStateException("the list"));
        CompletableFuture<ScaledOut> wait = awaitJob("j1");
        CompletableFuture<ScaledOut> order = await(INSTANCE, Optional.empty());
        time.run(Duration.ofSeconds(25));

        assertThat(order).isCompleted();
        assertThat(failureOf(wait)).isEqualTo(ScaleOutIncompleteException.Reason.JOB_FAILED);
        assertThat(provider.calls).containsExactly("10 job", "10 jobs", "10 instance", "20 jobs");
    }

    @Test
    void a_failed_job_whose_reason_nobody_could_read_in_time_has_failed_all_the_same() {
        provider.shows(instance("RUNNING", 4), job("j1", "Failed"));
        provider.duringNextRead(() -> {});
        provider.nextReadFails(new IllegalStateException("the list"));
        CompletableFuture<ScaledOut> wait =
                flow.await(goal(INSTANCE, Optional.of(new JobId("j1"))), Duration.ofSeconds(15));
        time.run(Duration.ofSeconds(15));

        assertThat(failureOf(wait)).isEqualTo(ScaleOutIncompleteException.Reason.JOB_FAILED);
        assertThat(provider.calls).containsExactly("7 job", "7 jobs");
    }

    @Test
    void a_failed_job_that_could_not_be_read_at_first_is_asked_for_its_reason_no_longer_than_any_other() {
        provider.shows(instance("RUNNING", 2), job("j1", "Failed"));
        provider.nextReadFails(new IllegalStateException("the job"));
        provider.nextReadFails(new IllegalStateException("the job"));
        provider.duringNextRead(() -> {});
        provider.duringNextRead(() -> {});
        provider.nextReadFails(new IllegalStateException("the list"));
        provider.nextReadFails(new IllegalStateException("the list"));
        CompletableFuture<ScaledOut> wait = awaitJob("j1");
        time.run(Duration.ofSeconds(60));

        assertThat(failureOf(wait)).isEqualTo(ScaleOutIncompleteException.Reason.JOB_FAILED);
        assertThat(provider.calls).containsExactly("10 job", "20 job", "20 instance", "30 job", "30 jobs", "40 jobs");
    }

    @Test
    void a_failed_job_whose_instance_is_gone_has_failed_all_the_same() {
        provider.shows(instance("RUNNING", 2), job("j1", "Failed"));
        provider.duringNextRead(() -> {});
        provider.nextReadFails(new IllegalStateException("the list"));
        provider.nextReadFails(new ScaleOutRejectedException(RejectionReason.NOT_FOUND, "Gone", ProviderError.NONE));
        CompletableFuture<ScaledOut> wait = awaitJob("j1");
        CompletableFuture<ScaledOut> order = await(INSTANCE, Optional.empty());
        time.run(Duration.ofSeconds(15));

        assertThat(failureOf(order)).isEqualTo(ScaleOutIncompleteException.Reason.REFUSED);
        assertThat(failureOf(wait)).isEqualTo(ScaleOutIncompleteException.Reason.JOB_FAILED);
    }

    /** The instance was to be asked while the job could not be read; now that it runs, it tells nothing. */
    @Test
    void a_job_that_is_seen_at_work_again_has_the_instance_left_alone() {
        ProviderUnavailableException pause =
                ProviderUnavailableException.throttled("Too many", ProviderError.NONE, Duration.ofSeconds(30));
        provider.shows(instance("GROWING", 2), running("j1", 5));
        provider.nextReadFails(pause);
        provider.nextReadFails(pause);
        awaitJob("j1");
        time.run(Duration.ofSeconds(95));

        assertThat(provider.calls).containsExactly("10 job", "40 job", "70 job", "80 job", "90 job");
    }

    private static ScaleOutIncompleteException.@Nullable Reason failureOf(CompletableFuture<ScaledOut> wait) {
        return catchThrowableOfType(ExecutionException.class, wait::get).getCause()
                        instanceof ScaleOutIncompleteException incomplete
                ? incomplete.reason()
                : null;
    }

    @Test
    void an_executor_that_fails_in_any_way_loses_no_end_neither_its_own_nor_that_of_others() {
        provider.shows(instance("RUNNING", 4));
        ScaleOutGoal goal = goal(INSTANCE, Optional.empty());
        CompletableFuture<ScaledOut> own = flow.await(goal, HOUR, task -> {
            throw new OutOfMemoryError("no thread");
        });
        CompletableFuture<ScaledOut> other = flow.await(goal, HOUR);
        time.run(Duration.ofSeconds(15));

        assertThat(List.of(own, other)).allMatch(CompletableFuture::isDone);
    }

    @Test
    void an_executor_that_fails_keeps_nobody_from_closing() {
        CompletableFuture<ScaledOut> own = flow.await(goal(INSTANCE, Optional.empty()), HOUR, task -> {
            throw new IllegalStateException("shut down");
        });
        CompletableFuture<ScaledOut> other = await(INSTANCE, Optional.empty());
        flow.close();

        assertThat(List.of(own, other)).allMatch(CompletableFuture::isCompletedExceptionally);
    }
}
