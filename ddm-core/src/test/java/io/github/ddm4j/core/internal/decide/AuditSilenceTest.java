/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.TraceSample.trace;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.flow.TraceSample;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.Observation.AuditLog;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.By;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the audit log means by saying nothing of ours. */
class AuditSilenceTest extends AuditedSearch {

    @Test
    void silence_means_not_applied_where_an_order_might_hide_once_the_log_has_shown_ours() {
        billing = BillingMode.YEARLY_MONTHLY;
        quietlyUntil(ALL.minusSeconds(1));
        assertThat(decide()).isEqualTo(KEEP_LOOKING);

        quietlyUntil(ALL);
        assertThat(decide()).isEqualTo(NOT_APPLIED);
    }

    @Test
    void silence_of_a_log_that_has_never_shown_ours_says_nothing() {
        billing = BillingMode.YEARLY_MONTHLY;
        showsOurs = false;
        quietlyUntil(ALL);

        assertThat(decide()).isEqualTo(UNSEEN);
    }

    @Test
    void silence_of_a_log_that_was_not_read_to_its_end_says_nothing() {
        billing = BillingMode.YEARLY_MONTHLY;
        whole = false;
        quietlyUntil(ALL);

        assertThat(decide()).isEqualTo(KEEP_LOOKING);
        assertThat(decideAtLast()).isEqualTo(UNSEEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"by nobody known", "of no instance", "of an unknown end"})
    void a_trace_that_may_be_ours_breaks_the_silence(String which) {
        billing = BillingMode.YEARLY_MONTHLY;
        TraceSample trace = trace("t");
        log(
                switch (which) {
                    case "by nobody known" -> trace.by(By.UNKNOWN).get();
                    case "of no instance" -> trace.of(null).get();
                    default -> trace.ofUnknownEnd().get();
                });
        quietlyUntil(ALL);

        assertThat(decide()).isEqualTo(UNSEEN);
    }

    @Test
    void nodes_that_the_log_says_others_have_ordered_are_theirs() {
        OrderTrace others = trace("t").by(By.OTHERS).job("j1").asked(2, "g0").get();
        log(others);
        see(GROWN, DONE);
        after(QUIET, GROWN, DONE);
        assertThat(decide()).isEqualTo(KEEP_LOOKING);

        log(others);
        after(LAG, GROWN, DONE);
        log(others);
        after(Duration.ZERO, GROWN, DONE);
        assertThat(decide()).isEqualTo(NOT_APPLIED);
    }

    @Test
    void that_nodes_are_those_of_others_is_not_believed_of_a_log_that_has_never_shown_ours() {
        showsOurs = false;
        OrderTrace others = trace("t").by(By.OTHERS).job("j1").asked(2, "g0").get();
        log(others);
        see(GROWN, DONE);
        log(others);
        after(ALL, GROWN, DONE);
        log(others);
        after(QUIET, GROWN, DONE);

        assertThat(decide()).isEqualTo(KEEP_LOOKING);
        assertThat(decideAtLast()).isEqualTo(new Decision.Applied(Optional.of(DONE)));
    }

    @Test
    void nodes_of_others_that_look_like_ours_wait_for_the_log_that_knows_ours() {
        see(GROWN, DONE);
        after(QUIET, GROWN, DONE);
        assertThat(decide()).isEqualTo(KEEP_LOOKING);

        log(trace("t").by(By.OTHERS).job("j1").get());
        after(LAG, GROWN, DONE);
        log(trace("t").by(By.OTHERS).job("j1").get());
        after(Duration.ZERO, GROWN, DONE);
        assertThat(decide()).isEqualTo(NOT_APPLIED);
    }

