/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static io.github.ddm4j.core.flow.TraceSample.trace;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.port.AuditPort.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Orders that were applied, and what the audit log makes of them. */
class AuditHazardTest {

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final StubAudit log = new StubAudit(time);

    private ScaleOutFlow flow() {
        return flow(options -> options);
    }

    private ScaleOutFlow flow(UnaryOperator<ScaleOutFlowBuilder> options) {
        return options.apply(ScaleOutFlow.builder(provider).time(time).audit(log))
                .build();
    }

    private static String told(ScaleOutFlow flow) {
        return told(() -> flow.submit(INSTANCE, request(2)));
    }

    private static String told(java.util.function.Supplier<Submission> call) {
        try {
            return call.get().getClass().getSimpleName();
        } catch (UnresolvedSubmissionException unknown) {
            return "unknown " + unknown.evidence().doubt();
        } catch (ScaleOutRejectedException refused) {
            return "refused";
        }
    }

    private static OrderTrace daysAgo(TraceSample trace) {
        return trace.after(Duration.ofDays(3).negated()).get();
    }

    @Test
    void a_status_without_an_error_code_is_no_refusal_because_the_code_may_tell_of_a_fault_inside() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
        // The provider answered 400 with DBS.300002, by which the order may have been placed; the log lacks responses.
        provider.nextAnswer(() -> {
            log.shows(trace("t").failed(400, null).get());
            throw new OutcomeUnknownException("fault inside", new ProviderError("DBS.300002", null, null), null);
        });
        try (ScaleOutFlow flow = flow()) {
            assertThat(told(flow)).startsWith("unknown");
        }
    }

    @Test
    void the_refusal_of_an_earlier_order_is_not_that_of_this_one() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
        OrderTrace first = trace("first").failed(400, "DBS.200019").get();
        provider.nextAnswer(() -> {
            log.shows(first);
            throw new ScaleOutRejectedException(RejectionReason.INSTANCE_BUSY, "busy", ProviderError.NONE);
        });
        try (ScaleOutFlow flow = flow()) {
            assertThat(told(flow)).isEqualTo("refused");
            time.run(Duration.ofMinutes(5));
            // Placed, but a log that has never shown an accepted order of ours does not show this one.
            provider.nextAnswerIsLost(() -> {});
            assertThat(told(flow)).startsWith("unknown");
        }
    }

    @Test
    void the_refusal_of_a_later_order_is_not_that_of_an_earlier_one() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
        provider.nextAnswerIsLost(() -> {});
        try (ScaleOutFlow flow = flow()) {
            Evidence evidence = null;
            try {
                flow.submit(INSTANCE, request(2));
            } catch (UnresolvedSubmissionException unknown) {
                evidence = unknown.evidence();
            }
            assertThat(evidence).isNotNull();
            // Busy with the first one, which waits to be paid.
            OrderTrace second = trace("second")
                    .after(time.elapsed())
                    .failed(400, "DBS.280406")
                    .get();
            provider.nextAnswer(() -> {
                log.shows(second);
                throw new ScaleOutRejectedException(RejectionReason.INSTANCE_BUSY, "unpaid", ProviderError.NONE);
            });
            assertThat(told(flow)).isEqualTo("refused");
            Evidence first = evidence;
            assertThat(told(() -> flow.reconcile(first))).startsWith("unknown");
        }
    }

    @Test
    void what_the_log_has_shown_of_instances_of_an_unknown_billing_mode_says_nothing_of_another_one() {
        provider.shows(instance(BillingMode.UNKNOWN, "RUNNING", 2));
        // Billed by use, as its job shows.
        log.shows(daysAgo(trace("by use").job("j0")));
        // Placed on yearly/monthly terms, and not in the log.
        provider.nextAnswerIsLost(() -> {});
        try (ScaleOutFlow flow = flow()) {
            assertThat(told(flow)).startsWith("unknown");
        }
    }

    @Test
    void a_trace_from_when_the_instance_was_billed_by_use_does_not_show_that_orders_to_be_paid_are_in_the_log() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
        log.shows(daysAgo(trace("by use").job("j0")));
        provider.nextAnswerIsLost(() -> {});
        try (ScaleOutFlow flow = flow()) {
            assertThat(told(flow)).startsWith("unknown");
        }
    }

    @Test
    void an_order_of_ours_that_the_log_has_shown_stays_known_when_the_log_is_refused_later() {
        AtomicInteger reads = new AtomicInteger();
        OrderTrace ours = trace("t").get();
        log.answers(() -> {
            if (reads.incrementAndGet() > 1) {
                throw new ScaleOutRejectedException(RejectionReason.ACCESS, "no more", ProviderError.NONE);
            }
            return new Page(List.of(ours), Optional.empty());
        });
        provider.nextAnswerIsLost(() -> {});
        try (ScaleOutFlow flow = flow()) {
            assertThat(told(flow)).isNotEqualTo("FoundNotApplied");
        }
    }

    @Test
    void a_log_whose_pages_never_end_is_not_read_without_end() {
        AtomicInteger pages = new AtomicInteger();
        log.answers(() -> new Page(List.of(), Optional.of("m" + pages.incrementAndGet())));
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 4), job("j1", "Completed")));
        try (ScaleOutFlow flow = flow()) {
            assertThat(told(flow)).isEqualTo("FoundApplied");
            assertThat(pages.get()).isLessThan(150);
        }
    }

    @Test
    void orders_of_others_for_another_group_do_not_explain_the_nodes_that_were_asked_for() {
        provider.shows(instance("RUNNING", 2, 3));
        log.shows(
                daysAgo(trace("earlier").job("j0")),
                trace("others").by(By.OTHERS).asked(5, "g1").get());
        // Applied; its trace is lost.
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 4, 3), job("j1", "Completed")));
        try (ScaleOutFlow flow = flow()) {
            assertThat(told(flow)).isNotEqualTo("FoundNotApplied");
        }
    }

    @Test
    void a_job_that_is_said_to_be_others_is_not_believed_before_the_log_has_told_all() {
        // The record of the result, by the provider's own user, comes before that of our request.
        OrderTrace result = trace("result").by(By.OTHERS).job("j1").get();
        OrderTrace ours = trace("request").job("j1").get();
        log.answers(() ->
                new Page(time.elapsed().toMinutes() < 10 ? List.of(result) : List.of(result, ours), Optional.empty()));
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 4), job("j1", "Completed")));
        try (ScaleOutFlow flow = flow()) {
            assertThat(told(flow)).isNotEqualTo("FoundNotApplied");
        }
    }

    @Test
    void the_late_record_of_the_result_of_an_order_that_we_were_given_is_not_that_of_the_next_one() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
        provider.nextAnswer(() -> new io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced(
                INSTANCE, Optional.empty(), new io.github.ddm4j.core.model.OrderId("CS1")));
        try (ScaleOutFlow flow = flow()) {
            assertThat(told(flow)).isEqualTo("Accepted");
            // Paid after an hour; the log tells of the request, and of its result once the nodes have come.
            time.run(Duration.ofMinutes(70));
            provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 4));
            flow.preview(INSTANCE, request(2));
            time.run(Duration.ofMinutes(6));
            log.shows(
                    trace("request").order("CS1").get(),
                    trace("result")
                            .withoutRequest()
                            .after(Duration.ofMinutes(65))
                            .get());
            // Never placed.
            provider.nextAnswerIsLost(() -> {});
            assertThat(told(flow)).isNotEqualTo("FoundApplied");
        }
    }

    @Test
    void silence_of_a_log_that_has_shown_ours_only_longer_ago_than_it_keeps_traces_says_nothing() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
        try (ScaleOutFlow flow = flow()) {
            provider.nextAnswerIsLost(() -> log.shows(trace("t").order("CS1").get()));
            assertThat(told(flow)).isEqualTo("FoundApplied");
            provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 4));
            time.run(Duration.ofDays(60));
            // Meanwhile the tracker was switched off, and the list is empty.
            log.shows();
            provider.nextAnswerIsLost(() -> {});
            assertThat(told(flow)).startsWith("unknown");
        }
    }

    @Test
    void the_late_record_of_a_result_with_its_job_is_not_that_of_the_next_order() {
        try (ScaleOutFlow flow = flow()) {
            provider.nextAnswer(() -> StubProvider.jobStarted("j1"));
            Submission.Applied first = (Submission.Applied) flow.submit(INSTANCE, request(2));
            provider.shows(instance("GROWING", 2), job("j1", "Running"));
            time.run(Duration.ofMinutes(60));
            provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
            flow.await(first);
            time.run(Duration.ofMinutes(1));
            // Too old to be listed from now on.
            provider.shows(instance("RUNNING", 4));
            log.shows(
                    trace("request").job("j1").get(),
                    trace("result").job("j1").after(Duration.ofMinutes(60)).get());
            time.run(Duration.ofMinutes(6));
            provider.nextAnswerIsLost(() -> {});
            assertThat(told(flow)).isNotEqualTo("FoundApplied");
        }
    }

    /** An order that was never placed, so long after one of ours has brought its nodes; its trace names no job. */
    private String toldOfAnUnplacedOrder(Duration later) {
        provider.nextAnswer(() -> StubProvider.jobStarted("j1"));
        try (ScaleOutFlow flow = flow()) {
            Submission.Applied first = (Submission.Applied) flow.submit(INSTANCE, request(2));
            provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
            flow.await(first);
            time.run(later);
            log.shows(trace("bare").after(later).get());
            provider.nextAnswerIsLost(() -> {});
            return told(flow);
        }
    }

    @Test
    void a_trace_without_a_job_may_be_of_an_order_that_we_were_given_not_long_ago() {
        assertThat(toldOfAnUnplacedOrder(Duration.ofMinutes(6))).isEqualTo("FoundNotApplied");
    }

    @Test
    void a_trace_without_a_job_long_after_any_order_that_we_were_given_contradicts_what_the_nodes_show() {
        assertThat(toldOfAnUnplacedOrder(Duration.ofHours(2))).isEqualTo("unknown AUDIT_CONTRADICTS");
    }

    @Test
    void a_trace_out_of_place_from_long_before_the_order_leaves_the_silence_as_it_is() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
        log.shows(
                daysAgo(trace("earlier").order("CS0")),
                daysAgo(trace("elsewhere").order("CS9").of("elsewhere")));
        provider.nextAnswerIsLost(() -> {});
        try (ScaleOutFlow flow = flow()) {
            assertThat(told(flow)).isEqualTo("FoundNotApplied");
        }
    }
}
