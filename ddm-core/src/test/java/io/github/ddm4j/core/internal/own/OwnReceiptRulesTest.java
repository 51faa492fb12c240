/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.own;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.flow.Samples;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.VirtualTime;
import io.github.ddm4j.core.internal.decide.Claim;
import io.github.ddm4j.core.internal.decide.Claim.NodesCome;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OpenReceipt;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a receipt says of a later or an earlier scale-out of two nodes. The lag is five minutes. */
class OwnReceiptRulesTest {

    private static final Duration LAG = Duration.ofMinutes(5);

    private final VirtualTime time = new VirtualTime();
    private final OwnReceipts own = new OwnReceipts(time, Duration.ofHours(1), LAG);

    @Test
    void a_job_is_ones_own_by_its_id_alone() {
        own.add(accepted(now(), "j1"));

        assertThat(own.isOwn(INSTANCE, job("j1", "Running"))).isTrue();
        assertThat(own.isOwn(INSTANCE, job("j2", "Running"))).isFalse();
    }

    @Test
    void a_job_whose_end_is_to_be_seen_is_looked_for_since_its_baseline_for_a_day() {
        Baseline first = now();
        own.add(accepted(first, "j1"));
        own.add(accepted(later(Duration.ofHours(2)), "j2"));

        assertThat(own.oldestJob(INSTANCE)).contains(first.takenAt());
        own.seen(INSTANCE, job("j1", "Failed"));
        assertThat(own.oldestJob(INSTANCE)).contains(first.takenAt().plus(Duration.ofHours(2)));
        time.run(Duration.ofDays(1));
        assertThat(own.oldestJob(INSTANCE)).isEmpty();
    }

    @Test
    void an_order_has_no_job_to_look_for() {
        own.add(ordered(now(), "CS1"));

        assertThat(own.oldestJob(INSTANCE)).isEmpty();
    }

    @Test
    void nodes_of_a_job_that_ended_may_be_counted_late_until_they_are_there_or_the_lag_is_over() {
        own.add(accepted(now(), "j1"));
        time.run(Duration.ofHours(1));
        own.seen(INSTANCE, job("j1", "Completed"));

        assertThat(own.notCounted(instance("RUNNING", 3)))
                .contains("job j1, which this flow was given, has ended, and its nodes are not shown yet");
        assertThat(own.open(instance("RUNNING", 3))).containsExactly(open("j1", true));
        assertThat(own.open(instance("RUNNING", 4))).isEmpty();
        assertThat(own.notCounted(instance("RUNNING", 4))).isEmpty();
        time.run(LAG);
        assertThat(own.open(instance("RUNNING", 3))).isEmpty();
        assertThat(own.notCounted(instance("RUNNING", 3))).isEmpty();
    }

    @Test
    void a_job_whose_end_was_seen_stays_ended() {
        own.add(accepted(now(), "j1"));
        own.seen(INSTANCE, job("j1", "Completed"));
        time.run(LAG);
        own.seen(INSTANCE, job("j1", "Failed"));

        assertThat(own.open(instance("RUNNING", 2))).isEmpty();
    }

    @Test
    void nodes_that_are_still_to_come_are_not_said_to_have_ended() {
        own.add(accepted(now(), "j1"));

        assertThat(own.notCounted(instance("RUNNING", 2))).isEmpty();
        assertThat(own.open(instance("RUNNING", 2))).containsExactly(open("j1", false));
    }

    @Test
    void the_job_of_an_order_whose_nodes_are_counted_may_be_listed_as_late_as_the_lag() {
        own.add(ordered(now(), "CS1"));
        time.run(Duration.ofHours(1));
        own.seen(instance("RUNNING", 4));

        assertThat(own.open(instance("RUNNING", 4)))
                .containsExactly(new OpenReceipt(group(), 2, Optional.empty(), Optional.of(new OrderId("CS1")), false));
        time.run(LAG);
        assertThat(own.open(instance("RUNNING", 4))).isEmpty();
    }

    @Test
    void the_job_of_a_named_receipt_is_not_waited_for_once_its_nodes_are_counted() {
        own.add(accepted(now(), "j1"));
        time.run(Duration.ofHours(1));
        own.seen(instance("RUNNING", 4));

        assertThat(own.open(instance("RUNNING", 4))).isEmpty();
    }