    @Test
    void nodes_that_look_like_ours_are_believed_at_once_where_the_log_has_never_shown_ours() {
        showsOurs = false;
        log();
        see(GROWN, DONE);
        after(QUIET, GROWN, DONE);

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(DONE)));
    }

    @Test
    void when_time_is_over_before_the_log_has_told_all_nodes_and_jobs_decide() {
        log();
        see(GROWN, DONE);
        after(QUIET, GROWN, DONE);
        assertThat(decide()).isEqualTo(KEEP_LOOKING);
        assertThat(decideAtLast()).isEqualTo(new Decision.Applied(Optional.of(DONE)));
    }

    @Test
    void nodes_that_nobody_has_ordered_contradict_the_log() {
        log();
        see(GROWN, DONE);
        after(LAG, GROWN, DONE);
        log();
        after(QUIET, GROWN, DONE);

        assertThat(decide()).isEqualTo(CONTRADICTION);
    }

    @Test
    void nodes_without_a_job_that_nobody_has_ordered_contradict_the_log() {
        log();
        see(GROWN);
        log();
        after(ALL, GROWN);

        assertThat(decide()).isEqualTo(CONTRADICTION);
    }

    @Test
    void a_job_of_others_that_has_just_begun_may_have_its_trace_later() {
        log();
        see(AS_BEFORE);
        log();
        after(ALL, instance("GROWING", 2, 3), job("j9", "Running"));

        assertThat(decide()).isEqualTo(KEEP_LOOKING);
    }

    @Test
    void what_others_have_taken_away_leaves_the_silence_as_it_is() {
        log();
        see(AS_BEFORE);
        log();
        after(ALL, instance("RUNNING", 1, 3), job("j9", "ReduceNode", "Completed"));

        assertThat(decide()).isEqualTo(NOT_APPLIED);
    }

    @Test
    void nodes_of_others_do_not_hide_ours() {
        showsOurs = false;
        log(trace("t").by(By.OTHERS).job("j1").asked(2, "g0").get());
        see(instance("RUNNING", 6, 3), DONE, job("j2", "Completed"));
        after(QUIET, instance("RUNNING", 6, 3), DONE, job("j2", "Completed"));

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(job("j2", "Completed"))));
        assertThat(withoutTerms()).isEqualTo(OTHERS);
    }

    @Test
    void without_terms_the_log_says_nothing() {
        log(trace("t").job("j1").get());
        see(AS_BEFORE);
        after(QUIET, AS_BEFORE);

        assertThat(withoutTerms()).isEqualTo(NOT_APPLIED);
    }

    @Test
    void what_has_lasted_for_less_than_the_lag_of_traces_is_looked_at_again_and_contradicts_only_as_ours() {
        log();
        see(AS_BEFORE);
        log();
        after(ALL, AS_BEFORE);
        log();
        after(Duration.ofSeconds(1), GROWN, DONE);
        assertThat(decide()).isEqualTo(KEEP_LOOKING);

        log();
        after(LAG.minusSeconds(1), GROWN, DONE);
        assertThat(decide()).isEqualTo(KEEP_LOOKING);

        log();
        after(Duration.ofSeconds(1), GROWN, DONE);
        assertThat(decide()).isEqualTo(CONTRADICTION);
    }

    @Test
    void when_time_is_over_what_has_just_begun_is_as_undecided_as_without_the_log() {
        log();
        see(AS_BEFORE);
        log();
        after(ALL, instance("GROWING", 2, 3), job("j9", "Running"));

        assertThat(decideAtLast()).isEqualTo(KEEP_LOOKING);
    }

    @Test
    void nodes_that_look_like_ours_and_have_just_come_contradict_the_silence_when_time_is_over() {
        log();
        see(AS_BEFORE);
        log();
        after(ALL, GROWN, DONE);
        log();
        after(QUIET, GROWN, DONE);

        assertThat(decideAtLast()).isEqualTo(CONTRADICTION);
    }

    @Test
    void a_trace_once_known_as_ours_stays_so_and_the_silence_of_others_is_not_taken_over() {
        billing = BillingMode.YEARLY_MONTHLY;
        showsOurs = false;
        log(trace("t").order("CS1").get());
        see(AS_BEFORE);

        History later = History.goingOn(history.observations());
        assertThat(later.observations()).hasSize(1);
        later.add(new AuditLog(List.of(trace("t").by(By.OTHERS).order("CS1").get()), Optional.of(ALL), true));
        later.add(now, now, AS_BEFORE, List.of());

        AuditLog merged = later.observations().get(0).auditLog().orElseThrow();
        assertThat(merged.traces()).containsExactly(trace("t").order("CS1").get());
    }

    @Test
    void only_the_latest_observation_has_the_log() {
        log(trace("t").get());
        see(AS_BEFORE);
        see(GROWN);

        assertThat(history.observations())
                .extracting(seen -> seen.auditLog().isPresent())
                .containsExactly(false, true);
    }
}
