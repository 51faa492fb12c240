/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static io.github.ddm4j.core.flow.TraceSample.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.NodeTarget;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.core.port.AuditPort.Page;
import io.github.ddm4j.core.validation.SettingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A flow that may read the audit log after a lost answer, and one that may not. */
class AuditTest {

    private static final Duration WEEK = Duration.ofDays(7);

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final StubAudit log = new StubAudit(time);
    private final List<FlowEvent> events = new ArrayList<>();

    private ScaleOutFlow flow(UnaryOperator<ScaleOutFlowBuilder> options) {
        return options.apply(ScaleOutFlow.builder(provider).time(time).listener(events::add))
                .build();
    }

    private ScaleOutFlow flow() {
        return flow(options -> options.audit(log));
    }

    private void isYearlyMonthly() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
    }

    private static OrderTrace earlier() {
        return trace("earlier").order("CS0").after(Duration.ofDays(3).negated()).get();
    }

    private static UnresolvedSubmissionException unresolved(ScaleOutFlow flow) {
        return catchThrowableOfType(UnresolvedSubmissionException.class, () -> flow.submit(INSTANCE, request(2)));
    }

    // What it costs.

    @Test
    void a_flow_without_the_log_makes_the_same_requests_as_ever() {
        provider.nextAnswerIsLost(() -> {});
        try (ScaleOutFlow flow = flow(options -> options.pollInterval(Duration.ofMinutes(2)))) {
            assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.FoundNotApplied.class);
        }

        assertThat(provider.calls)
                .containsExactly(
                        "0 jobs",
                        "0 instance",
                        "0 scaleOut",
                        "0 jobs",
                        "0 instance",
                        "120 jobs",
                        "120 instance",
                        "240 jobs",
                        "240 instance",
                        "360 jobs",
                        "360 instance");
        assertThat(log.calls).isEmpty();
    }

    @Test
    void a_flow_with_the_log_reads_it_once_a_minute_and_only_after_a_lost_answer() {
        try (ScaleOutFlow flow = flow()) {
            flow.submit(INSTANCE, request(2));
            assertThat(log.calls).isEmpty();
            time.run(Duration.ofHours(2));
            provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
            provider.nextAnswerIsLost(() -> {});
            assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.FoundNotApplied.class);
        }

        assertThat(log.calls)
                .containsExactly(
                        "7200 traces", "7260 traces", "7320 traces", "7380 traces", "7440 traces", "7500 traces");
    }

    @Test
    void a_log_that_is_sooner_is_read_as_often_so_that_a_short_search_hears_of_an_order() {
        isYearlyMonthly();
        OrderTrace late = trace("late").by(By.OUR_KEY).order("CS1").get();
        log.answers(() -> new AuditPort.Page(
                time.elapsed().toSeconds() < 5 ? List.of(earlier()) : List.of(earlier(), late), Optional.empty()));
        provider.nextAnswerIsLost(() -> {});
        try (ScaleOutFlow flow = flow(options -> options.audit(log)
                .traceLag(Duration.ofSeconds(10))
                .quietTime(Duration.ofSeconds(20))
                .pollInterval(Duration.ofSeconds(1))
                .callBudget(1_000, Duration.ofMinutes(1))
                .reconcileWithin(Duration.ofSeconds(45)))) {
            assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.FoundApplied.class);
        }

        assertThat(log.calls).containsExactly("0 traces", "10 traces");
    }

    @Test
    void pages_of_the_log_are_within_the_budget() {
        log.shows(IntStream.range(0, 10)
                .mapToObj(i -> trace("t" + i).by(By.OTHERS).get())
                .toArray(OrderTrace[]::new));
        log.showsInPagesOf(1);
        provider.nextAnswerIsLost(() -> {});
        try (ScaleOutFlow flow =
                flow(options -> options.audit(log).checkLinkedRds(false).callBudget(5, Duration.ofSeconds(10)))) {
            flow.submit(INSTANCE, request(2));
        }

        assertThat(log.calls.subList(0, 10))
                .containsExactly(
                        "10 traces",
                        "20 traces from 1",
                        "20 traces from 2",
                        "20 traces from 3",
                        "20 traces from 4",
                        "20 traces from 5",
                        "30 traces from 6",
                        "30 traces from 7",
                        "30 traces from 8",
                        "30 traces from 9");
    }

    // What it tells.

    @Test
    void an_order_that_waits_to_be_paid_is_an_answer_and_keeps_the_instance_busy_for_who_counts() {
        isYearlyMonthly();
        OrderTrace ours = trace("t").order("CS1").get();
        provider.nextAnswerIsLost(() -> log.shows(ours));
        try (ScaleOutFlow flow = flow()) {
            Submission submission = flow.submit(INSTANCE, request(2));

            assertThat(submission).isInstanceOfSatisfying(Submission.FoundApplied.class, found -> {
                assertThat(found.orderId()).contains(new OrderId("CS1"));
                assertThat(found.jobId()).isEmpty();
                assertThat(found.trace()).contains(ours);
            });
            assertThat(time.elapsed()).isZero();
            provider.shows(instance("RUNNING", 2));
            assertThatThrownBy(() -> flow.ensure(INSTANCE, NodeTarget.of("flavor-1", 4, Samples.GROUP.value())))
                    .isInstanceOf(ScaleOutRejectedException.class)
                    .hasMessageContaining("order CS1");
            assertThat(flow.forget(new OrderId("CS1"))).isTrue();
        }
    }

    @Test
    void the_trace_of_an_order_that_was_forgotten_is_not_taken_for_the_next_ones() {
        isYearlyMonthly();
        provider.nextAnswer(() -> new ScaleOutReceipt.OrderPlaced(INSTANCE, Optional.empty(), new OrderId("CS1")));
        log.shows(trace("t").order("CS1").get());
        try (ScaleOutFlow flow = flow()) {
            flow.submit(INSTANCE, request(2));
            flow.forget(new OrderId("CS1"));
            provider.nextAnswerIsLost(() -> {});

            assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.FoundNotApplied.class);
        }
    }

    @Test
    void a_job_that_the_log_names_is_under_way_until_it_is_seen_to_end() {
        provider.nextAnswerIsLost(() -> log.shows(trace("t").job("j1").get()));
        try (ScaleOutFlow flow = flow()) {
            assertThat(flow.submit(INSTANCE, request(2)))
                    .isInstanceOfSatisfying(Submission.FoundApplied.class, found -> assertThat(found.jobId())
                            .contains(new JobId("j1")));
            assertThatThrownBy(() -> flow.submit(INSTANCE, request(2)))
                    .isInstanceOf(ScaleOutRejectedException.class)
                    .hasMessageContaining("job j1");
            provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
            assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.Accepted.class);
        }
        assertThat(provider.sent()).isEqualTo(2);
    }

    @Test
    void silence_of_a_log_that_has_shown_ours_this_week_means_not_applied_where_an_order_might_hide() {
        isYearlyMonthly();
        log.shows(earlier());
        provider.nextAnswerIsLost(() -> {});
        try (ScaleOutFlow flow = flow()) {
            assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.FoundNotApplied.class);
            assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(20));
        }
    }

    @Test
    void what_the_log_has_shown_for_one_instance_holds_for_another_that_is_paid_for_likewise() {
        log.shows(earlier());
        provider.nextAnswerIsLost(() -> {});
        provider.nextAnswerIsLost(() -> {
            log.shows();
            provider.shows(instance("RUNNING", 4), job("j9", "Completed"));
        });
        provider.nextAnswerIsLost(() -> isYearlyMonthly());
        try (ScaleOutFlow flow = flow()) {
            flow.submit(INSTANCE, request(2));
            // Looks like ours, but the log knows ours and has none.
            assertThat(unresolved(flow).evidence().doubt()).isEqualTo(Doubt.AUDIT_CONTRADICTS);
        }
        isYearlyMonthly();
        try (ScaleOutFlow flow = flow()) {
            assertThat(unresolved(flow).evidence().doubt()).isEqualTo(Doubt.UNSEEN_ORDER);
        }
    }

    @Test
    void silence_about_what_is_older_than_the_log_says_nothing() {
        isYearlyMonthly();
        log.shows(earlier());
        provider.nextAnswerIsLost(() -> {});
        Evidence evidence;
        try (ScaleOutFlow flow = flow()) {
            evidence = closedWhileLooking(flow);
        }
        time.run(WEEK);
        log.shows(trace("late").after(Duration.ofDays(6)).asked(5, "g0").get());
        try (ScaleOutFlow flow = flow()) {
            UnresolvedSubmissionException later =
                    catchThrowableOfType(UnresolvedSubmissionException.class, () -> flow.reconcile(evidence));
            assertThat(later.evidence().doubt()).isEqualTo(Doubt.UNSEEN_ORDER);
        }
    }

    private Evidence closedWhileLooking(ScaleOutFlow flow) {
        time.schedule(Duration.ofMinutes(1), flow::close);
        return unresolved(flow).evidence();
    }

    @Test
    void the_log_is_read_for_all_the_time_that_it_keeps_because_an_order_is_as_old_as_its_first_trace() {
        List<Duration> since = new ArrayList<>();
        List<OrderTrace> shown = new ArrayList<>(List.of(earlier()));
        provider.nextAnswerIsLost(() -> {});
        try (ScaleOutFlow flow = flow(options -> options.audit((instanceId, from, marker) -> {
            since.add(Duration.between(from, time.now()));
            return new Page(shown, Optional.empty());
        }))) {
            flow.submit(INSTANCE, request(2));
        }
        assertThat(since).containsOnly(WEEK).hasSize(6);
    }

    // What goes wrong.

    @Test
    void a_log_that_is_not_shown_is_told_once_and_nothing_else_changes() {
        log.fails(new ScaleOutRejectedException(RejectionReason.ACCESS, "403", ProviderError.NONE));
        provider.nextAnswerIsLost(() -> {});
        provider.nextAnswerIsLost(() -> {});
        try (ScaleOutFlow flow = flow()) {
            assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.FoundNotApplied.class);
            assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(5));
            assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.FoundNotApplied.class);
        }

        assertThat(log.calls).containsExactly("0 traces", "300 traces");
        assertThat(events)
                .filteredOn(FlowEvent.AuditRefused.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(event.instance()).contains(INSTANCE));
        assertThat(events).noneMatch(FlowEvent.ReadFailed.class::isInstance);
    }

    @Test
    void a_log_that_is_shown_again_and_then_not_is_told_again() {
        ScaleOutRejectedException refused =
                new ScaleOutRejectedException(RejectionReason.ACCESS, "403", ProviderError.NONE);
        for (int i = 0; i < 3; i++) {
            provider.nextAnswerIsLost(() -> {});
        }
        try (ScaleOutFlow flow = flow()) {
            log.fails(refused);
            flow.submit(INSTANCE, request(2));
            log.answers(null);
            flow.submit(INSTANCE, request(2));
            log.fails(refused);
            flow.submit(INSTANCE, request(2));
        }

        assertThat(events).filteredOn(FlowEvent.AuditRefused.class::isInstance).hasSize(2);
    }

    @Test
    void a_log_that_cannot_be_read_tells_nothing_and_is_asked_again_a_minute_later() {
        log.fails(ProviderUnavailableException.outage("no JSON list", ProviderError.NONE, null));
        provider.nextAnswerIsLost(() -> time.schedule(Duration.ofSeconds(30), () -> log.answers(null)));
        log.shows(trace("t").job("j1").get());
        try (ScaleOutFlow flow = flow()) {
            assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.FoundApplied.class);
        }

        assertThat(log.calls).containsExactly("0 traces", "60 traces");
        assertThat(events).filteredOn(FlowEvent.ReadFailed.class::isInstance).hasSize(1);
        assertThat(provider.sent()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"of another instance", "of the future", "10,000 of them", "pages that lead back", "a bug"})
    void a_log_that_is_not_what_was_asked_for_is_not_believed(String what) {
        isYearlyMonthly();
        OrderTrace ours = trace("t").order("CS1").get();
        log.answers(() -> switch (what) {
            case "of another instance" ->
                new Page(List.of(earlier(), trace("t").of("i2").order("CS1").get()), Optional.empty());
            case "of the future" ->
                new Page(
                        List.of(
                                earlier(),
                                trace("t")
                                        .after(Duration.ofDays(1))
                                        .order("CS1")
                                        .get()),
                        Optional.empty());
            case "10,000 of them" ->
                new Page(
                        IntStream.range(0, 200)
                                .mapToObj(i -> trace("t" + i).order("CS1").get())
                                .toList(),
                        Optional.of("next" + log.calls.size()));
            case "pages that lead back" -> new Page(List.of(ours), Optional.of("next"));
            default -> throw new IllegalStateException("a bug");
        });
        provider.nextAnswerIsLost(() -> {});
        try (ScaleOutFlow flow = flow()) {
            UnresolvedSubmissionException unresolved = unresolved(flow);
            assertThat(unresolved.evidence().doubt()).isEqualTo(Doubt.UNSEEN_ORDER);
            assertThat(unresolved.evidence().traces()).noneMatch(OrderTrace::accepted);
        }
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void a_hundred_orders_in_half_an_hour_are_not_believed() {
        isYearlyMonthly();
        log.shows(IntStream.range(0, 101).mapToObj(i -> trace("t" + i).get()).toArray(OrderTrace[]::new));
        provider.nextAnswerIsLost(() -> {});
        try (ScaleOutFlow flow = flow()) {
            assertThat(unresolved(flow).evidence().traces()).isEmpty();
        }
    }

    // Evidence and settings.

    @Test
    void evidence_has_the_traces_and_tells_them_in_its_line() {
        isYearlyMonthly();
        provider.nextAnswerIsLost(() -> log.shows(
                trace("t").by(By.UNKNOWN).order("CS1").get(),
                trace("u").by(By.OTHERS).failed(409, null).get()));
        try (ScaleOutFlow flow = flow()) {
            Evidence evidence = unresolved(flow).evidence();

            assertThat(evidence.traces()).extracting(OrderTrace::id).containsExactly("t", "u");
            assertThat(evidence.summary())
                    .endsWith("new jobs: [], orders in the audit log: [2026-06-05T12:00:00Z by UNKNOWN, order CS1,"
                            + " 2026-06-05T12:00:00Z by OTHERS, failed]");
        }
    }

    @Test
    void what_was_found_by_nodes_and_jobs_has_no_trace() {
        Job done = job("j9", "Completed");
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 4), done));
        try (ScaleOutFlow flow = flow()) {
            assertThat(flow.submit(INSTANCE, request(2)))
                    .isInstanceOfSatisfying(Submission.FoundApplied.class, found -> {
                        assertThat(found.trace()).isEmpty();
                        assertThat(found.job()).contains(done);
                    });
        }
    }

    @Test
    void the_lag_of_traces_has_to_leave_time_to_find_out() {
        assertThatThrownBy(() -> flow(options -> options.audit(log).traceLag(Duration.ofMinutes(25))))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("traceLag");
        flow(options -> options.traceLag(Duration.ofMinutes(25))).close();
        assertThatThrownBy(() -> flow(options -> options.auditKeptFor(Duration.ZERO)))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("auditKeptFor");
    }
}