    @Test
    void nodes_are_counted_for_none_as_long_as_an_answer_is_lost() {
        Baseline lost = now();
        own.lost(lost);
        own.add(accepted(later(Duration.ofSeconds(1)), "j1"));
        own.seen(instance("RUNNING", 4));
        assertThat(own.underWay(INSTANCE)).isPresent();

        own.found(lost);
        own.seen(instance("RUNNING", 4));
        assertThat(own.underWay(INSTANCE)).isEmpty();
    }

    @Test
    void what_ended_well_for_a_later_order_surely_came_since_an_earlier_baseline() {
        Baseline earlier = now();
        own.add(accepted(later(Duration.ofSeconds(1)), "j1"));
        assertThat(claim(earlier)).isEqualTo(NodesCome.PERHAPS);

        own.seen(INSTANCE, job("j1", "Completed"));
        assertThat(claim(earlier)).isEqualTo(NodesCome.SURELY);
    }

    @Test
    void a_job_that_failed_and_was_found_for_an_order_is_a_guess() {
        Baseline earlier = now();
        own.add(new Submission.FoundApplied(later(Duration.ofSeconds(1)), Optional.of(job("j1", "Failed")), List.of()));

        assertThat(claim(earlier)).isEqualTo(NodesCome.GUESSED);
    }

    @Test
    void nodes_found_without_a_job_surely_came_since_an_earlier_baseline() {
        Baseline earlier = now();
        own.add(new Submission.FoundApplied(later(Duration.ofSeconds(1)), Optional.empty(), List.of()));

        assertThat(claim(earlier)).isEqualTo(NodesCome.SURELY);
    }

    @Test
    void nodes_found_without_a_job_may_have_come_before_a_later_baseline() {
        Baseline older = now();
        Baseline later = later(Duration.ofSeconds(1));
        time.run(Duration.ofSeconds(1));
        own.add(new Submission.FoundApplied(older, Optional.empty(), List.of()));

        assertThat(claim(later)).isEqualTo(NodesCome.LOST);
    }

    @Test
    void a_receipt_given_before_a_baseline_says_nothing_unless_its_job_is_listed_as_new() {
        own.add(accepted(now(), "j1"));
        own.seen(INSTANCE, job("j1", "Completed"));
        Baseline later = later(LAG.multipliedBy(2));

        assertThat(own.besides(later, List.of(job("j2", "Completed")))).isEmpty();
        assertThat(own.besides(later, List.of(job("j1", "Completed")))).hasSize(1);
    }

    @Test
    void a_job_that_a_settled_baseline_knows_had_ended_before_it_and_of_an_unsettled_one_nobody_knows() {
        Baseline older = now();
        Baseline settled = later(Duration.ofSeconds(1), Set.of(new JobId("j1")), List.of(), true);
        Baseline unsettled = later(Duration.ofSeconds(1), Set.of(new JobId("j1")), List.of(), false);
        time.run(Duration.ofSeconds(2));
        own.add(new Submission.FoundApplied(older, Optional.of(job("j1", "Completed")), List.of()));

        assertThat(own.besides(settled, List.of())).isEmpty();
        assertThat(own.besides(unsettled, List.of())).hasSize(1);
    }

    @Test
    void what_was_open_when_a_baseline_was_taken_is_claimed_as_it_was_then_and_once() {
        own.add(accepted(now(), "j1"));
        own.add(ordered(later(Duration.ofSeconds(1)), "CS1"));
        OpenReceipt open = open("j1", true);
        Baseline later = later(Duration.ofSeconds(2), Set.of(), List.of(open), true);
        own.seen(INSTANCE, job("j1", "Completed"));

        assertThat(own.besides(later, List.of(job("j1", "Completed")))).containsExactly(Claim.of(open));
    }

    @Test
    void a_lost_order_is_older_or_not_and_not_beside_itself() {
        Baseline first = now();
        Baseline second = later(Duration.ofSeconds(1));
        own.lost(first);
        own.lost(second);

        assertThat(own.otherLost(first)).extracting(Claim::nodesCome).containsExactly(NodesCome.PERHAPS);
        assertThat(own.otherLost(second)).extracting(Claim::nodesCome).containsExactly(NodesCome.LOST);
        own.found(first);
        assertThat(own.otherLost(second)).isEmpty();
    }

