/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.flow.VirtualTime;
import io.github.ddm4j.core.internal.decide.Claim.NodesCome;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Two nodes were asked for, in group g0 of an instance with groups of 2 and 3 nodes. */
class ReconciliationTest {

    private static final Duration QUIET = Duration.ofMinutes(5);

    private static final Decision KEEP_LOOKING = new Decision.KeepLooking();
    private static final Decision NOT_APPLIED = new Decision.NotApplied();
    private static final Decision OTHERS = new Decision.Undecidable(Doubt.OTHER_CHANGES);

    private static final Optional<GroupId> OURS = Optional.of(new GroupId("g0"));

    private final History history = History.goingOn(List.of());
    private BillingMode billing = BillingMode.PAY_PER_USE;
    private final List<Claim> claims = new ArrayList<>();
    private final List<Claim> lost = new ArrayList<>();
    private boolean complete = true;
    private boolean settled = true;
    private Duration now = Duration.ZERO;

    @Test
    void nothing_seen_decides_nothing() {
        assertThat(decide()).isEqualTo(KEEP_LOOKING);
    }

    @Test
    void all_at_rest_and_as_before_for_the_quiet_time_means_not_applied() {
        see(instance("RUNNING", 2, 3));
        assertThat(decide()).isEqualTo(KEEP_LOOKING);
        after(QUIET.minusSeconds(1), instance("RUNNING", 2, 3));
        assertThat(decide()).isEqualTo(KEEP_LOOKING);
        after(Duration.ofSeconds(1), instance("RUNNING", 2, 3));
        assertThat(decide()).isEqualTo(NOT_APPLIED);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PAY_PER_USE")
    void where_an_order_may_wait_unpaid_nothing_seen_is_no_proof(BillingMode billing) {
        this.billing = billing;

        quietly(instance("RUNNING", 2, 3));

        assertThat(decide()).isEqualTo(new Decision.Undecidable(Doubt.UNSEEN_ORDER));
    }

    @Test
    void a_job_that_ends_well_with_the_nodes_asked_for_means_applied_once_that_has_settled() {
        see(instance("GROWING", 2, 3), job("j1", "Running"));
        assertThat(decide()).isEqualTo(KEEP_LOOKING);
        Job completed = job("j1", "Completed");
        see(instance("GROWING", 4, 3), completed);
        after(QUIET.dividedBy(3).minusSeconds(1), instance("GROWING", 4, 3), completed);
        assertThat(decide()).isEqualTo(KEEP_LOOKING);
        after(Duration.ofSeconds(1), instance("GROWING", 4, 3), completed);

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(completed)));
    }

    @Test
    void a_running_job_decides_nothing_however_long_and_whatever_the_count() {
        quietly(instance("GROWING", 4, 3), job("j1", "Running"));
        quietly(instance("RUNNING", 4, 3), job("j1", "Canceling"));

        assertThat(decide()).isEqualTo(KEEP_LOOKING);
    }

    @Test
    void a_completed_job_whose_nodes_are_not_counted_yet_is_looked_at_further() {
        see(instance("RUNNING", 2, 3), job("j1", "Completed"));

        assertThat(decide()).isEqualTo(KEEP_LOOKING);
    }

    @Test
    void a_completed_job_that_left_another_number_of_nodes_is_somebody_elses() {
        quietly(instance("RUNNING", 3, 3), job("j1", "Completed"));
        assertThat(decide()).isEqualTo(OTHERS);
    }

    @Test
    void a_completed_job_that_left_no_node_may_have_changed_the_node_class() {
        quietly(instance("RUNNING", 2, 3), job("j1", "Completed"));

        assertThat(decide()).isEqualTo(OTHERS);
    }

    @Test
    void a_completed_job_that_grew_another_group_is_somebody_elses() {
        quietly(instance("RUNNING", 2, 5), job("j1", "Completed"));

        assertThat(decide()).isEqualTo(OTHERS);
    }

    @Test
    void two_jobs_that_grew_two_groups_show_that_ours_was_applied_but_not_by_which() {
        quietly(instance("RUNNING", 4, 4), job("j1", "Completed"), job("j2", "Completed"));

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.empty()));
    }

    @Test
    void two_jobs_on_one_group_cannot_be_told_apart() {
        quietly(instance("RUNNING", 6, 3), job("j1", "Completed"), job("j2", "Completed"));
        assertThat(decide()).isEqualTo(OTHERS);
    }

    @Test
    void two_jobs_of_which_one_failed_cannot_be_told_apart_though_the_count_fits() {
        quietly(instance("RUNNING", 4, 3), job("j1", "Completed"), job("j2", "Failed"));

        assertThat(decide()).isEqualTo(OTHERS);
    }

    @Test
    void a_job_that_takes_nodes_away_cannot_be_told_apart_though_the_count_fits() {
        quietly(instance("RUNNING", 4, 3), job("j1", "Completed"), job("j2", "ReduceNode", "Completed"));

        assertThat(decide()).isEqualTo(OTHERS);
    }

    @Test
    void jobs_that_change_no_nodes_do_not_matter() {
        Job completed = job("j1", "Completed");
        quietly(instance("RUNNING", 4, 3), completed, job("j2", "RestartNode", "Running"));

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(completed)));
    }

    @Test
    void a_failed_job_was_applied_whether_its_nodes_are_counted_or_not() {
        Job failed = job("j1", "Failed");
        quietly(instance("ERROR", 2, 3), failed);
        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(failed)));
        quietly(instance("ERROR", 4, 3), failed);
        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(failed)));
    }

    @Test
    void a_failed_job_with_part_of_the_nodes_is_not_guessed_at() {
        quietly(instance("ERROR", 3, 3), job("j1", "Failed"));

        assertThat(decide()).isEqualTo(OTHERS);
    }

    @Test
    void the_nodes_alone_show_it_where_no_job_is_listed_but_only_after_the_quiet_time() {
        see(instance("RUNNING", 4, 3));
        assertThat(decide()).isEqualTo(KEEP_LOOKING);
        quietly(instance("RUNNING", 4, 3));
        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.empty()));
    }

    @Test
    void nodes_without_a_job_in_another_number_are_somebody_elses() {
        quietly(instance("RUNNING", 5, 3));
        assertThat(decide()).isEqualTo(OTHERS);
    }

    @Test
    void an_instance_that_was_growing_and_fell_back_without_a_job_is_not_as_before() {
        see(instance("GROWING", 2, 3));
        quietly(instance("RUNNING", 2, 3));

        assertThat(decide()).isEqualTo(OTHERS);
    }

    @Test
    void an_instance_whose_nodes_came_and_went_is_not_as_before() {
        see(instance("RUNNING", 3, 3));
        quietly(instance("RUNNING", 2, 3));

        assertThat(decide()).isEqualTo(OTHERS);
    }

    @Test
    void an_instance_that_is_busy_with_something_else_is_not_at_rest() {
        quietly(instance("BACKUP", 2, 3));
        assertThat(decide()).isEqualTo(KEEP_LOOKING);
        quietly(instance("RUNNING", 2, 3));
        assertThat(decide()).isEqualTo(NOT_APPLIED);
    }

    @Test
    void counts_that_do_not_add_up_are_looked_at_further() {
        InstanceSnapshot sum = instance("RUNNING", 4, 3);
        InstanceSnapshot odd = new InstanceSnapshot(
                sum.id(), sum.name(), sum.status(), sum.billingMode(), 5, sum.groups(), sum.nodes());
        see(odd, job("j1", "Completed"));
        after(QUIET.dividedBy(2), odd, job("j1", "Completed"));

        assertThat(decide()).isEqualTo(KEEP_LOOKING);
    }

    @Test
    void more_jobs_than_grown_groups_cannot_be_told_apart_though_the_count_fits() {
        quietly(instance("RUNNING", 4, 3), job("j1", "Completed"), job("j2", "Completed"));

        assertThat(decide()).isEqualTo(OTHERS);
    }

    @Test
    void a_job_once_seen_counts_though_a_later_list_lacks_it() {
        see(instance("GROWING", 2, 3), job("j1", "Running"));
        quietly(instance("RUNNING", 2, 3));

        assertThat(decide()).isEqualTo(KEEP_LOOKING);
    }

    @Test
    void slow_reads_never_lengthen_what_has_lasted() {
        history.add(Duration.ZERO, Duration.ofMinutes(4), instance("RUNNING", 2, 3), List.of());
        history.add(Duration.ofMinutes(5), Duration.ofMinutes(20), instance("RUNNING", 2, 3), List.of());

        assertThat(history.observations()).singleElement().satisfies(seen -> assertThat(seen.lasted())
                .isEqualTo(Duration.ofMinutes(1)));
    }

    @Test
    void where_the_provider_told_of_no_group_the_whole_instance_counts() {
        Baseline before = new Baseline(request(2), instance("RUNNING"), VirtualTime.START, VirtualTime.START, Set.of());
        assertThat(Growth.between(before, shown(2), List.of())).isEqualTo(new Growth(2, 1, false, true));
        assertThat(Growth.between(before, shown(0), List.of())).isEqualTo(new Growth(0, 0, false, true));
        assertThat(Growth.between(before, shown(-1), List.of())).isEqualTo(new Growth(-1, 0, true, true));
    }

    @Test
    void a_claimed_job_and_its_nodes_are_left_out() {
        claims.add(own(2, "own", NodesCome.PERHAPS));
        quietly(instance("RUNNING", 4, 3), job("own", "Completed"));

        assertThat(decide()).isEqualTo(NOT_APPLIED);
    }

    @Test
    void what_is_left_beside_a_claim_is_believed_once_it_has_settled() {
        claims.add(own(2, "own", NodesCome.PERHAPS));
        Job ours = job("ours", "Completed");
        see(instance("RUNNING", 6, 3), job("own", "Completed"), ours);
        after(QUIET.dividedBy(3), instance("RUNNING", 6, 3), job("own", "Completed"), ours);

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(ours)));
    }

    @Test
    void a_claimed_job_that_was_listed_late_may_have_brought_its_nodes_before_the_baseline() {
        claims.add(own(2, "own", NodesCome.PERHAPS));
        quietly(instance("RUNNING", 2, 3), job("own", "Completed"));

        assertThat(decide()).isEqualTo(NOT_APPLIED);
    }

    @Test
    void a_claimed_job_at_work_is_waited_for() {
        claims.add(own(2, "own", NodesCome.PERHAPS));
        quietly(instance("RUNNING", 2, 3), job("own", "Running"));

        assertThat(decide()).isEqualTo(KEEP_LOOKING);
    }

    @Test
    void a_claimed_job_that_failed_may_have_left_its_nodes_or_none() {
        claims.add(own(2, "own", NodesCome.PERHAPS));
        quietly(instance("ERROR", 2, 3), job("own", "Failed"));
        assertThat(decide()).isEqualTo(KEEP_LOOKING);
        quietly(instance("RUNNING", 2, 3), job("own", "Failed"));
        assertThat(decide()).isEqualTo(NOT_APPLIED);
        quietly(instance("RUNNING", 4, 3), job("own", "Failed"));
        assertThat(decide()).isEqualTo(OTHERS);
    }

    @Test
    void a_claim_on_another_group_is_left_out_there() {
        claims.add(new Claim(
                Optional.of(new GroupId("g1")), 1, Optional.empty(), Set.of(), Instant.MIN, NodesCome.SURELY));
        quietly(instance("RUNNING", 4, 4));

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.empty()));
    }

    @Test
    void an_order_that_may_have_been_paid_leaves_two_ways_and_so_no_answer() {
        claims.add(new Claim(OURS, 2, Optional.empty(), Set.of(), Instant.MIN, NodesCome.PERHAPS));
        Job paid = job("j1", "Completed");
        see(instance("RUNNING", 4, 3), paid);
        after(QUIET.dividedBy(3), instance("RUNNING", 4, 3), paid);
        assertThat(decide()).isEqualTo(KEEP_LOOKING);
        quietly(instance("RUNNING", 4, 3), paid);
        assertThat(decide()).isEqualTo(OTHERS);
    }

    @Test
    void two_ways_that_both_mean_applied_mean_it_but_not_by_which_job() {
        claims.add(new Claim(
                Optional.of(new GroupId("g1")), 1, Optional.empty(), Set.of(), Instant.MIN, NodesCome.PERHAPS));
        Job ours = job("j1", "Completed");
        quietly(instance("RUNNING", 4, 3), ours);
        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(ours)));
        quietly(instance("RUNNING", 4, 4), ours, job("j2", "Completed"));
        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.empty()));
    }

    @Test
    void too_long_ago_only_a_job_proves_anything() {
        complete = false;
        quietly(instance("RUNNING", 2, 3));
        assertThat(decide()).isEqualTo(new Decision.Undecidable(Doubt.TOO_LONG_AGO));
        quietly(instance("RUNNING", 4, 3));
        assertThat(decide()).isEqualTo(new Decision.Undecidable(Doubt.TOO_LONG_AGO));
        Job ours = job("j1", "Completed");
        quietly(instance("RUNNING", 4, 3), ours);
        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(ours)));
    }

    @Test
    void too_long_ago_a_claimed_job_that_is_not_listed_may_have_brought_what_fits() {
        complete = false;
        claims.add(own(1, "own", NodesCome.PERHAPS));
        Job theirs = job("theirs", "Completed");
        see(instance("RUNNING", 4, 3), theirs);
        after(QUIET.dividedBy(3), instance("RUNNING", 4, 3), theirs);
        assertThat(decide()).isEqualTo(KEEP_LOOKING);
        quietly(instance("RUNNING", 4, 3), theirs);
        assertThat(decide()).isEqualTo(new Decision.Undecidable(Doubt.TOO_LONG_AGO));
        quietly(instance("RUNNING", 5, 3), theirs, job("own", "Completed"));
        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(theirs)));
    }

    @Test
    void nodes_that_were_on_their_way_do_not_make_up_for_those_that_are_missing() {
        claims.add(own(1, "own", NodesCome.PROBABLY));
        quietly(instance("RUNNING", 4, 3), job("theirs", "Completed"));

        assertThat(decide()).isEqualTo(OTHERS);
    }

    @Test
    void a_lost_order_explains_a_job_and_its_nodes() {
        lost.add(lost(1, VirtualTime.START));
        quietly(instance("RUNNING", 3, 3), job("j0", "Completed"));

        assertThat(decide()).isEqualTo(NOT_APPLIED);
    }

    @Test
    void a_lost_order_explains_a_job_that_was_listed_late_and_whose_nodes_were_counted_before() {
        lost.add(lost(2, VirtualTime.START));
        Job late = job("late", "Completed");
        quietly(instance("RUNNING", 2, 3), late);
        assertThat(decide()).isEqualTo(NOT_APPLIED);
        quietly(instance("RUNNING", 4, 3), late, job("ours", "Completed"));
        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.empty()));
    }

    @Test
    void an_order_that_waited_to_be_paid_explains_no_job_without_nodes() {
        claims.add(new Claim(OURS, 2, Optional.empty(), Set.of(), Instant.MIN, NodesCome.PERHAPS));
        quietly(instance("RUNNING", 4, 3), job("paid", "Completed"), job("theirs", "Completed"));

        assertThat(decide()).isEqualTo(OTHERS);
    }

    @Test
    void a_job_that_was_created_before_a_lost_order_is_not_that_orders() {
        lost.add(lost(2, VirtualTime.START.plus(Duration.ofHours(1))));
        claims.add(own(2, "own", NodesCome.PERHAPS));
        quietly(instance("RUNNING", 6, 3), job("own", "Failed"), createdAt(VirtualTime.START, "j0"));
        assertThat(decide()).isEqualTo(OTHERS);
        quietly(
                instance("RUNNING", 6, 3),
                job("own", "Failed"),
                createdAt(VirtualTime.START.plus(Duration.ofHours(1)), "j0"));
        assertThat(decide()).isEqualTo(NOT_APPLIED);
    }

    @Test
    void a_lost_order_does_not_stand_in_for_nodes_of_others_that_were_on_their_way() {
        lost.add(lost(1, VirtualTime.START));
        settled = false;
        quietly(instance("RUNNING", 3, 3), job("j0", "Completed"));
        assertThat(decide()).isEqualTo(OTHERS);
    }

    @Test
    void our_job_is_the_one_that_no_lost_order_can_have_begun() {
        lost.add(lost(2, VirtualTime.START.plus(Duration.ofHours(1))));
        Job ours = createdAt(VirtualTime.START, "ours");
        quietly(instance("RUNNING", 6, 3), ours, createdAt(VirtualTime.START.plus(Duration.ofHours(2)), "theirs"));

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(ours)));
    }

    @Test
    void one_job_does_not_explain_two_lost_orders() {
        lost.add(lost(2, VirtualTime.START));
        lost.add(lost(2, VirtualTime.START));
        quietly(instance("RUNNING", 6, 3), job("j0", "Completed"));

        assertThat(decide()).isEqualTo(OTHERS);
    }

    @Test
    void where_others_may_have_grown_another_group_in_our_place_nothing_is_said() {
        claims.add(new Claim(OURS, 2, Optional.empty(), Set.of(), Instant.MIN, NodesCome.PERHAPS));
        quietly(instance("RUNNING", 4, 4), job("j1", "Completed"), job("j2", "Completed"));

        assertThat(decide()).isEqualTo(OTHERS);
    }

    @Test
    void a_job_that_failed_beside_a_claimed_one_is_ours() {
        claims.add(own(2, "own", NodesCome.PERHAPS));
        Job ours = job("ours", "Failed");
        quietly(instance("RUNNING", 4, 3), job("own", "Completed"), ours);

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(ours)));
    }

    @Test
    void a_claimed_job_of_no_instance_is_not_asked_whether_it_failed() {
        quietly(instance("RUNNING", 2, 3), ofNoInstance("own", "Failed"));
        assertThat(decide()).isEqualTo(OTHERS);
        claims.add(own(2, "own", NodesCome.PERHAPS));
        assertThat(decide()).isEqualTo(NOT_APPLIED);
    }

    @Test
    void a_failed_job_that_was_found_for_another_lost_order_may_be_ours_as_long_as_it_is_listed() {
        claims.add(own(2, "found", NodesCome.GUESSED));
        quietly(instance("RUNNING", 2, 3));
        assertThat(decide()).isEqualTo(NOT_APPLIED);
        quietly(instance("RUNNING", 2, 3), job("found", "Failed"));
        assertThat(decide()).isEqualTo(OTHERS);
    }

    private static Job ofNoInstance(String id, String status) {
        Job job = job(id, status);
        return new Job(
                job.id(),
                job.name(),
                job.status(),
                job.progress(),
                job.createdAt(),
                job.endedAt(),
                Optional.empty(),
                job.failReason());
    }

    private static Claim own(int nodes, String jobId, NodesCome nodesCome) {
        return new Claim(OURS, nodes, Optional.of(new JobId(jobId)), Set.of(), Instant.MIN, nodesCome);
    }

    private static Claim lost(int nodes, Instant jobsSince) {
        return new Claim(OURS, nodes, Optional.empty(), Set.of(), jobsSince, NodesCome.LOST);
    }

    private static Job createdAt(Instant moment, String id) {
        Job job = job(id, "Completed");
        return new Job(
                job.id(),
                job.name(),
                job.status(),
                job.progress(),
                Optional.of(moment),
                job.endedAt(),
                job.instanceId(),
                job.failReason());
    }

    private static Observation shown(int nodes) {
        return new Observation(Duration.ZERO, Duration.ZERO, InstanceStatus.RUNNING, nodes, List.of(), List.of());
    }

    private Decision decide() {
        return new Reconciliation(baseline(), history.observations(), claims, lost, complete, QUIET).decide();
    }

    private Baseline baseline() {
        return new Baseline(
                request(2),
                instance(billing, "RUNNING", 2, 3),
                VirtualTime.START,
                VirtualTime.START,
                Set.of(),
                List.of(),
                settled);
    }

    private void see(InstanceSnapshot instance, Job... jobs) {
        history.add(now, now, instance, List.of(jobs));
    }

    private void after(Duration pause, InstanceSnapshot instance, Job... jobs) {
        now = now.plus(pause);
        see(instance, jobs);
    }

    private void quietly(InstanceSnapshot instance, Job... jobs) {
        see(instance, jobs);
        after(QUIET, instance, jobs);
    }
}
