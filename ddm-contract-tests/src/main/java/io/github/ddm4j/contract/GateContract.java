/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.SendGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Rules G: who may still stop an order. An adapter that does not ask last, as its port says, asks once and at first.
 *
 * @since 0.1.0
 */
public abstract class GateContract extends BreakerSuite {

    private static final Duration WAIT = Duration.ofSeconds(7);

    /** For the adapter's own package. */
    protected GateContract() {}

    /** What went before a call must not open the circuit breaker. */
    @Override
    AdapterSettings settings() {
        return situation() == Situation.FIRST ? super.settings() : AdapterSettings.CALM;
    }

    private record Question(InstanceId instance, ScaleOutRequest request) {}

    /** A gate that remembers what it was asked for. */
    private static final class Asked implements SendGate {

        private final List<Question> questions = new ArrayList<>();
        private final IntFunction<Permission> answers;

        /** @param answers by the number of the question, from 1 */
        Asked(IntFunction<Permission> answers) {
            this.answers = answers;
        }

        @Override
        public Permission ask(InstanceId instance, ScaleOutRequest request) {
            questions.add(new Question(instance, request));
            return answers.apply(questions.size());
        }

        void assertTimes(int times) {
            assertThat(questions).as("questions to the gate").hasSize(times);
        }
    }

    @RuleTest
    void g1_a_gate_that_grants_is_asked_for_each_request_and_lets_the_order_pass() {
        for (SendGate.Permission granted :
                List.of(SendGate.Permission.granted(), SendGate.Permission.granted(Duration.ofHours(1)))) {
            Asked gate = new Asked(question -> granted);

            Calls calls = scene().gated(gate).order(null, this::givenPayPerUse, this::anyWish);

            calls.each(call -> {
                call.outcome().mustSucceed();
                assertThat(gate.questions)
                        .as("what the gate is asked for")
                        .containsOnly(new Question(call.instance().id(), call.request()));
            });
            gate.assertTimes(asksLast() ? calls.requestsEach() : 1);
        }
    }

    @RuleTest
    void g2_a_gate_that_refuses_or_fails_stops_the_order() {
        assertStopped(question -> SendGate.Permission.refused("a freeze"), Optional.empty());
        assertStopped(question -> SendGate.Permission.refused("a freeze", WAIT), Optional.of(WAIT));
        assertStopped(
                question -> {
                    throw new IllegalStateException("a bug of the gate");
                },
                Optional.empty());
        assertStopped(
                question -> {
                    throw new AssertionError("an Error of the gate");
                },
                Optional.empty());
    }

    /** Whatever a client does at the end of a connection, such as writing what is left. */
    @RuleTest
    void g2_a_gate_that_refuses_is_not_asked_again() {
        Asked gate = new Asked(
                question -> question == 1 ? SendGate.Permission.refused("a freeze") : SendGate.Permission.granted());

        Calls calls = scene().gated(gate).order(null, this::givenPayPerUse, this::anyWish);

        gate.assertTimes(1);
        assertThat(calls.requests()).as("requests of orders that a gate stops").isZero();
        calls.all().forEach(call -> call.outcome().mustBeNotAttempted());
    }

    @RuleTest
    void g3_a_permission_that_is_over_stops_the_order() {
        assertStopped(question -> SendGate.Permission.granted(Duration.ZERO), Optional.empty());
        assertStopped(question -> SendGate.Permission.granted(Duration.ofSeconds(-1)), Optional.empty());
    }

    private void assertStopped(IntFunction<SendGate.Permission> answers, Optional<Duration> wait) {
        Calls calls = scene().gated(new Asked(answers)).order(null, this::givenPayPerUse, this::anyWish);

        assertThat(calls.requests()).as("requests of orders that a gate stops").isZero();
        calls.all().forEach(call -> {
            ProviderUnavailableException stopped = call.outcome().mustBeUnavailable();
            assertThat(stopped.signalsOutage()).as("signalsOutage()").isFalse();
            assertThat(stopped.retryAfter()).as("retryAfter()").isEqualTo(wait);
            call.assertApplied(0);
        });
    }

    @RuleTest
    void g4_the_gate_is_asked_again_before_the_second_request_after_a_401() {
        Asked gate = new Asked(question ->
                question == 1 ? SendGate.Permission.granted() : SendGate.Permission.refused("not a second time"));
        boolean renews = fixture().capabilities().contains(Capability.RENEWS_CREDENTIALS);

        Calls calls = scene().gated(gate).order(Mishap.CREDENTIALS_ENDED, this::givenPayPerUse, this::anyWish);

        gate.assertTimes(renews && asksLast() ? 2 : 1);
        calls.each(call -> {
            if (!renews) {
                call.outcome().mustBeRejected(RejectionReason.ACCESS);
            } else if (asksLast()) {
                call.outcome().mustBeNotAttempted();
                call.assertApplied(0);
            } else {
                call.outcome().mustSucceed();
            }
        });
    }

    @RuleTest
    void g5_what_a_gate_stops_does_not_count_and_gives_its_permit_back() {
        SendGate refusing = (instance, request) -> SendGate.Permission.refused("a freeze");
        for (int i = 0; i < 2 * WINDOW; i++) {
            order(refusing);
        }
        assertClosed();

        letHalfOpen();
        for (int i = 0; i <= settings().halfOpenCalls(); i++) {
            order(refusing);
        }
        closeAgain();
        assertClosed();
    }

    @RuleTest
    void g6_a_gate_that_is_asked_last_is_not_asked_where_nothing_can_leave() {
        if (!asksLast()) {
            Asked gate = new Asked(question -> SendGate.Permission.granted());
            order(gate).mustSucceed();
            gate.assertTimes(1);
            return;
        }
        if (fixture().capabilities().contains(Capability.ASKS_FOR_CREDENTIALS)) {
            assertNotAsked(() -> fixture().givenTrouble(Mishap.CREDENTIALS_REFUSED, 1));
            assertNotAsked(() -> fixture().givenTrouble(Mishap.CREDENTIALS_UNREACHABLE, 1));
        }
        assertNotAsked(() -> fixture().givenProviderDown());
        assertNotAsked(() -> fixture().closeAdapter());
    }

    @RuleTest
    void g6_a_gate_that_is_asked_last_is_not_asked_while_the_circuit_breaker_is_open() {
        open();
        Asked gate = new Asked(question -> SendGate.Permission.granted());

        order(gate).mustBeNotAttempted();

        gate.assertTimes(asksLast() ? 0 : 1);
    }

    private void assertNotAsked(Runnable trouble) {
        Asked gate = new Asked(question -> SendGate.Permission.granted());
        InstanceId instance = payPerUse();
        ScaleOutRequest wish = wish(ADDED).build();
        trouble.run();
        assertThat(Outcome.of(() -> fixture().port().scaleOut(instance, wish, gate))
                        .accepted())
                .as("accepted, though nothing can leave")
                .isFalse();
        gate.assertTimes(0);
        fixture().givenNoTrouble();
    }

    private Outcome<ScaleOutReceipt> order(SendGate gate) {
        InstanceId instance = payPerUse();
        ScaleOutRequest wish = wish(ADDED).build();
        return Outcome.of(() -> fixture().port().scaleOut(instance, wish, gate));
    }

    private boolean asksLast() {
        return fixture().port().asksGateLast();
    }
}