    @Test
    void a_lost_order_that_may_wait_to_be_paid_did_not_come_before() {
        own.lost(now());
        Baseline yearly = new Baseline(
                request(2),
                instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2),
                time.now().plusSeconds(1),
                time.now(),
                Set.of());

        assertThat(own.otherLost(yearly)).extracting(Claim::nodesCome).containsExactly(NodesCome.PERHAPS);
    }

    @Test
    void one_order_is_forgotten_and_no_other() {
        own.add(ordered(now(), "CS1"));
        own.add(ordered(later(Duration.ofSeconds(1)), "CS2"));

        assertThat(own.forget(new OrderId("CS1"))).isTrue();
        assertThat(own.forget(new OrderId("CS3"))).isFalse();
        assertThat(own.toBePaid(INSTANCE))
                .hasValueSatisfying(text -> assertThat(text).contains("CS2").doesNotContain("CS1"));
    }

    @Test
    void a_receipt_of_another_flow_is_learnt_once_at_its_age_and_not_if_it_is_forgotten() {
        Submission.Applied theirs = accepted(now(), "j1");
        own.learn(theirs, Duration.ofMinutes(59));
        own.learn(theirs, Duration.ZERO);
        assertThat(own.underWay(INSTANCE)).isPresent();
        time.run(Duration.ofMinutes(1));
        assertThat(own.underWay(INSTANCE)).isEmpty();

        own.forget(new OrderId("CS1"));
        own.learn(ordered(now(), "CS1"), Duration.ZERO);
        assertThat(own.toBePaid(INSTANCE)).isEmpty();
        own.learn(ordered(later(Duration.ofSeconds(1)), "CS2"), Duration.ZERO);
        assertThat(own.toBePaid(INSTANCE)).isPresent();
    }

    @Test
    void what_the_provider_no_longer_remembers_is_forgotten_unless_it_waits_to_be_paid() {
        own.add(accepted(now(), "j1"));
        own.add(ordered(later(Duration.ofSeconds(1)), "CS1"));
        time.run(Duration.ofDays(31).plusSeconds(2));
        own.add(accepted(now(), "j2"));

        assertThat(own.isOwn(INSTANCE, job("j1", "Completed"))).isFalse();
        assertThat(own.isOwn(INSTANCE, job("j2", "Completed"))).isTrue();
        assertThat(own.toBePaid(INSTANCE)).isPresent();
    }

    private NodesCome claim(Baseline baseline) {
        List<Claim> claims = own.besides(baseline, List.<Job>of());
        assertThat(claims).hasSize(1);
        return claims.get(0).nodesCome();
    }

    private static Optional<GroupId> group() {
        return Optional.of(Samples.GROUP);
    }

    private static OpenReceipt open(String jobId, boolean ended) {
        return new OpenReceipt(group(), 2, Optional.of(new JobId(jobId)), Optional.empty(), ended);
    }

    private Baseline now() {
        return later(Duration.ZERO);
    }

    private Baseline later(Duration after) {
        return later(after, Set.of(), List.of(), true);
    }

    private Baseline later(Duration after, Set<JobId> knownJobs, List<OpenReceipt> open, boolean settled) {
        time.run(after);
        Instant takenAt = time.now();
        return new Baseline(
                request(2),
                instance("RUNNING", 2),
                takenAt,
                takenAt.minus(Duration.ofMinutes(15)),
                knownJobs,
                open,
                settled);
    }

    private static Submission.Applied accepted(Baseline baseline, String jobId) {
        return new Submission.Accepted(
                baseline,
                new ScaleOutReceipt.JobStarted(INSTANCE, Optional.empty(), new JobId(jobId), Optional.empty()));
    }

    private static Submission.Applied ordered(Baseline baseline, String orderId) {
        return new Submission.Accepted(
                baseline, new ScaleOutReceipt.OrderPlaced(INSTANCE, Optional.empty(), new OrderId(orderId)));
    }
}
