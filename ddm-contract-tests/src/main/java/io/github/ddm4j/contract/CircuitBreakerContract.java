/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.port.SendGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules B: the times at which an adapter stops asking, and starts again.
 *
 * @since 0.1.0
 */
public abstract class CircuitBreakerContract extends BreakerSuite {

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected CircuitBreakerContract() {}

    @RuleTest
    void b1_it_opens_when_all_calls_of_its_window_were_outages() {
        fixture().givenTrouble(OUTAGE, WINDOW);
        InstanceId instance = payPerUse();

        for (int i = 1; i <= WINDOW; i++) {
            call(instance).mustBeUnknown();
            assertRequests(i);
        }

        assertOpen();
    }

    @RuleTest
    void b2_while_it_is_open_nothing_is_sent() {
        open();
        int before = fixture().requestsSeen();

        for (int i = 0; i < 3; i++) {
            InstanceId instance = payPerUse();
            ProviderUnavailableException refused = call(instance).mustBeUnavailable();
            assertThat(refused.signalsOutage()).as("signalsOutage()").isFalse();
            Outcome.of(() -> fixture().port().scaleOut(instance, wish(ADDED).build(), SendGate.OPEN))
                    .mustBeUnavailable();
            assertApplied(instance, 0);
        }
        assertRequests(before);
    }

    @RuleTest
    void b3_every_kind_of_unknown_outcome_counts_that_was_waited_for() {
        List<Trouble> unknown = new ArrayList<>();
        Troubles.unknown().forEach(row -> unknown.add(row.trouble()));
        while (unknown.size() % WINDOW != 0) {
            unknown.add(OUTAGE);
        }
        for (int i = 0; i < unknown.size(); i += WINDOW) {
            List<Trouble> window = unknown.subList(i, i + WINDOW);
            window.forEach(this::strike);
            assertThat(notTried())
                    .as("an open circuit breaker after %s", window)
                    .isTrue();
            closeAgain();
        }
    }

    private boolean notTried() {
        int before = fixture().requestsSeen();
        call(payPerUse());
        return fixture().requestsSeen() == before;
    }

    @RuleTest
    void b4_a_provider_that_takes_no_connection_counts() {
        InstanceId instance = payPerUse();
        fixture().givenProviderDown();

        for (int i = 0; i < WINDOW; i++) {
            call(instance);
        }

        assertOpen();
    }

    @RuleTest
    void b5_refusals_do_not_count() {
        List<Answer> refusals = new ArrayList<>(Troubles.refusals(situation()));
        refusals.add(Answer.of(400, "DBS.280001"));
        refusals.add(Answer.of(403, "APIGW.0302"));
        refusals.add(Answer.of(409, "DBS.200019"));
        for (Answer refusal : refusals) {
            strike(refusal);
        }
        for (int i = 0; i < WINDOW; i++) {
            fixture().givenTrouble(Answer.of(401, "APIGW.0301"), 2);
            call(payPerUse());
            fixture().givenNoTrouble();
        }
        assertClosed();
    }

    @RuleTest
    void b5_a_refusal_ends_a_row_of_outages() {
        assertEndsARow(Answer.of(400, "DBS.280001"));
        assertEndsARow(Answer.of(403, "APIGW.0302"));
    }

    private void assertEndsARow(Trouble noOutage) {
        for (int i = 0; i < 2; i++) {
            for (int outages = 1; outages < WINDOW; outages++) {
                strike(OUTAGE);
            }
            strike(noOutage);
        }
        assertClosed();
    }

    @RuleTest
    void b6_throttling_ends_a_row_of_outages() {
        assertEndsARow(Answer.of(429, "APIGW.0308"));
    }

    @RuleTest
    void b6_throttling_does_not_count() {
        for (int i = 0; i < 2 * WINDOW; i++) {
            strike(Answer.of(429, "APIGW.0308"));
        }
        assertClosed();
    }

