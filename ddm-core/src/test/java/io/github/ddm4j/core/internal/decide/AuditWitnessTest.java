/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static io.github.ddm4j.core.flow.TraceSample.trace;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.flow.TraceSample;
import io.github.ddm4j.core.flow.VirtualTime;
import io.github.ddm4j.core.internal.decide.Claim.NodesCome;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.Observation.AuditLog;
import io.github.ddm4j.core.model.OpenReceipt;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.model.OrderTrace.Rating;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes were asked for, in group g0 of an instance with groups of 2 and 3 nodes; the audit log is a witness. */
class AuditWitnessTest {

    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final Duration LAG = Duration.ofMinutes(15);

    /** When the log has told all that it has to tell. */
    private static final Duration ALL = QUIET.plus(LAG);

    private static final Decision KEEP_LOOKING = new Decision.KeepLooking();
    private static final Decision NOT_APPLIED = new Decision.NotApplied();
    private static final Decision OTHERS = new Decision.Undecidable(Doubt.OTHER_CHANGES);
    private static final Decision UNSEEN = new Decision.Undecidable(Doubt.UNSEEN_ORDER);
    private static final Decision CONTRADICTION = new Decision.Undecidable(Doubt.AUDIT_CONTRADICTS);
    private static final InstanceSnapshot AS_BEFORE = instance("RUNNING", 2, 3);
    private static final InstanceSnapshot GROWN = instance("RUNNING", 4, 3);
    private static final Job DONE = job("j1", "Completed");

    private final History history = History.goingOn(List.of());
    private final List<Claim> claims = new ArrayList<>();
    private final List<OpenReceipt> known = new ArrayList<>();
    private final List<OpenReceipt> old = new ArrayList<>();
    private final List<Baseline> lost = new ArrayList<>();
    private BillingMode billing = BillingMode.PAY_PER_USE;
    private boolean showsOurs = true;
    private boolean whole = true;
    private Duration now = Duration.ZERO;

    /** The nodes of each group before the order. */
    private int[] before = {2, 3};

    // Ours and accepted.

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

    // Others of ours.

    @Test
    void the_trace_of_another_order_that_we_were_given_is_not_ours() {
        known.add(receipt("j0", null));
        log(trace("t").job("j0").get());
        see(AS_BEFORE);

        assertThat(decide()).isEqualTo(KEEP_LOOKING);
    }

    @Test
    void the_late_record_of_an_order_that_we_were_given_long_ago_is_not_ours() {
        old.add(receipt("j0", "CS0"));
        log(trace("t").order("CS0").get(), trace("u").job("j0").get());
        see(AS_BEFORE);

        assertThat(decide()).isEqualTo(KEEP_LOOKING);
    }

    @Test
    void a_trace_without_an_id_is_not_that_of_an_order_that_we_were_given_long_ago() {
        old.add(receipt("j0", "CS0"));
        log(trace("t").get());
        see(GROWN, DONE);

        assertThat(decideAtLast()).isInstanceOfSatisfying(Decision.Applied.class, applied -> assertThat(applied.trace())
                .isPresent());
    }

    @Test
    void a_trace_without_an_id_may_be_that_of_another_order_that_we_were_given() {
        known.add(receipt("j0", null));
        log(trace("t").get());
        see(AS_BEFORE);

        assertThat(decideAtLast()).isEqualTo(KEEP_LOOKING);
    }

    @ParameterizedTest
    @CsvSource({"CS9, 2, g0", "CS0, 3, g0", "CS0, 2, g1"})
    void a_trace_of_another_order_id_number_or_group_is_not_that_of_an_order_that_we_were_given(
            String order, int nodes, String group) {
        known.add(new OpenReceipt(
                Optional.of(new GroupId(group)), nodes, Optional.empty(), Optional.of(new OrderId(order)), false));
        OrderTrace ours = nodes == 2 && group.equals("g0")
                ? trace("t").order("CS1").get()
                : trace("t").get();
        log(ours);
        see(AS_BEFORE);

        assertThat(decideAtLast()).isEqualTo(new Decision.Applied(Optional.empty(), Optional.of(ours)));
    }

    @Test
    void a_trace_that_names_another_job_is_ours_whatever_else_we_were_given() {
        known.add(receipt("j0", null));
        log(trace("t").job("j0").get(), trace("u").job("j1").get());
        see(AS_BEFORE);

        assertThat(decide()).isInstanceOfSatisfying(Decision.Applied.class, applied -> assertThat(
                        applied.trace().orElseThrow().id())
                .isEqualTo("u"));
    }

