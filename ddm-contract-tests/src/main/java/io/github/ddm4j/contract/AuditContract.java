/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.AppliedOrder;
import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.outcome.ErrorCodes;
import io.github.ddm4j.core.port.AuditPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Rules A: reading the provider's audit log, by an adapter that {@linkplain Capability#READS_AUDIT_LOG reads} it. Any other
 * adapter has to keep the last one alone.
 *
 * @since 0.1.0
 */
public abstract class AuditContract extends ContractSuite {

    /** A number of traces that is one more than the largest page the provider gives. */
    private static final int MANY = 201;

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected AuditContract() {}

    @RuleTest
    @AskedOf(Capability.READS_AUDIT_LOG)
    void a1_an_order_is_read_with_what_was_asked_for_and_what_came_of_it() {
        for (BillingMode billing : List.of(BillingMode.YEARLY_MONTHLY, BillingMode.PAY_PER_USE)) {
            Instant start = fixture().farSideTime();
            List<InstanceId> instances = Stream.generate(
                            () -> fixture().givenInstance(billing, NODES).id())
                    .limit(scene().callers())
                    .toList();
            List<Instant> ordered = new ArrayList<>();
            for (int i = 0; i < instances.size(); i++) {
                ScaleOutRequest.Builder wish = wish(ADDED + i);
                if (billing == BillingMode.PAY_PER_USE) {
                    wish.groupId(fixture()
                            .stateOf(instances.get(i))
                            .groups()
                            .get(0)
                            .id()
                            .value());
                }
                order(instances.get(i), wish.build());
                ordered.add(fixture().farSideTime());
            }
            fixture().finishJobs();

            List<Outcome<List<OrderTrace>>> read =
                    scene().read(null, caller -> traces(fixture(), instances.get(caller), start));

            for (int i = 0; i < instances.size(); i++) {
                List<OrderTrace> traces = read.get(i).mustSucceed();
                assertThat(traces)
                        .as("traces of the one order of %s", instances.get(i))
                        .hasSize(1);
                assertTells(traces.get(0), appliedTo(instances.get(i)).get(0));
                assertThat(traces.get(0).time())
                        .as("time()")
                        .isBetween(i == 0 ? start : ordered.get(i - 1), ordered.get(i));
            }
        }
    }

    private static void assertTells(OrderTrace trace, AppliedOrder order) {
        assertThat(trace.name()).isEqualTo(OrderTrace.ENLARGE_NODE);
        assertThat(trace.instanceId()).contains(order.instanceId());
        assertThat(trace.asked().nodes())
                .as("asked().nodes()")
                .hasValue(order.request().nodesToAdd());
        assertThat(trace.asked().flavorId())
                .as("asked().flavorId()")
                .contains(order.request().flavorId());
        assertThat(trace.asked().groupId())
                .as("asked().groupId()")
                .isEqualTo(order.request().groupId());
        assertThat(trace.result().jobId()).as("result().jobId()").isEqualTo(order.jobId());
        assertThat(trace.result().orderId()).as("result().orderId()").isEqualTo(order.orderId());
        assertThat(trace.accepted()).as("accepted()").isTrue();
        assertThat(trace.failed()).as("failed()").isFalse();
    }

    @RuleTest
    @AskedOf(Capability.READS_AUDIT_LOG)
    void a2_traces_from_before_that_moment_are_left_out() {
        InstanceId instance = payPerUse();
        fixture().givenTracesOfOthers(instance, 2);
        fixture().finishJobs();
        Instant since = fixture().farSideTime();
        fixture().givenTracesOfOthers(instance, 1);

        reading(instance, since)
                .forEach(read -> assertThat(read.mustSucceed()).hasSize(1).allSatisfy(trace -> assertThat(trace.time())
                        .as("time()")
                        .isBetween(since, fixture().farSideTime())));
    }

    @RuleTest
    @AskedOf(Capability.READS_AUDIT_LOG)
    void a3_all_traces_are_read_page_by_page_each_once() {
        Instant since = fixture().farSideTime();
        int count = situation() == Situation.FIRST || situation() == Situation.AT_ONCE ? MANY : 3;
        List<InstanceId> instances =
                Stream.generate(this::payPerUse).limit(scene().callers()).toList();
        instances.forEach(instance -> fixture().givenTracesOfOthers(instance, count));

        List<Outcome<List<OrderTrace>>> read = reading(instances, since);

        for (int i = 0; i < instances.size(); i++) {
            InstanceId instance = instances.get(i);
            assertThat(read.get(i).mustSucceed())
                    .allSatisfy(trace -> assertThat(trace.instanceId()).contains(instance))
                    .extracting(OrderTrace::id)
                    .hasSize(count)
                    .doesNotHaveDuplicates();
        }
    }

