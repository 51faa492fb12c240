/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Rules D: the time that a call may take.
 *
 * @since 0.1.0
 */
public abstract class DeadlineContract extends ContractSuite {

    /** Tried in turn, because on a busy machine the first may pass before the far side has heard of a call. */
    private static final List<Duration> DEADLINES =
            Stream.of(30, 250, 1000, 4000).map(Duration::ofMillis).toList();

    /** The same, where several bytes have to come before the first of them. */
    private static final List<Duration> DEADLINES_OF_BYTES =
            Stream.of(50, 500, 2500).map(Duration::ofMillis).toList();

    /** The part of the kit's patience that a busy machine may add to a deadline in one of so many tries. */
    private static final int OF_PATIENCE = 20;

    /** What a busy machine may add at least. */
    private static final Duration LEAST = Duration.ofMillis(500);

    private static final int TRIES = 3;

    /** Longer than the shortest of the limits and of the pauses that libraries have of their own. */
    private static final Duration LATE = Duration.ofMillis(1050);

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
        int tries = 1;
        for (int i = 0; i < deadlines.size(); ) {
            Duration deadline = deadlines.get(i);
            boolean last = i + 1 == deadlines.size();
            try (ScaleOutFixture own =
                    createFixture(Scene.settings(situation(), AdapterSettings.CALM.withDeadline(deadline)))) {
                Timed timed = made(own, fault);
                if (!last && !arrived(timed.outcome(), applied)) {
                    i++;
                } else if (isPrompt(timed.took(), deadline) || tries++ == TRIES) {
                    assertUnknown(timed.outcome().mustSucceed(), applied);
                    assertPrompt(timed.took(), deadline);
                    return;
                }
            }
        }
    }

    /** What calls ended by, and how long they took once their situation had come about. */
    private record Timed(Outcome<Calls> outcome, Duration took) {}

    private Timed made(ScaleOutFixture own, Mishap fault) {
        Scene scene = new Scene(own, situation(), patience());
        AtomicLong begun = new AtomicLong(System.nanoTime());
        Outcome<Calls> made = calling(() -> scene.order(
                        fault, () -> own.givenInstance(BillingMode.PAY_PER_USE, NODES), (instance, caller) -> {
                            begun.set(System.nanoTime());
                            return anyWish(instance, caller);
                        }))
                .one()
                .outcome();
        return new Timed(made, since(begun.get()));
    }

    private <T> Callers<T> calling(Supplier<T> call) {
        return Callers.start(1, patience(), i -> Outcome.of(call));
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** A deadline that does not count is seen by the first call: it is a setting, whatever came before. */
    private boolean isPrompt(Duration took, Duration deadline) {
        return situation() != Situation.FIRST || took.compareTo(latest(deadline)) <= 0;
    }

    private void assertPrompt(Duration took, Duration deadline) {
        assertThat(isPrompt(took, deadline))
                .as(
                        "whether a call was over at %s, by %s at the latest, whose deadline was %s",
                        took, latest(deadline), deadline)
                .isTrue();
    }

    private Duration latest(Duration deadline) {
        Duration patient = patience().dividedBy(OF_PATIENCE);
        return deadline.plus(patient.compareTo(LEAST) > 0 ? patient : LEAST);
    }

    private static boolean arrived(Outcome<Calls> made, int applied) {
        return !(made.failure() instanceof Scene.NotReached)
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

    @RuleTest
    void d4_a_call_is_one_request_however_late_its_answer_is_and_after_its_end() {
        List<Trouble> troubles = List.of(Mishap.REQUEST_LOST, Mishap.REPLY_LOST, Answer.of(500, "DBS.200412"));
        long begun = System.nanoTime();
        // What they end by is what other rules are about.
        troubles.forEach(this::callIn);
        callIn(Answer.accepting(200, BESIDE).onceApplied().late(LATE)).mustSucceed();

        int calls = troubles.size() + 1;
        Outcome.of(() -> fixture().instances().instance(payPerUse()));
        // The time that an answer is late by may be that of a clock of the far side.
        Scene.await(() -> fixture().requestsSeen() > calls, LATE.minus(since(begun)));
        assertRequests(calls);
    }

    @RuleTest
    void d5_a_second_request_has_the_rest_of_the_deadline() {
        Outcome<ScaleOutReceipt> outcome;
        int tries = 0;
        do {
            outcome = ofSecondRequest(Duration.ofMillis(350), Duration.ofMillis(300), Duration.ofMillis(200));
        } while (outcome.failure() == null && ++tries < TRIES);
        outcome.mustFail();
    }

    /** Makes a call whose two answers come so late, each after its request. */
    private Outcome<ScaleOutReceipt> ofSecondRequest(Duration deadline, Duration first, Duration second) {
        try (ScaleOutFixture own = createFixture(settings().withDeadline(deadline))) {
            own.givenTrouble(Answer.of(401, "APIGW.0301").late(first), 1);
            own.givenTrouble(Answer.accepting(200, BESIDE).late(second), Scene.EVERY);
            InstanceId instance =
                    own.givenInstance(BillingMode.PAY_PER_USE, NODES).id();
            return calling(() -> own.port().scaleOut(instance, wish(ADDED).build()))
                    .one()
                    .outcome();
        }
    }

    @RuleTest
    void d6_every_read_ends_by_the_deadline() {
        for (Mishap late : List.of(Mishap.NEVER_ANSWERED, Mishap.REPLY_STALLED, Mishap.REPLY_TRICKLES)) {
            promptly(Duration.ofMillis(40), own -> {
                List<EveryRead> reads = EveryRead.of(
                        own, own.givenInstance(BillingMode.PAY_PER_USE, NODES).id());
                own.givenReadTrouble(late, Scene.EVERY);
                reads.stream()
                        .map(read -> calling(() -> read.apply(0)))
                        .toList()
                        .forEach(caller -> caller.one().outcome().mustBeUnavailable());
            });
        }
    }

    /** Makes calls with a deadline that are over by then, in one of some tries. */
    private void promptly(Duration deadline, Consumer<ScaleOutFixture> calls) {
        Duration took = Duration.ofNanos(Long.MAX_VALUE);
        for (int tries = 0; tries < TRIES && !isPrompt(took, deadline); tries++) {
            try (ScaleOutFixture own = createFixture(settings().withDeadline(deadline))) {
                long begun = System.nanoTime();
                calls.accept(own);
                took = since(begun);
            }
        }
        assertPrompt(took, deadline);
    }
}
