/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rules H: the way in which the circuit breaker tries the provider, once its open time has passed.
 *
 * @since 0.1.0
 */
public abstract class HalfOpenContract extends BreakerSuite {

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected HalfOpenContract() {}

    @RuleTest
    void h1_it_lets_a_bounded_number_of_calls_through_at_a_time() {
        letHalfOpen();
        int before = fixture().requestsSeen();
        int many = 8;
        int bound = settings().halfOpenCalls();
        List<InstanceId> instances =
                Stream.generate(this::payPerUse).limit(many).toList();
        fixture().givenTrouble(Mishap.HELD, many);

        Callers<ScaleOutReceipt> callers = calling(many, i -> call(instances.get(i)));
        // An adapter with a limit of its own may let fewer through, and the others wait.
        Scene.await(
                () -> callers.ended() + fixture().requestsSeen() - before >= many,
                patience().dividedBy(20));
        int let = fixture().requestsSeen() - before;
        callers.interrupt();
        List<Callers.Ended<ScaleOutReceipt>> ends = callers.next(many);

        assertThat(let)
                .as("calls at once that a half-open circuit breaker has let through, of %s that may", bound)
                .isBetween(1, bound);
        assertThat(ends)
                .filteredOn(one -> one.outcome().failure() instanceof OutcomeUnknownException)
                .hasSize(let);
        assertThat(ends)
                .filteredOn(one -> !(one.outcome().failure() instanceof OutcomeUnknownException))
                .allSatisfy(one -> one.outcome().mustBeUnavailable());
        assertRequests(before + let);
    }

    @RuleTest
    void h2_it_closes_when_these_calls_succeed() {
        open();
        closeAgain();

        for (int i = 1; i < WINDOW; i++) {
            strike(OUTAGE);
        }
        assertClosed();
    }

    @RuleTest
    void h3_it_opens_again_when_these_calls_are_outages() {
        letHalfOpen();
        int before = fixture().requestsSeen();
        int bound = settings().halfOpenCalls();

        for (int i = 0; i < bound; i++) {
            strike(OUTAGE);
        }

        assertOpen();
        assertThat(fixture().requestsSeen() - before)
                .as("requests of a half-open circuit breaker; the first outage may open it again")
                .isBetween(1, bound);
    }

    @RuleTest
    void h4_an_error_thrown_inside_does_not_wedge_it() {
        letHalfOpen();

        for (int i = 0; i < settings().halfOpenCalls(); i++) {
            strike(Mishap.ERROR_INSIDE);
        }

        closeAgain();
        assertClosed();
    }

    @RuleTest
    void h5_a_call_gives_its_permit_back_whatever_it_ends_by() {
        for (Trouble end : List.of(
                Answer.of(400, "DBS.280001"),
                Answer.of(401, "APIGW.0301"),
                Answer.of(429, "APIGW.0308"),
                Mishap.CREDENTIALS_REFUSED,
                Mishap.CREDENTIALS_UNREACHABLE,
                Mishap.BUG_INSIDE)) {
            letHalfOpen();
            for (int i = 0; i <= settings().halfOpenCalls(); i++) {
                InstanceId instance = payPerUse();
                fixture().givenTrouble(end, 2);
                call(instance);
                fixture().givenNoTrouble();
            }
            closeAgain();
            assertClosed();
        }
    }

    @RuleTest
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // null is one way to end
    void h5_a_call_that_is_interrupted_or_that_nothing_is_sent_for_gives_its_permit_back() {
        letHalfOpen();
        for (int i = 0; i <= settings().halfOpenCalls(); i++) {
            InstanceId instance = payPerUse();
            Outcome.of(() -> fixture().port().scaleOut(instance, null));
            calling(1, caller -> {
                        Thread.currentThread().interrupt();
                        return call(instance);
                    })
                    .one();
        }
        closeAgain();
        assertClosed();

        letHalfOpen();
        for (int i = 0; i <= settings().halfOpenCalls(); i++) {
            InstanceId instance = payPerUse();
            int before = fixture().requestsSeen();
            fixture().givenTrouble(Mishap.HELD, 1);
            Callers<ScaleOutReceipt> caller = calling(1, any -> call(instance));
            caller.interruptOnce(() -> fixture().requestsSeen() > before);
            fixture().givenNoTrouble();
        }
        closeAgain();
        assertClosed();
    }
}