    @RuleTest
    @AskedOf(Capability.READS_AUDIT_LOG)
    void a4_by_whom_an_order_was_is_told_as_it_is_or_as_unknown() {
        InstanceId ours = payPerUse();
        InstanceId others = payPerUse();
        Instant since = fixture().farSideTime();
        order(ours, wish(ADDED).build());
        fixture().givenTracesOfOthers(others, 1);

        reading(ours, since).forEach(read -> assertThat(read.mustSucceed())
                .hasSize(1)
                .allSatisfy(trace ->
                        assertThat(trace.actor().by()).as("by() of one's own").isNotEqualTo(OrderTrace.By.OTHERS)));
        reading(others, since)
                .forEach(read -> assertThat(read.mustSucceed()).hasSize(1).allSatisfy(trace -> assertThat(
                                trace.actor().by().isUs())
                        .as("isUs() of somebody's on the console")
                        .isFalse()));
    }

    @RuleTest
    @AskedOf(Capability.READS_AUDIT_LOG)
    void a5_what_a_trace_lacks_is_told_as_missing() {
        InstanceId instance = payPerUse();
        Instant since = fixture().farSideTime();
        order(instance, wish(ADDED).build());
        fixture().givenBareTraces();

        reading(instance, since)
                .forEach(read ->
                        assertThat(read.mustSucceed()).hasSize(1).allSatisfy(AuditContract::assertTellsNothingMore));
    }

    private static void assertTellsNothingMore(OrderTrace trace) {
        assertThat(trace.name()).isEqualTo(OrderTrace.ENLARGE_NODE);
        assertThat(trace.recordedAt()).as("recordedAt()").isEmpty();
        assertThat(trace.asked()).as("asked()").isEqualTo(OrderTrace.Asked.NOTHING_TOLD);
        assertThat(trace.result().status()).as("result().status()").isEmpty();
        assertThat(trace.result().jobId()).as("result().jobId()").isEmpty();
        assertThat(trace.result().orderId()).as("result().orderId()").isEmpty();
        assertThat(trace.result().requestId()).as("result().requestId()").isEmpty();
        assertThat(trace.actor().user()).as("actor().user()").isEmpty();
        assertThat(trace.actor().by()).as("actor().by()").isEqualTo(OrderTrace.By.UNKNOWN);
    }

    @RuleTest
    @AskedOf(Capability.READS_AUDIT_LOG)
    void a6_without_a_usable_answer_reading_the_audit_log_is_unavailable() {
        InstanceId instance = payPerUse();
        List<IntFunction<AuditPort.Page>> pages = List.of(page(instance), laterPage());
        int turn = 0;
        for (Trouble trouble : Troubles.unreadable(situation())) {
            for (IntFunction<AuditPort.Page> page : EveryRead.inTurn(situation(), turn++, pages)) {
                scene().read(trouble, page).forEach(Outcome::mustBeOutage);
            }
        }
        scene().read(null, page(instance)).forEach(Outcome::mustSucceed);
    }

    private IntFunction<AuditPort.Page> laterPage() {
        InstanceId instance = payPerUse();
        Instant since = fixture().farSideTime();
        fixture().givenTracesOfOthers(instance, MANY);
        Optional<String> next = fixture()
                .auditLog()
                .orderTraces(instance, since, Optional.empty())
                .next();
        return caller -> fixture().auditLog().orderTraces(instance, since, next);
    }

    @RuleTest
    @AskedOf(Capability.READS_AUDIT_LOG)
    void a7_a_read_of_the_audit_log_that_the_provider_refuses_is_rejected() {
        InstanceId instance = payPerUse();
        for (Answer refusal : List.of(Answer.of(403, "APIGW.0302"), Answer.of(400, "CTS.0001"))) {
            for (Outcome<AuditPort.Page> read : scene().read(refusal, page(instance))) {
                ScaleOutRejectedException refused = read.mustBeRejected(ErrorCodes.reason(refusal.status(), null));
                assertThat(refused.errorCode()).isEqualTo(refusal.errorCode());
                assertThat(refused.signalsOutage()).as("signalsOutage()").isFalse();
            }
        }
    }

