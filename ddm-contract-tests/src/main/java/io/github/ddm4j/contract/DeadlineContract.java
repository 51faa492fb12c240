/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.core.model.BillingMode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rules D: the time that a call may take.
 *
 * @since 0.1.0
 */
public abstract class DeadlineContract extends ContractSuite {

    /** Tried in turn, because on a busy machine the first may pass before the far side has heard of a call. */
    private static final List<Duration> DEADLINES =
            Stream.of(60, 250, 1000, 4000).map(Duration::ofMillis).toList();

    /** The same, where several bytes have to come before the first of them. */
    private static final List<Duration> DEADLINES_OF_BYTES =
            Stream.of(100, 500, 2500).map(Duration::ofMillis).toList();

    /** The time that a busy machine may add to the deadline, where the kit has that much patience. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected DeadlineContract() {}

    @RuleTest
    void d1_a_provider_that_never_answers_is_unknown_by_the_deadline() {
        assertUnknownInTime(DEADLINES, Mishap.NEVER_ANSWERED, 0);
    }

    @RuleTest
    void d2_the_deadline_covers_the_body_too() {
        assertUnknownInTime(DEADLINES, Mishap.REPLY_STALLED, 1);
    }

    @RuleTest
    void d3_the_deadline_covers_an_answer_that_comes_byte_by_byte() {
        assertUnknownInTime(DEADLINES_OF_BYTES, Mishap.REPLY_TRICKLES, 1);
    }

    private void assertUnknownInTime(List<Duration> deadlines, Mishap fault, int applied) {
        for (Duration deadline : deadlines) {
            boolean last = deadline.equals(deadlines.get(deadlines.size() - 1));
            try (ScaleOutFixture own =
                    createFixture(Scene.settings(situation(), AdapterSettings.CALM.withDeadline(deadline)))) {
                Outcome<Calls> made = made(own, fault, deadline);
                if (last || arrived(made, applied)) {
                    assertUnknown(made.mustSucceed(), applied);
                    return;
                }
            }
        }
    }

    private Outcome<Calls> made(ScaleOutFixture own, Mishap fault, Duration deadline) {
        Scene scene = new Scene(own, situation(), patience());
        Duration grace = GRACE.compareTo(patience()) < 0 ? GRACE : patience();
        return Callers.start(
                        1,
                        patience(),
                        i -> Outcome.of(() -> scene.order(
                                fault, () -> own.givenInstance(BillingMode.PAY_PER_USE, NODES), this::anyWish)))
                .one(deadline.plus(grace))
                .outcome();
    }

    private static boolean arrived(Outcome<Calls> made, int applied) {
        return !(made.failure() instanceof NotReached)
                && made.mustSucceed().arrived()
                && made.mustSucceed().all().stream()
                        .allMatch(call -> call.applied().size() >= applied);
    }

    private static void assertUnknown(Calls calls, int applied) {
        calls.assertOneRequestEach();
        calls.each(call -> {
            call.outcome().mustBeUnknown();
            call.assertApplied(applied);
        });
    }
}
