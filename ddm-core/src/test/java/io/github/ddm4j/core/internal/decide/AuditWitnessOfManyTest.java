/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import static io.github.ddm4j.core.flow.Samples.request;
import static io.github.ddm4j.core.flow.TraceSample.trace;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.flow.VirtualTime;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.OpenReceipt;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.OrderTrace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several orders of ours in the audit log: which is which. */
class AuditWitnessOfManyTest extends AuditedSearch {

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
    void what_came_may_be_another_lost_order_that_the_log_has() {
        lost.add(baseline(VirtualTime.START.minusSeconds(60)));
        log(trace("t").job("j1").get());
        see(GROWN, DONE);
        after(QUIET, GROWN, DONE);

        assertThat(decide()).isEqualTo(KEEP_LOOKING);
        assertThat(decideAtLast()).isEqualTo(OTHERS);
    }

    @Test
    void what_came_is_ours_if_the_log_names_another_job_for_the_other_lost_order() {
        lost.add(baseline(VirtualTime.START.minusSeconds(60)));
        log(trace("t").job("j2").get());
        see(GROWN, DONE);
        after(QUIET, GROWN, DONE);

        assertThat(decideAtLast()).isEqualTo(new Decision.Applied(Optional.of(DONE)));
    }

    @Test
    void an_accepted_order_that_one_of_two_lost_ones_must_be_contradicts_that_nothing_came() {
        lost.add(baseline(VirtualTime.START.minusSeconds(60)));
        log(trace("t").job("j1").get());
        quietly();

        assertThat(decide()).isEqualTo(CONTRADICTION);
    }

    @Test
    void two_lost_orders_with_two_traces_of_one_moment_are_not_told_apart() {
        billing = BillingMode.YEARLY_MONTHLY;
        lost.add(baseline(VirtualTime.START.minusSeconds(60)));
        log(trace("t").order("CS1").get(), trace("u").order("CS2").get());
        quietlyUntil(ALL);

        assertThat(decide()).isEqualTo(UNSEEN);
    }

    @Test
    void an_order_that_waits_to_be_paid_is_not_named_by_a_job_alone() {
        billing = BillingMode.YEARLY_MONTHLY;
        log(trace("t").job("j1").get());
        quietlyUntil(ALL);

        assertThat(decide()).isEqualTo(UNSEEN);
    }

    @Test
    void an_order_that_waits_to_be_paid_is_told_without_the_job_that_somebody_else_has_started() {
        billing = BillingMode.YEARLY_MONTHLY;
        OrderTrace ours = trace("t").order("CS1").get();
        log(ours);
        see(GROWN, DONE);
        after(QUIET, GROWN, DONE);

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.empty(), Optional.of(ours)));
    }
}
