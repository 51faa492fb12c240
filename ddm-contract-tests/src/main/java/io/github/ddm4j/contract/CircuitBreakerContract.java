/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.InstanceId;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Rules B: when to stop asking, and when to start again.
 *
 * @since 0.1.0
 */
public abstract class CircuitBreakerContract extends BreakerSuite {

    /** For the adapter's own package. */
    protected CircuitBreakerContract() {}

    @Test
    void b1_it_opens_when_all_calls_of_its_window_were_outages() {
        fixture().givenTrouble(OUTAGE, WINDOW);
        InstanceId instance = payPerUse();

        for (int i = 1; i <= WINDOW; i++) {
            call(instance).mustBeUnknown();
            assertRequests(i);
        }

        assertOpen();
    }

    @Test
    void b2_while_it_is_open_nothing_is_sent() {
        open();

        for (int i = 0; i < 3; i++) {
            InstanceId instance = payPerUse();
            ProviderUnavailableException refused = call(instance).mustBeUnavailable();
            assertThat(refused.signalsOutage()).as("signalsOutage()").isFalse();
            assertApplied(instance, 0);
        }
        assertRequests(WINDOW);
    }

    @Test
    void b3_every_kind_of_unknown_outcome_counts_that_was_waited_for() {
        List<Trouble> unknown = List.of(
                Mishap.REQUEST_LOST,
                Mishap.REPLY_LOST,
                Mishap.REPLY_CUT,
                Mishap.REPLY_GARBAGE,
                Mishap.REPLY_WITHOUT_IDS,
                Mishap.REPLY_NAMES_ANOTHER_INSTANCE,
                Answer.bare(408),
                Answer.bare(499),
                Answer.of(400, "DBS.300002"),
                Answer.bare(502),
                Answer.bare(307),
                Mishap.REPLY_WITH_BROKEN_IDS);
        for (int i = 0; i < unknown.size(); i += WINDOW) {
            for (Trouble trouble : unknown.subList(i, i + WINDOW)) {
                callIn(trouble);
            }
            assertOpen();
            closeAgain();
        }
    }

    @Test
    void b4_a_provider_that_takes_no_connection_counts() {
        InstanceId instance = payPerUse();
        fixture().givenProviderDown();

        for (int i = 0; i < WINDOW; i++) {
            call(instance);
        }

        assertOpen();
    }

    @Test
    void b5_refusals_do_not_count() {
        int requestsOf401 = fixture().capabilities().contains(Capability.RENEWS_CREDENTIALS) ? 2 : 1;
        for (int i = 0; i < WINDOW; i++) {
            refuse(Answer.of(400, "DBS.280001"), 1);
            refuse(Answer.of(401, "APIGW.0301"), requestsOf401);
            refuse(Answer.of(403, "APIGW.0302"), 1);
            refuse(Answer.bare(404), 1);
            refuse(Answer.of(409, "DBS.200019"), 1);
        }

        assertClosed();
    }

    @Test
    void b6_throttling_does_not_count() {
        for (int i = 0; i < 2 * WINDOW; i++) {
            callIn(Answer.of(429, "APIGW.0308"));
        }

        assertClosed();
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // null is one kind of bad input
    void b7_input_that_our_own_rules_refuse_does_not_count() {
        for (int i = 0; i < 2 * WINDOW; i++) {
            assertThat(catchThrowable(() -> wish(0).build())).isInstanceOf(InvalidScaleOutException.class);
            assertThat(catchThrowable(() -> fixture().port().scaleOut(payPerUse(), null)))
                    .isInstanceOf(NullPointerException.class);
        }

        assertClosed();
    }

    @Test
    void b8_calls_that_are_given_up_do_not_open_it() {
        for (int i = 0; i < 2 * WINDOW; i++) {
            giveUp();
        }

        assertClosed();
    }

    @Test
    void b8_calls_that_are_given_up_leave_it_half_open() {
        open();
        int bound = settings().halfOpenCalls();
        fixture().letBreakerHalfOpen();
        for (int i = 0; i < 2 * bound; i++) {
            giveUp();
        }

        fixture().givenTrouble(OUTAGE, bound);
        for (int i = 0; i < bound; i++) {
            call(payPerUse()).mustBeUnknown();
        }
        assertOpen();
    }

    private void giveUp() {
        InstanceId instance = payPerUse();
        int before = fixture().requestsSeen();
        fixture().givenTrouble(Mishap.HELD, 1);
        Callers caller = calling(1, i -> call(instance));
        awaitRequests(before + 1);
        caller.interrupt();
        caller.next(1).get(0).outcome().mustBeUnknown();
    }

    private void refuse(Answer answer, int times) {
        fixture().givenTrouble(answer, times);
        call(payPerUse());
    }
}
