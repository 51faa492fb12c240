/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.model.InstanceId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Rules H: how the circuit breaker finds out, once its open time has passed.
 *
 * @since 0.1.0
 */
public abstract class HalfOpenContract extends BreakerSuite {

    /** For the adapter's own package. */
    protected HalfOpenContract() {}

    @Test
    void h1_it_lets_a_bounded_number_of_calls_through_at_a_time() {
        open();
        int many = 8;
        int bound = settings().halfOpenCalls();
        List<InstanceId> instances =
                Stream.generate(this::payPerUse).limit(many).toList();
        fixture().letBreakerHalfOpen();
        fixture().givenTrouble(Mishap.HELD, many);

        Callers callers = calling(many, i -> call(instances.get(i)));
        List<Callers.Ended> refused = callers.next(many - bound);
        awaitRequests(WINDOW + bound);
        callers.interrupt();
        List<Callers.Ended> held = callers.next(bound);

        assertThat(refused).allSatisfy(one -> one.outcome().mustBeUnavailable());
        assertThat(held).allSatisfy(one -> one.outcome().mustBeUnknown());
        assertRequests(WINDOW + bound);
    }

    @Test
    void h2_it_closes_when_these_calls_succeed() {
        open();

        closeAgain();

        fixture().givenTrouble(OUTAGE, WINDOW - 1);
        for (int i = 1; i < WINDOW; i++) {
            call(payPerUse());
        }
        assertClosed();
    }

    @Test
    void h3_it_opens_again_when_these_calls_are_outages() {
        open();
        int bound = settings().halfOpenCalls();
        fixture().letBreakerHalfOpen();
        fixture().givenTrouble(OUTAGE, bound);

        for (int i = 0; i < bound; i++) {
            call(payPerUse());
        }

        assertOpen();
        assertRequests(WINDOW + bound);
    }

    @Test
    void h4_an_error_thrown_inside_does_not_wedge_it() {
        open();
        InstanceId instance = payPerUse();
        int bound = settings().halfOpenCalls();
        fixture().letBreakerHalfOpen();
        fixture().givenTrouble(Mishap.ERROR_INSIDE, bound);

        for (int i = 0; i < bound; i++) {
            assertThat(call(instance).failure()).as("what came of the Error").isNotNull();
        }
        assertOpen();
        closeAgain();

        assertClosed();
    }
}