    @Test
    void a_job_that_was_there_before_is_not_ours() {
        log(trace("t").job("known").get());
        see(AS_BEFORE);

        assertThat(decide()).isEqualTo(KEEP_LOOKING);
    }

    @Test
    void of_two_lost_orders_one_trace_cannot_say_whose_it_is() {
        billing = BillingMode.YEARLY_MONTHLY;
        lost.add(baseline(VirtualTime.START.minusSeconds(60)));
        log(trace("t").order("CS1").get());
        quietlyUntil(ALL);

        assertThat(decide()).isEqualTo(UNSEEN);
    }

    @ParameterizedTest
    @CsvSource({"-60, CS2", "60, CS1"})
    void two_lost_orders_with_two_traces_are_told_apart_by_who_was_first(int secondsLater, String ours) {
        billing = BillingMode.YEARLY_MONTHLY;
        lost.add(baseline(VirtualTime.START.plusSeconds(secondsLater)));
        log(
                trace("u").after(Duration.ofSeconds(70)).order("CS2").get(),
                trace("t").after(Duration.ofSeconds(5)).order("CS1").get());
        see(AS_BEFORE);

        assertThat(decide()).isInstanceOfSatisfying(Decision.Applied.class, applied -> assertThat(
                        applied.trace().orElseThrow().result().orderId())
                .contains(new OrderId(ours)));
    }

    // Ours and failed.

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

    // Silence.

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

    private static Claim claimWithoutJob() {
        return new Claim(Optional.of(new GroupId("g0")), 2, Optional.empty(), Set.of(), Instant.MIN, NodesCome.PERHAPS);
    }

    /** The silence of a log that has told all, about an instance that has two jobs that nobody explains yet. */
    private Decision silentAboutTwoJobs(OrderTrace... others) {
        InstanceSnapshot grown = instance("RUNNING", 6, 3);
        Job second = job("j2", "Completed");
        log(others);
        see(grown, DONE, second);
        after(QUIET, grown, DONE, second);
        log(others);
        after(LAG, grown, DONE, second);
        log(others);
        after(Duration.ZERO, grown, DONE, second);
        return decide();
    }

    @Test
    void a_job_that_no_order_of_others_explains_contradicts_the_silence() {
        assertThat(silentAboutTwoJobs(
                        trace("t").by(By.OTHERS).job("j1").asked(1, "g1").get()))
                .isEqualTo(CONTRADICTION);
    }

    @Test
    void orders_of_others_that_name_their_jobs_explain_them() {
        assertThat(silentAboutTwoJobs(
                        trace("t").by(By.OTHERS).job("j1").asked(1, "g1").get(),
                        trace("u").by(By.OTHERS).job("j2").asked(1, "g1").get()))
                .isEqualTo(NOT_APPLIED);
    }

    @Test
    void orders_of_others_that_name_no_job_explain_jobs_if_they_are_for_just_the_nodes_that_came() {
        assertThat(silentAboutTwoJobs(
                        trace("t").by(By.OTHERS).asked(2, "g0").get(),
                        trace("u").by(By.OTHERS).asked(2, "g0").get()))
                .isEqualTo(NOT_APPLIED);
    }

    @ParameterizedTest
    @CsvSource({"1, g0", "3, g0", "2, g1"})
    void orders_of_others_for_other_nodes_than_came_explain_none(int nodes, String group) {
        assertThat(silentAboutTwoJobs(
                        trace("t").by(By.OTHERS).asked(2, "g0").get(),
                        trace("u").by(By.OTHERS).asked(nodes, group).get()))
                .isEqualTo(CONTRADICTION);
    }

    @Test
    void one_order_of_others_that_names_no_job_does_not_explain_two_jobs() {
        assertThat(silentAboutTwoJobs(trace("t").by(By.OTHERS).asked(4, "g0").get()))
                .isEqualTo(CONTRADICTION);
    }

    @Test
    void an_order_of_ours_that_is_claimed_without_its_job_explains_one_job_beside_that_of_others() {
        claims.add(claimWithoutJob());
        assertThat(silentAboutTwoJobs(
                        trace("t").by(By.OTHERS).job("j1").asked(2, "g0").get()))
                .isEqualTo(NOT_APPLIED);
    }

