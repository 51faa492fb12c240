/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.Mishap;
import java.time.Duration;

/**
 * Rules D: the time that a call may take.
 *
 * @since 0.1.0
 */
public abstract class DeadlineContract extends ContractSuite {

    private static final Duration DEADLINE = Duration.ofMillis(150);

    /** The time that a busy machine may add to the deadline, where the kit has that much patience. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected DeadlineContract() {}

    @Override
    AdapterSettings settings() {
        return AdapterSettings.CALM.withDeadline(DEADLINE);
    }

    @RuleTest
    void d1_a_provider_that_never_answers_is_unknown_by_the_deadline() {
        assertUnknownInTime(Mishap.NEVER_ANSWERED, 0);
    }

    @RuleTest
    void d2_the_deadline_covers_the_body_too() {
        assertUnknownInTime(Mishap.REPLY_STALLED, 1);
    }

    @RuleTest
    void d3_the_deadline_covers_an_answer_that_comes_byte_by_byte() {
        assertUnknownInTime(Mishap.REPLY_TRICKLES, 1);
    }

    private void assertUnknownInTime(Mishap fault, int applied) {
        Callers<Calls> caller = Callers.start(1, patience(), i -> Outcome.of(() -> callsIn(fault)));

        Duration grace = GRACE.compareTo(patience()) < 0 ? GRACE : patience();
        Calls calls = caller.one(DEADLINE.plus(grace)).outcome().mustSucceed();

        calls.assertOneRequestEach();
        calls.each(call -> {
            call.outcome().mustBeUnknown();
            call.assertApplied(applied);
        });
    }
}
