/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static io.github.ddm4j.core.flow.TraceSample.trace;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.model.OrderTrace.Rating;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders of ours in the audit log, accepted and refused. */
class AuditWitnessTest extends AuditedSearch {

    @Test
    void our_accepted_order_means_applied_at_once_with_its_job_before_any_list_has_it() {
        OrderTrace ours = trace("t").job("j1").get();
        log(ours);
        see(AS_BEFORE);

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.empty(), Optional.of(ours)));
    }

    @Test
    void the_job_that_the_trace_names_is_given_as_it_is_listed() {
        OrderTrace ours = trace("t").job("j2").get();
        log(ours);
        see(AS_BEFORE, job("j1", "Running"), job("j2", "Running"));

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(job("j2", "Running")), Optional.of(ours)));
    }

    @Test
    void an_order_that_waits_to_be_paid_is_found_by_its_trace() {
        billing = BillingMode.YEARLY_MONTHLY;
        OrderTrace ours = trace("t").order("CS1").get();
        log(ours);
        see(AS_BEFORE);

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.empty(), Optional.of(ours)));
    }

    @Test
    void an_order_without_an_id_is_no_answer_where_nobody_could_see_later_that_it_waits_to_be_paid() {
        billing = BillingMode.YEARLY_MONTHLY;
        log(trace("t").get());
        quietlyUntil(ALL);

        assertThat(decide()).isEqualTo(UNSEEN);
    }

    @Test
    void where_the_log_does_not_name_the_job_the_jobs_do_as_long_as_there_is_time() {
        OrderTrace ours = trace("t").get();
        log(ours);
        see(AS_BEFORE);
        assertThat(decide()).isEqualTo(KEEP_LOOKING);
        assertThat(decideAtLast()).isEqualTo(new Decision.Applied(Optional.empty(), Optional.of(ours)));

        see(GROWN, DONE);
        after(QUIET, GROWN, DONE);
        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(DONE), Optional.of(ours)));
    }

    @Test
    void where_the_log_does_not_tell_how_many_nodes_the_job_has_to_bring_those_that_were_asked_for() {
        OrderTrace ours = trace("t").withoutRequest().job("j1").get();
        log(ours);
        see(AS_BEFORE, job("j1", "Running"));
        assertThat(decide()).isEqualTo(KEEP_LOOKING);

        see(GROWN, DONE);
        after(QUIET, GROWN, DONE);
        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(DONE), Optional.of(ours)));

        see(instance("RUNNING", 3, 3), DONE);
        after(QUIET, instance("RUNNING", 3, 3), DONE);
        assertThat(decide()).isEqualTo(OTHERS);
        assertThat(decideAtLast()).isEqualTo(OTHERS);
    }

    @Test
    void what_the_log_has_accepted_and_nobody_has_seen_for_the_quiet_time_is_a_contradiction() {
        log(trace("t").job("j1").get());
        see(AS_BEFORE);
        after(QUIET, AS_BEFORE);

        assertThat(decide()).isEqualTo(CONTRADICTION);
    }

    @ParameterizedTest
    @EnumSource(names = {"OUR_KEY", "OUR_USER"})
    void our_key_and_a_user_that_nobody_else_uses_are_we(By by) {
        billing = BillingMode.YEARLY_MONTHLY;
        log(trace("t").by(by).order("CS1").get());
        see(AS_BEFORE);

        assertThat(decide()).isInstanceOf(Decision.Applied.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"OTHERS", "UNKNOWN"})
    void nobody_else_is(By by) {
        billing = BillingMode.YEARLY_MONTHLY;
        log(trace("t").by(by).order("CS1").get());
        quietly();

        assertThat(decide()).isEqualTo(KEEP_LOOKING);
    }

    @ParameterizedTest
    @CsvSource({"3, g0", "2, g1"})
    void a_request_of_another_number_or_group_is_not_ours(int nodes, String group) {
        billing = BillingMode.YEARLY_MONTHLY;
        log(trace("t").asked(nodes, group).order("CS1").get());
        see(AS_BEFORE);

        assertThat(decide()).isEqualTo(KEEP_LOOKING);
    }

    @Test
    void a_request_of_another_instance_or_of_none_is_not_ours() {
        billing = BillingMode.YEARLY_MONTHLY;
        log(
                trace("t").of("i2").order("CS1").get(),
                trace("u").of(null).order("CS2").get());
        see(AS_BEFORE);

        assertThat(decide()).isEqualTo(KEEP_LOOKING);
    }

    @Test
    void what_was_before_the_time_by_which_clocks_may_differ_is_not_ours() {
        billing = BillingMode.YEARLY_MONTHLY;
        log(trace("t")
                .order("CS1")
                .after(Duration.ofMinutes(15).plusSeconds(1).negated())
                .get());
        see(AS_BEFORE);
        assertThat(decide()).isEqualTo(KEEP_LOOKING);

        log(trace("u").order("CS1").after(Duration.ofMinutes(15).negated()).get());
        see(AS_BEFORE);
        assertThat(decide()).isInstanceOf(Decision.Applied.class);
    }

    @Test
    void what_was_later_than_an_order_may_linger_is_not_ours_but_breaks_the_silence() {
        billing = BillingMode.YEARLY_MONTHLY;
        Duration latest = QUIET.plusMinutes(15);
        log(trace("t").order("CS1").after(latest.plusSeconds(1)).get());
        quietlyUntil(ALL);
        assertThat(decide()).isEqualTo(UNSEEN);

        log(trace("t").order("CS1").after(latest).get());
        see(AS_BEFORE);
        assertThat(decide()).isInstanceOf(Decision.Applied.class);
    }

    @Test
    void the_pair_of_request_and_result_and_a_double_are_one_order() {
        OrderTrace request = trace("t").job("j1").get();
        log(
                request,
                trace("t2").job("j1").get(),
                trace("t3").after(Duration.ofMinutes(3)).get());
        see(AS_BEFORE);

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.empty(), Optional.of(request)));
    }

    @Test
    void an_order_whose_job_failed_was_accepted_all_the_same() {
        OrderTrace result =
                trace("t").job("j1").rated(Rating.WARNING, OptionalInt.empty()).get();
        log(result);
        see(AS_BEFORE, job("j1", "Failed"));

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(job("j1", "Failed")), Optional.of(result)));
    }

    @ParameterizedTest
    @CsvSource({"409, DBS.200019", "400, DBS.280001", "403, APIGW.0302"})
    void our_refused_order_leaves_the_silence_of_a_log_that_has_shown_ours(int status, String code) {
        billing = BillingMode.YEARLY_MONTHLY;
        log(trace("t").failed(status, code).get());
        quietlyUntil(ALL);

        assertThat(decide()).isEqualTo(NOT_APPLIED);
    }

    @ParameterizedTest
    @CsvSource({"409, DBS.200019", "500, DBS.200412", "400, DBS.300002", "408,", "429,", "401,"})
    void what_failed_in_a_log_that_has_never_shown_ours_proves_nothing_for_it_may_be_of_another_attempt(
            int status, String code) {
        billing = BillingMode.YEARLY_MONTHLY;
        showsOurs = false;
        log(trace("t").failed(status, code).get());
        quietlyUntil(ALL);

        assertThat(decide()).isEqualTo(UNSEEN);
    }

    @ParameterizedTest
    @CsvSource({"500, DBS.200412", "400, DBS.300002", "408,", "400,", "403,", "409,"})
    void our_order_that_failed_inside_or_without_a_code_breaks_the_silence(int status, String code) {
        billing = BillingMode.YEARLY_MONTHLY;
        log(trace("t").failed(status, code).get());
        quietlyUntil(ALL);

        assertThat(decide()).isEqualTo(UNSEEN);
    }

    @Test
    void a_refusal_counts_once_the_trace_of_an_accepted_order_could_have_come() {
        billing = BillingMode.YEARLY_MONTHLY;
        log(trace("t").failed(409, "DBS.200019").get());
        quietlyUntil(ALL.minusSeconds(1));
        assertThat(decide()).isEqualTo(KEEP_LOOKING);

        OrderTrace late = trace("u").order("CS1").get();
        log(trace("t").failed(409, "DBS.200019").get(), late);
        after(Duration.ofSeconds(1), AS_BEFORE);
        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.empty(), Optional.of(late)));
    }

    @Test
    void a_refusal_while_the_nodes_came_is_a_contradiction() {
        log(trace("t").failed(409, "DBS.200019").get());
        see(GROWN, DONE);
        log(trace("t").failed(409, "DBS.200019").get());
        after(ALL, GROWN, DONE);

        assertThat(decide()).isEqualTo(CONTRADICTION);
    }

    @Test
    void a_trace_that_contradicts_itself_is_neither_accepted_nor_refused() {
        billing = BillingMode.YEARLY_MONTHLY;
        log(trace("t").rated(Rating.NORMAL, OptionalInt.of(409)).get());
        quietlyUntil(ALL);

        assertThat(decide()).isEqualTo(UNSEEN);
    }
}
