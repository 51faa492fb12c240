/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import org.junit.jupiter.api.Test;

/**
 * Rules I: a thread that is told to stop.
 *
 * @since 0.1.0
 */
public abstract class InterruptContract extends ContractSuite {

    /** For the adapter's own package. */
    protected InterruptContract() {}

    @Test
    void i1_a_call_by_an_interrupted_thread_tells_the_truth() {
        InstanceId instance = payPerUse();

        Callers.Ended ended = calling(1, i -> {
                    Thread.currentThread().interrupt();
                    return call(instance);
                })
                .next(1)
                .get(0);

        assertThat(ended.interrupted()).as("interrupt flag after the call").isTrue();
        Outcome<ScaleOutReceipt> outcome = ended.outcome();
        int applied = appliedTo(instance).size();
        assertThat(applied).as("orders for one call").isLessThanOrEqualTo(1);
        if (outcome.accepted()) {
            assertThat(applied).as("orders of an accepted call").isEqualTo(1);
        } else if (outcome.failure() instanceof ProviderUnavailableException) {
            assertThat(applied).as("orders of a call that was not tried").isZero();
        } else {
            assertThat(outcome.failure()).isInstanceOf(OutcomeUnknownException.class);
        }
    }

    @Test
    void i2_an_interrupt_ends_a_waiting_call_as_unknown() {
        InstanceId instance = payPerUse();

        Callers.Ended ended = interruptedWhileWaiting(instance);

        ended.outcome().mustBeGivenUp();
        assertThat(ended.interrupted()).as("interrupt flag after the call").isTrue();
        assertRequests(1);
        assertApplied(instance, 0);
    }

    @Test
    void i3_after_an_interrupt_the_adapter_works_on() {
        InstanceId instance = payPerUse();
        interruptedWhileWaiting(instance);

        call(instance).mustSucceed();

        assertApplied(instance, 1);
    }

    private Callers.Ended interruptedWhileWaiting(InstanceId instance) {
        fixture().givenTrouble(Mishap.HELD, 1);
        Callers caller = calling(1, i -> call(instance));
        awaitRequests(1);
        caller.interrupt();
        return caller.next(1).get(0);
    }
}
