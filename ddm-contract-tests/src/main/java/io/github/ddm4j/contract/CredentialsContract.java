/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import org.junit.jupiter.api.Test;

/**
 * Rules K: credentials that end, are wrong, or cannot be had.
 *
 * @since 0.1.0
 */
public abstract class CredentialsContract extends BreakerSuite {

    /** For the adapter's own package. */
    protected CredentialsContract() {}

    @Test
    void k1_after_a_401_new_credentials_are_tried_once() {
        boolean renews = renewsCredentials();
        InstanceId instance = payPerUse();
        fixture().givenTrouble(Mishap.CREDENTIALS_ENDED, 1);

        Outcome<ScaleOutReceipt> outcome = call(instance);

        if (renews) {
            outcome.mustSucceed();
        } else {
            outcome.mustBeRejected(RejectionReason.ACCESS);
        }
        assertRequests(renews ? 2 : 1);
        assertApplied(instance, renews ? 1 : 0);
    }

    @Test
    void k2_a_401_that_stays_is_access() {
        boolean renews = renewsCredentials();
        InstanceId instance = payPerUse();
        fixture().givenTrouble(Answer.of(401, "APIGW.0301"), 10);

        call(instance).mustBeRejected(RejectionReason.ACCESS);

        assertRequests(renews ? 2 : 1);
        assertApplied(instance, 0);
    }

    @Test
    void k3_credentials_refused_at_their_source_are_access() {
        Outcome<ScaleOutReceipt> outcome = callIn(Mishap.CREDENTIALS_REFUSED);

        if (asksForCredentials()) {
            outcome.mustBeRejected(RejectionReason.ACCESS);
        } else {
            outcome.mustSucceed();
        }
        assertThat(fixture().requestsSeen() == 0).as("nothing was sent").isEqualTo(asksForCredentials());
    }

    @Test
    void k4_a_source_of_credentials_out_of_reach_is_unavailable() {
        Outcome<ScaleOutReceipt> outcome = callIn(Mishap.CREDENTIALS_UNREACHABLE);

        if (asksForCredentials()) {
            outcome.mustBeOutage();
        } else {
            outcome.mustSucceed();
        }
        assertThat(fixture().requestsSeen() == 0).as("nothing was sent").isEqualTo(asksForCredentials());
    }

    @Test
    void k5_refused_credentials_do_not_count_and_a_source_out_of_reach_does() {
        boolean asks = fixture().capabilities().contains(Capability.ASKS_FOR_CREDENTIALS);
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

    private boolean renewsCredentials() {
        return fixture().capabilities().contains(Capability.RENEWS_CREDENTIALS);
    }

    private boolean asksForCredentials() {
        return fixture().capabilities().contains(Capability.ASKS_FOR_CREDENTIALS);
    }
}