    @RuleTest
    @AskedOf(Capability.READS_AUDIT_LOG)
    void a8_reading_the_audit_log_changes_nothing() {
        InstanceSnapshot before = givenPayPerUse();
        Instant since = fixture().farSideTime();
        for (int i = 0; i < 3; i++) {
            Outcome.of(() -> traces(fixture(), before.id(), since)).mustSucceed();
        }

        assertThat(fixture().stateOf(before.id())).isEqualTo(before);
        assertRequests(0);
        assertThat(fixture().applied()).isEmpty();
    }

    @RuleTest
    @AskedOf(Capability.READS_AUDIT_LOG)
    void a9_an_audit_log_that_is_down_stops_neither_orders_nor_reads() {
        try (ScaleOutFixture own = createFixture(AdapterSettings.CALM.withBreakerWindow(Scene.WINDOW))) {
            InstanceId instance =
                    own.givenInstance(BillingMode.PAY_PER_USE, NODES).id();
            own.givenReadTrouble(Scene.OUTAGE, Scene.EVERY);
            for (int i = 0; i < 2 * Scene.WINDOW; i++) {
                Outcome.of(() -> traces(own, instance, own.farSideTime())).mustBeUnavailable();
            }
            own.givenNoTrouble();

            Outcome.of(() -> own.instances().instance(instance)).mustSucceed();
            Outcome.of(() -> own.port().scaleOut(instance, wish(ADDED).build())).mustSucceed();
        }
    }

    @RuleTest
    @AskedOf(Capability.READS_AUDIT_LOG)
    void a9_an_open_circuit_breaker_of_orders_does_not_hide_the_audit_log() {
        try (ScaleOutFixture own = createFixture(AdapterSettings.CALM.withBreakerWindow(Scene.WINDOW))) {
            InstanceId instance =
                    own.givenInstance(BillingMode.PAY_PER_USE, NODES).id();
            new Scene(own, Situation.FIRST, patience()).reachOpenBreaker();

            Outcome.of(() -> traces(own, instance, own.farSideTime())).mustSucceed();
        }
    }

    @RuleTest
    void a10_an_adapter_reads_the_audit_log_if_it_says_so_and_only_then() {
        if (fixture().capabilities().contains(Capability.READS_AUDIT_LOG)) {
            InstanceId instance = payPerUse();
            Outcome.of(() -> traces(fixture(), instance, fixture().farSideTime()))
                    .mustSucceed();
        } else {
            assertThat(Stream.of(
                            fixture().port(), fixture().instances(), fixture().jobs()))
                    .as("ports of an adapter that says it reads no audit log")
                    .noneMatch(AuditPort.class::isInstance);
        }
    }

    /** Places the order that the log has to show. What the call returns, and that it is one request, others ask. */
    private void order(InstanceId instance, ScaleOutRequest wish) {
        int before = fixture().requestsSeen();
        Outcome<ScaleOutReceipt> outcome = call(instance, wish);
        assertThat(appliedTo(instance))
                .as("orders, after a call that ended so: %s", outcome)
                .isNotEmpty();
        Scene.reach(() -> assertRequests(before + 1));
    }

    private IntFunction<AuditPort.Page> page(InstanceId instance) {
        Instant since = fixture().farSideTime();
        return caller -> fixture().auditLog().orderTraces(instance, since, Optional.empty());
    }

    private List<Outcome<List<OrderTrace>>> reading(InstanceId instance, Instant since) {
        return reading(Stream.generate(() -> instance).limit(scene().callers()).toList(), since);
    }

    /** Reads all pages in the situation of this test; a warm one follows a read of the log too. */
    private List<Outcome<List<OrderTrace>>> reading(List<InstanceId> instances, Instant since) {
        if (situation() == Situation.WARM) {
            Outcome.of(() -> traces(fixture(), instances.get(0), since)).mustSucceed();
        }
        return scene().read(null, caller -> traces(fixture(), instances.get(caller), since));
    }

    private static List<OrderTrace> traces(ScaleOutFixture fixture, InstanceId instance, Instant since) {
        List<OrderTrace> traces = new ArrayList<>();
        Optional<String> marker = Optional.empty();
        int pages = 0;
        do {
            assertThat(pages++).as("pages").isLessThan(2 * MANY);
            AuditPort.Page page = fixture.auditLog().orderTraces(instance, since, marker);
            traces.addAll(page.traces());
            marker = page.next();
        } while (marker.isPresent());
        return traces;
    }
}
