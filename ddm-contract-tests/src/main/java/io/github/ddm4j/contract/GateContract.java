/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.port.SendGate.Permission;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Rules G: the gate that an order passes on its way out.
 *
 * @since 0.1.0
 */
public abstract class GateContract extends ContractSuite {

    private static final Duration SOON = Duration.ofMillis(5);

    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected GateContract() {}

    /** More calls than many an adapter makes at a time. */
    private static final int MANY = 20;

    /**
     * One question to the gate.
     *
     * @param requestsSeen the number of requests that had reached the far side by then
     */
    private record Asked(InstanceId instance, ScaleOutRequest request, int requestsSeen) {}

    @RuleTest
    void g1_the_gate_is_asked_before_anything_is_sent() {
        Calls calls = through(noting(SendGate.OPEN));

        int before = fixture().requestsSeen() - calls.requests();
        Calls.Call call = calls.all().get(0);
        call.outcome().mustSucceed();
        assertThat(asked).as("questions to the gate").isNotEmpty();
        for (int i = 0; i < asked.size(); i++) {
            assertThat(asked.get(i).requestsSeen())
                    .as("requests that had left when the gate was asked for number %s", i + 1)
                    .isLessThanOrEqualTo(before + i);
            assertThat(asked.get(i).instance()).isEqualTo(call.instance().id());
            assertThat(asked.get(i).request()).isEqualTo(call.request());
        }
    }

    @RuleTest
    void g1_the_gate_is_shown_the_whole_request() {
        String zone = fixture().zones().get(1).value();
        Calls calls = scene().through(noting(SendGate.OPEN))
                .order(
                        null,
                        () -> fixture().givenInstance(BillingMode.YEARLY_MONTHLY, 1, 1),
                        (instance, caller) -> wish(ADDED)
                                .groupId(instance.groups().get(1).id().value())
                                .autoPay(true)
                                .availabilityZones(Collections.nCopies(ADDED, zone))
                                .build());

        Calls.Call call = calls.all().get(0);
        call.outcome().mustSucceed();
        assertThat(asked).isNotEmpty().allSatisfy(question -> assertThat(question.request())
                .isEqualTo(call.request()));
    }

    @RuleTest
    void g2_the_gate_is_asked_once_for_each_request() {
        Calls calls = through(noting(SendGate.OPEN));

        calls.all().get(0).outcome().mustSucceed();
        assertThat(asked)
                .as("questions to the gate, for %s requests", calls.requests())
                .hasSize(asksLast() ? calls.requests() : 1);
    }

    @RuleTest
    void g3_without_a_connection_the_gate_is_not_asked() {
        InstanceSnapshot instance = givenPayPerUse();
        fixture().givenProviderDown();

        Outcome.of(() -> fixture().port().scaleOut(instance.id(), anyWish(instance, 0), noting(SendGate.OPEN)))
                .mustFail();

        if (asksLast()) {
            assertThat(asked).as("questions to the gate").isEmpty();
        }
    }

    @RuleTest
    void g4_what_the_gate_refuses_is_unavailable() {
        Duration later = Duration.ofMinutes(7);

        ProviderUnavailableException refused = assertUnsent((i, r) -> Permission.refused("not now", later));

        assertThat(refused.retryAfter()).as("retryAfter()").contains(later);
        assertUnsent((i, r) -> Permission.refused("not ever"));
    }

    /** A client that writes while it closes the connection does not make it ask again either. */
    @RuleTest
    void g4_a_gate_that_has_refused_is_not_asked_again() {
        Calls calls =
                through(noting((i, r) -> asked.size() == 1 ? Permission.refused("not now") : Permission.granted()));

        calls.all().get(0).outcome().mustBeNotAttempted();
        assertThat(asked).as("questions to the gate").hasSize(1);
        assertThat(calls.requests()).as("requests").isZero();
    }

    @RuleTest
    void g5_a_gate_that_throws_refuses() {
        assertUnsent((i, r) -> {
            throw new IllegalStateException("a bug in a gate");
        });
        assertUnsent((i, r) -> {
            throw new StackOverflowError("a gate too deep");
        });
        assertUnsent((i, r) -> nothing());
    }

    @SuppressWarnings({"NullAway", "DataFlowIssue", "DoNotCallSuggester"}) // a bug in a gate
    private static Permission nothing() {
        return null;
    }

    @RuleTest
    void g6_a_permission_that_is_over_refuses() {
        assertUnsent((i, r) -> Permission.granted(Duration.ZERO));
        assertUnsent((i, r) -> Permission.granted(SOON.negated()));
        assertUnsent((i, r) -> {
            long end = System.nanoTime() + SOON.toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return Permission.granted(SOON);
        });
    }

    @RuleTest
    void g7_a_second_request_that_the_gate_refuses_is_not_sent() {
        boolean again = fixture().capabilities().contains(Capability.RENEWS_CREDENTIALS);
        int before = fixture().requestsSeen();
        SendGate once = (i, r) ->
                fixture().requestsSeen() == before ? Permission.granted() : Permission.refused("once is enough");

        Calls calls = scene().through(once).order(Mishap.CREDENTIALS_ENDED, this::givenPayPerUse, this::anyWish);

        Calls.Call call = calls.all().get(0);
        if (again && asksLast()) {
            call.outcome().mustBeNotAttempted();
            call.assertApplied(0);
            assertRequests(before + 1);
        } else {
            assertThat(calls.requests() > 1)
                    .as("whether new credentials were tried")
                    .isEqualTo(again);
        }
    }

    @RuleTest
    void g8_after_a_gate_has_refused_the_adapter_works_on() {
        SendGate closed = (i, r) -> Permission.refused("not now");
        Calls.Call call = through(closed).all().get(0);
        for (int i = 0; i < MANY; i++) {
            Outcome.of(() -> fixture().port().scaleOut(call.instance().id(), call.request(), closed));
        }

        call(payPerUse()).mustSucceed();
    }

    @RuleTest
    void g9_a_read_asks_no_gate() {
        Calls.Call call = through(noting(SendGate.OPEN)).all().get(0);
        call.outcome().mustSucceed();
        int before = asked.size();

        InstanceId instance = call.instance().id();
        Outcome.of(() -> fixture().instances().instance(instance)).mustSucceed();
        Outcome.of(() -> fixture().jobs().job(jobOf(instance))).mustSucceed();
        Outcome.of(() -> fixture().jobs().jobsSince(fixture().farSideTime())).mustSucceed();

        assertThat(asked).as("questions to the gate").hasSize(before);
    }

    private boolean asksLast() {
        return fixture().port().asksGateLast();
    }

    private SendGate noting(SendGate gate) {
        return (instance, request) -> {
            asked.add(new Asked(instance, request, fixture().requestsSeen()));
            return gate.ask(instance, request);
        };
    }

    private Calls through(SendGate gate) {
        return scene().through(gate).order(null, this::givenPayPerUse, this::anyWish);
    }

    private ProviderUnavailableException assertUnsent(SendGate gate) {
        Calls calls = through(gate);

        Calls.Call call = calls.all().get(0);
        call.outcome().mustBeNotAttempted();
        assertThat(calls.requests()).as("requests").isZero();
        call.assertApplied(0);
        return call.outcome().mustBeUnavailable();
    }
}
