/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.model.InstanceId;

/**
 * Rules K: credentials that end, are wrong, or that the source does not give.
 *
 * @since 0.1.0
 */
public abstract class CredentialsContract extends BreakerSuite {

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected CredentialsContract() {}

    @RuleTest
    void k1_after_a_401_new_credentials_are_tried_once() {
        boolean again = renewsCredentials() && situation() != Situation.RENEWED;
        Calls calls = callsIn(Mishap.CREDENTIALS_ENDED);

        calls.each(call -> {
            if (again) {
                call.outcome().mustSucceed();
            } else {
                call.outcome().mustBeRejected(RejectionReason.ACCESS);
            }
            call.assertApplied(again ? 1 : 0);
        });
        assertThat(calls.requests()).as("requests").isEqualTo(renewsCredentials() ? 2 : 1);
    }

    @RuleTest
    void k2_a_401_that_stays_is_access() {
        Calls calls = scene().orderInAll(Answer.of(401, "APIGW.0301"), this::givenPayPerUse, this::anyWish);

        calls.each(call -> {
            call.outcome().mustBeRejected(RejectionReason.ACCESS);
            call.assertApplied(0);
        });
        assertThat(calls.requests()).as("requests").isEqualTo(renewsCredentials() ? 2 : 1);
    }

    @RuleTest
    void k3_credentials_refused_at_their_source_are_access() {
        Calls calls = callsIn(Mishap.CREDENTIALS_REFUSED);

        calls.each(call -> {
            if (asksForCredentials()) {
                call.outcome().mustBeRejected(RejectionReason.ACCESS);
            } else {
                call.outcome().mustSucceed();
            }
            call.assertApplied(asksForCredentials() ? 0 : 1);
        });
        assertNothingSent(calls);
    }

    @RuleTest
    void k4_a_source_of_credentials_out_of_reach_is_unavailable() {
        Calls calls = callsIn(Mishap.CREDENTIALS_UNREACHABLE);

        calls.each(call -> {
            if (asksForCredentials()) {
                call.outcome().mustBeOutage();
            } else {
                call.outcome().mustSucceed();
            }
            call.assertApplied(asksForCredentials() ? 0 : 1);
        });
        assertNothingSent(calls);
    }

    /** Checks that nothing was sent but the request whose credentials were refused, in that situation. */
    private void assertNothingSent(Calls calls) {
        if (asksForCredentials()) {
            assertThat(calls.requests()).as("requests").isLessThan(calls.requestsEach());
        }
    }

    @RuleTest
    void k5_refused_credentials_do_not_count_and_a_source_out_of_reach_does() {
        boolean asks = asksForCredentials();
        fixture().givenTrouble(Mishap.CREDENTIALS_REFUSED, WINDOW);
        for (int i = 0; i < WINDOW; i++) {
            assertThat(call(payPerUse()).accepted()).isEqualTo(!asks);
        }
        assertClosed();

        fixture().givenTrouble(Mishap.CREDENTIALS_UNREACHABLE, WINDOW);
        for (int i = 0; i < WINDOW; i++) {
            assertThat(call(payPerUse()).accepted()).isEqualTo(!asks);
        }
        if (asks) {
            assertOpen();
        } else {
            assertClosed();
        }
    }

    @RuleTest
    void k6_new_credentials_are_used_from_then_on() {
        callIn(Mishap.CREDENTIALS_ENDED);
        fixture().givenNoTrouble();
        int before = fixture().requestsSeen();

        InstanceId instance = payPerUse();
        call(instance).mustSucceed();

        assertRequests(before + 1);
        Outcome.of(() -> fixture().instances().instance(instance)).mustSucceed();
        Outcome.of(() -> fixture().jobs().job(jobOf(instance))).mustSucceed();
    }

    private boolean renewsCredentials() {
        return fixture().capabilities().contains(Capability.RENEWS_CREDENTIALS);
    }

    private boolean asksForCredentials() {
        return fixture().capabilities().contains(Capability.ASKS_FOR_CREDENTIALS);
    }
}