    @Test
    void nodes_that_came_without_a_job_are_explained_by_an_order_of_others_for_just_them() {
        OrderTrace others = trace("t").by(By.OTHERS).asked(2, "g0").get();
        log(others);
        see(GROWN);
        log(others);
        after(ALL, GROWN);

        assertThat(decide()).isEqualTo(NOT_APPLIED);
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

    private void claimed(String job) {
        claims.add(new Claim(
                Optional.of(new GroupId("g0")),
                2,
                Optional.of(new JobId(job)),
                Set.of(),
                Instant.MIN,
                NodesCome.PERHAPS));
    }

    @Test
    void an_order_of_ours_that_is_claimed_with_its_job_explains_that_job_beside_that_of_others() {
        claimed("j1");
        assertThat(silentAboutTwoJobs(
                        trace("t").by(By.OTHERS).job("j2").asked(1, "g1").get()))
                .isEqualTo(NOT_APPLIED);
    }

    @Test
    void an_order_of_ours_that_is_claimed_with_its_job_explains_no_other_job() {
        claimed("j3");
        assertThat(silentAboutTwoJobs(
                        trace("t").by(By.OTHERS).job("j2").asked(1, "g1").get()))
                .isEqualTo(CONTRADICTION);
    }

    @Test
    void two_traces_of_one_order_of_others_take_its_nodes_once() {
        showsOurs = false;
        OrderTrace others = trace("t").by(By.OTHERS).job("j1").asked(2, "g0").get();
        log(others, trace("u").by(By.OTHERS).job("j1").asked(2, "g0").get());
        see(instance("RUNNING", 6, 3), DONE, job("j2", "Completed"));
        after(QUIET, instance("RUNNING", 6, 3), DONE, job("j2", "Completed"));

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(job("j2", "Completed"))));
    }

    @Test
    void an_order_that_is_claimed_and_that_the_log_has_for_one_of_others_takes_its_nodes_once() {
        showsOurs = false;
        claimed("j1");
        log(trace("t").by(By.OTHERS).job("j1").asked(2, "g0").get());
        see(instance("RUNNING", 6, 3), DONE, job("j2", "Completed"));
        after(QUIET, instance("RUNNING", 6, 3), DONE, job("j2", "Completed"));

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(job("j2", "Completed"))));
    }

    /** What is decided of four new nodes and one new job. */
    private Decision fourNodesBy(String job) {
        InstanceSnapshot grown = instance("RUNNING", 6, 3);
        see(grown, job(job, "Completed"));
        after(QUIET, grown, job(job, "Completed"));
        return decideAtLast();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_second_trace_of_an_order_of_others_changes_nothing(boolean twice) {
        showsOurs = false;
        OrderTrace others = trace("t").by(By.OTHERS).job("j1").asked(2, "g0").get();
        if (twice) {
            log(others, trace("u").by(By.OTHERS).job("j1").asked(2, "g0").get());
        } else {
            log(others);
        }

        assertThat(fourNodesBy("j1")).isEqualTo(new Decision.Applied(Optional.empty()));
    }

    @Test
    void two_orders_of_others_take_the_nodes_of_both() {
        showsOurs = false;
        log(
                trace("t").by(By.OTHERS).job("j1").asked(2, "g0").get(),
                trace("u").by(By.OTHERS).job("j2").asked(3, "g0").get());
        InstanceSnapshot grown = instance("RUNNING", 9, 3);
        see(grown, DONE, job("j2", "Completed"), job("j3", "Completed"));
        after(QUIET, grown, DONE, job("j2", "Completed"), job("j3", "Completed"));

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(job("j3", "Completed"))));
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
    void an_order_of_others_that_names_no_group_is_for_the_only_one_there_is() {
        showsOurs = false;
        OrderTrace nameless =
                trace("t").by(By.OTHERS).job("j1").askedSomewhere(2).get();
        log(nameless);
        see(instance("RUNNING", 6, 3), DONE, job("j2", "Completed"));
        after(QUIET, instance("RUNNING", 6, 3), DONE, job("j2", "Completed"));
        assertThat(decideAtLast()).isEqualTo(OTHERS);

        before = new int[] {2};
        log(nameless);
        after(QUIET, instance("RUNNING", 6), DONE, job("j2", "Completed"));
        log(nameless);
        after(QUIET, instance("RUNNING", 6), DONE, job("j2", "Completed"));
        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(job("j2", "Completed"))));
    }

    @Test
    void a_trace_without_an_id_is_not_that_of_another_order_of_another_number() {
        known.add(new OpenReceipt(
                Optional.of(new GroupId("g0")), 3, Optional.empty(), Optional.of(new OrderId("CS0")), false));
        OrderTrace ours = trace("t").asked(2, "g0").job("j1").get();
        log(ours);
        see(AS_BEFORE);

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.empty(), Optional.of(ours)));
    }

    @Test
    void a_failed_order_of_others_and_one_for_another_instance_explain_no_job() {
        OrderTrace named = trace("t").by(By.OTHERS).job("j1").asked(1, "g1").get();
        assertThat(silentAboutTwoJobs(
                        named,
                        trace("u")
                                .by(By.OTHERS)
                                .failed(400, "DBS.280001")
                                .asked(1, "g1")
                                .get()))
                .isEqualTo(CONTRADICTION);
        assertThat(silentAboutTwoJobs(
                        named,
                        trace("v").by(By.OTHERS).of("elsewhere").asked(1, "g1").get()))
                .isEqualTo(CONTRADICTION);
    }

    @Test
    void a_lost_order_of_another_number_leaves_no_trace_like_ours() {
        lost.add(new Baseline(
                request(3),
                AS_BEFORE,
                VirtualTime.START.minusSeconds(60),
                VirtualTime.START,
                Set.of(),
                List.of(),
                true));
        OrderTrace ours = trace("t").job("j1").asked(2, "g0").get();
        log(ours);
        see(AS_BEFORE);

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.empty(), Optional.of(ours)));
    }

    @Test
    void an_order_of_ours_that_is_claimed_explains_its_job() {
        claims.add(new Claim(
                Optional.of(new GroupId("g0")),
                2,
                Optional.of(new JobId("j1")),
                Set.of(),
                Instant.MIN,
                NodesCome.PERHAPS));
        known.add(receipt("j1", null));
        log(trace("t").job("j1").get());
        see(GROWN, DONE);
        log(trace("t").job("j1").get());
        after(ALL, GROWN, DONE);

        assertThat(decide()).isEqualTo(NOT_APPLIED);
    }

    // What was known before.

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

    private static OpenReceipt receipt(String job, String order) {
        return new OpenReceipt(
                Optional.of(new GroupId("g0")),
                2,
                Optional.ofNullable(job).map(JobId::new),
                Optional.ofNullable(order).map(OrderId::new),
                false);
    }

    private Decision withoutTerms() {
        return new Reconciliation(baseline(VirtualTime.START), history.observations(), claims, List.of(), true, QUIET)
                .decide();
    }

    private Decision decide() {
        return reconciliation().decide();
    }

    private Decision decideAtLast() {
        return reconciliation().decideAtLast();
    }

    private Reconciliation reconciliation() {
        List<OpenReceipt> others = Stream.concat(known.stream(), old.stream()).toList();
        return new Reconciliation(
                baseline(VirtualTime.START),
                history.observations(),
                claims,
                List.of(),
                true,
                QUIET,
                Optional.of(new AuditTerms(LAG, Duration.ofMinutes(15), QUIET, others, known, lost)));
    }

    private Baseline baseline(Instant takenAt) {
        return new Baseline(
                request(2),
                instance(billing, "RUNNING", before),
                takenAt,
                takenAt,
                Set.of(new JobId("known")),
                List.of(),
                true);
    }

    /** The log is read now. */
    private void log(OrderTrace... traces) {
        history.add(new AuditLog(Arrays.asList(traces), whole ? Optional.of(now) : Optional.empty(), showsOurs));
    }

    private void see(InstanceSnapshot instance, Job... jobs) {
        history.add(now, now, instance, List.of(jobs));
    }

    private void after(Duration pause, InstanceSnapshot instance, Job... jobs) {
        now = now.plus(pause);
        List<OrderTrace> before = history.observations().stream()
                .flatMap(seen -> seen.auditLog().stream())
                .flatMap(log -> log.traces().stream())
                .toList();
        log(before.toArray(OrderTrace[]::new));
        see(instance, jobs);
    }

    private void quietly() {
        quietlyUntil(QUIET);
    }

    private void quietlyUntil(Duration end) {
        see(AS_BEFORE);
        after(end.minus(now), AS_BEFORE);
    }
}
