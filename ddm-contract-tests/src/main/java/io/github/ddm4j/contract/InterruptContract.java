/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rules I: a thread that is told to stop.
 *
 * @since 0.1.0
 */
public abstract class InterruptContract extends ContractSuite {

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected InterruptContract() {}

    @RuleTest
    void i1_a_call_by_an_interrupted_thread_tells_the_truth() {
        for (@Nullable
        Trouble trouble :
                Arrays.asList(null, Mishap.REPLY_LOST, Answer.bare(500).onceApplied(), Answer.of(400, "DBS.280001"))) {
            InstanceId instance = payPerUse();
            Callers.Ended<ScaleOutReceipt> ended =
                    scene().orderByOther(trouble, instance, Thread::interrupt).one();
            fixture().givenNoTrouble();

            assertThat(ended.interrupted()).as("interrupt flag after the call").isTrue();
            Calls.assertTruth(ended.outcome(), appliedTo(instance).size());
        }
    }

    @RuleTest
    void i2_an_interrupt_ends_a_waiting_call_as_unknown() {
        InstanceId instance = payPerUse();

        Callers.Ended<ScaleOutReceipt> ended = interruptedWhileWaiting(instance);

        ended.outcome().mustBeGivenUp();
        assertThat(ended.interrupted()).as("interrupt flag after the call").isTrue();
        assertApplied(instance, 0);
    }

    @RuleTest
    void i3_after_an_interrupt_the_adapter_works_on() {
        InstanceId instance = payPerUse();
        interruptedWhileWaiting(instance);

        call(instance).mustSucceed();
        assertApplied(instance, 1);
    }

    @RuleTest
    void i4_an_interrupt_ends_a_waiting_read() {
        for (EveryRead read : EveryRead.of(fixture(), payPerUse())) {
            Callers<Object> caller = scene().heldRead(read);
            caller.interrupt();
            Callers.Ended<Object> ended = caller.one();
            fixture().givenNoTrouble();

            ended.outcome().mustBeUnavailable();
            assertThat(ended.interrupted())
                    .as("interrupt flag after reading %s", read)
                    .isTrue();
            Outcome.of(() -> read.apply(0)).mustSucceed();
        }
    }

    @RuleTest
    void i4_a_read_by_an_interrupted_thread_leaves_the_flag_set() {
        for (EveryRead read : EveryRead.of(fixture(), payPerUse())) {
            Callers.Ended<Object> ended = Callers.start(1, patience(), i -> {
                        Thread.currentThread().interrupt();
                        return Outcome.of(() -> read.apply(i));
                    })
                    .one();

            assertThat(ended.interrupted())
                    .as("interrupt flag after reading %s", read)
                    .isTrue();
            if (ended.outcome().failure() != null) {
                ended.outcome().mustBeUnavailable();
            } else {
                ended.outcome().mustSucceed();
            }
        }
    }

    private Callers.Ended<ScaleOutReceipt> interruptedWhileWaiting(InstanceId instance) {
        Scene scene = scene();
        Callers<ScaleOutReceipt> caller = scene.orderByOther(Mishap.HELD, instance, thread -> {});
        scene.awaitArrival();
        caller.interrupt();
        Callers.Ended<ScaleOutReceipt> ended = caller.one();
        fixture().givenNoTrouble();
        scene.assertArrivedOnce();
        return ended;
    }
}