    @RuleTest
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // null is one kind of bad input
    void b7_input_that_our_own_rules_refuse_does_not_count() {
        for (int i = 0; i < 2 * WINDOW; i++) {
            assertThat(catchThrowable(() -> wish(0).build())).isInstanceOf(InvalidScaleOutException.class);
            assertThat(catchThrowable(() -> fixture().port().scaleOut(payPerUse(), null)))
                    .isInstanceOf(NullPointerException.class);
        }
        assertClosed();
    }

    @RuleTest
    void b8_calls_that_are_given_up_do_not_open_it() {
        for (int i = 0; i < 2 * WINDOW; i++) {
            giveUp();
        }

        assertClosed();
    }

    @RuleTest
    void b8_calls_that_are_given_up_leave_it_half_open() {
        letHalfOpen();
        int bound = settings().halfOpenCalls();
        for (int i = 0; i < 2 * bound; i++) {
            giveUp();
        }

        for (int i = 0; i < bound; i++) {
            strike(OUTAGE);
        }
        assertOpen();
    }

    @RuleTest
    void b11_calls_that_a_gate_refuses_leave_it_half_open() {
        letHalfOpen();
        int bound = settings().halfOpenCalls();
        SendGate closed = (instance, request) -> SendGate.Permission.refused("not now");
        for (int i = 0; i < 2 * bound; i++) {
            InstanceId instance = payPerUse();
            Outcome.of(() -> fixture().port().scaleOut(instance, wish(ADDED).build(), closed))
                    .mustBeNotAttempted();
        }

        for (int i = 0; i < bound; i++) {
            strike(OUTAGE);
        }
        assertOpen();
    }

    private void giveUp() {
        InstanceId instance = payPerUse();
        int before = fixture().requestsSeen();
        fixture().givenTrouble(Mishap.HELD, 1);
        Callers<ScaleOutReceipt> caller = calling(1, i -> call(instance));
        caller.interruptOnce(() -> fixture().requestsSeen() > before).outcome().mustBeUnknown();
        fixture().givenNoTrouble();
    }

    @RuleTest
    void b9_outages_with_successes_between_them_do_not_open_it() {
        for (int i = 0; i < 2 * WINDOW; i++) {
            for (int outages = 1; outages < WINDOW; outages++) {
                strike(OUTAGE);
            }
            assertClosed();
        }
    }

    @RuleTest
    void b10_a_call_that_ends_by_its_deadline_counts() {
        boolean arrived = false;
        // On a busy machine a short deadline passes before the hand-over, and that is no outage.
        for (int deadline : new int[] {30, 400, 2000}) {
            if (!arrived) {
                try (ScaleOutFixture own = createFixture(settings().withDeadline(Duration.ofMillis(deadline)))) {
                    arrived = opensByItsDeadline(own);
                }
            }
        }
        assertThat(arrived)
                .as("calls that reach the far side by their deadline")
                .isTrue();
    }

    private boolean opensByItsDeadline(ScaleOutFixture own) {
        InstanceId instance = own.givenInstance(BillingMode.PAY_PER_USE, NODES).id();
        own.givenTrouble(Mishap.NEVER_ANSWERED, Scene.EVERY);
        for (int i = 0; own.requestsSeen() < WINDOW && i < 2 * WINDOW; i++) {
            // That it ends is what rules D are about.
            Scene.reached(() -> calling(1, any -> call(own, instance)).one());
        }
        int before = own.requestsSeen();
        if (before < WINDOW) {
            return false;
        }
        call(own, instance).mustBeNotAttempted();
        assertThat(own.requestsSeen())
                .as("requests, for an open circuit breaker")
                .isEqualTo(before);
        return true;
    }

    private Outcome<ScaleOutReceipt> call(ScaleOutFixture own, InstanceId instance) {
        return Outcome.of(() -> own.port().scaleOut(instance, wish(ADDED).build()));
    }
}
