/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rules F: whatever goes wrong, at most one order, and the truth about it.
 *
 * @since 0.1.0
 */
public abstract class FaultContract extends ContractSuite {

    private static final Duration EVER = Duration.ofDays(365 * 500L);

    /** A number of nodes that somebody may order in several parts. */
    private static final int MANY = 9;

    private int kinds;

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected FaultContract() {}

    @RuleTest
    void f1_a_provider_that_takes_no_connection_is_unavailable() {
        InstanceId instance = payPerUse();
        fixture().givenProviderDown();

        call(instance).mustBeOutage();

        assertApplied(instance, 0);
    }

    @RuleTest
    void f2_a_request_that_got_lost_is_unknown() {
        assertUnknown(Mishap.REQUEST_LOST, 0);
        assertUnknown(Mishap.REQUEST_RESET, 0);
    }

    @RuleTest
    void f3_a_reply_that_got_lost_is_unknown() {
        assertUnknown(Mishap.REPLY_LOST, 1);
        assertUnknown(Mishap.REPLY_RESET, 1);
    }

    @RuleTest
    void f4_a_reply_that_is_cut_short_is_unknown() {
        assertUnknown(Mishap.REPLY_CUT, 1);
    }

    @RuleTest
    void f5_a_reply_that_is_not_json_is_unknown() {
        assertUnknown(Mishap.REPLY_GARBAGE, 1);
        assertUnknown(Mishap.REPLY_HTML, 1);
        for (int status : Troubles.half(situation(), List.of(200, 201, 202, 204, 206, 299))) {
            assertUnknown(Answer.bare(status).onceApplied(), 1);
        }
    }

    @RuleTest
    void f6_a_reply_too_large_to_read_is_unknown() {
        assertUnknown(Mishap.REPLY_TOO_LARGE, 1);
    }

    @RuleTest
    void f7_a_reply_without_a_job_or_an_order_that_can_be_one_is_unknown() {
        assertUnknown(Mishap.REPLY_WITHOUT_IDS, 1);
        assertUnknown(Mishap.REPLY_WITH_BROKEN_IDS, 1);
    }

    @RuleTest
    void f8_a_reply_about_another_instance_is_unknown() {
        assertUnknown(Mishap.REPLY_NAMES_ANOTHER_INSTANCE, 1);
        Calls orders = scene().order(Mishap.REPLY_NAMES_ANOTHER_INSTANCE, this::givenYearlyMonthly, this::anyWish);
        orders.assertOneRequestEach();
        orders.each(call -> call.outcome().mustBeUnknown());
    }

    @RuleTest
    void f9_a_server_error_is_unknown() {
        Troubles.telling(situation(), Troubles.statuses(situation(), 500, 599))
                .forEach(row -> assertUnknown((Answer) row.trouble(), row.applied()));
        assertUnknown(Answer.of(500, "DBS.200412"), 0);
        assertUnknown(Answer.of(500, "DBS.280001").onceApplied(), 1);
        assertUnknown(Answer.of(502, "APIGW.0202"), 0);
        assertUnknown(Answer.bare(503).retryAfter("0"), 0);
        assertUnknown(Answer.of(504, "APIGW.0203").onceApplied(), 1);
        assertUnknownThoughTheBodySaysYes(500, 502, 503, 504);
    }

    @RuleTest
    void f10_a_status_that_only_says_that_nobody_waited_is_unknown() {
        Troubles.telling(situation(), List.of(408, 460, 499))
                .forEach(row -> assertUnknown((Answer) row.trouble(), row.applied()));
        assertUnknownThoughTheBodySaysYes(408, 499);
    }

    @RuleTest
    void f11_a_redirect_is_unknown_and_not_followed() {
        Troubles.telling(situation(), Troubles.statuses(situation(), 300, 399))
                .forEach(row -> assertUnknown((Answer) row.trouble(), row.applied()));
        assertUnknownThoughTheBodySaysYes(302, 301, 307, 308);
    }

    private void assertUnknownThoughTheBodySaysYes(Integer... statuses) {
        for (int status : Troubles.half(situation(), List.of(statuses))) {
            assertUnknown(Answer.accepting(status, BESIDE), 0);
            assertUnknown(Answer.accepting(status, BESIDE).onceApplied(), 1);
        }
    }

    @RuleTest
    void f12_a_429_is_unavailable_with_the_providers_retry_after() {
        assertThrottled("7", Duration.ofSeconds(7));
        assertThrottled("0", Duration.ZERO);
        assertThrottled(Answer.of(429, "APIGW.0308"), Optional::isEmpty);
    }

    @RuleTest
    void f12_retry_after_is_understood_in_each_of_its_forms() {
        List<Form> forms = List.of(
                new Form("2.0", Duration.ofSeconds(2), Duration.ofSeconds(2)),
                // Dates that are over, or far ahead, whatever clock the adapter goes by.
                new Form("Sun, 06 Nov 1994 08:49:37 GMT", Duration.ZERO, Duration.ZERO),
                new Form("0.5", Duration.ofMillis(500), Duration.ofSeconds(1)),
                new Form("Sunday, 06-Nov-94 08:49:37 GMT", Duration.ZERO, Duration.ZERO),
                new Form("Thu, 01 Jan 2099 00:00:00 GMT", Duration.ofMinutes(1), EVER),
                new Form("Sun Nov  6 08:49:37 1994", Duration.ZERO, Duration.ZERO),
                new Form("299.997", Duration.ofMillis(299_997), Duration.ofMinutes(5)),
                new Form("Thu Jan  1 00:00:00 2099", Duration.ofMinutes(1), EVER));
        Troubles.half(situation(), forms).forEach(this::assertThrottled);
    }

    /** A header Retry-After; a fraction of a second may be told as it is, or rounded up. */
    private record Form(String header, Duration atLeast, Duration atMost) {}

    private void assertThrottled(String header, Duration wait) {
        assertThrottled(new Form(header, wait, wait));
    }

    private void assertThrottled(Form form) {
        assertThrottled(
                Answer.of(429, "APIGW.0308").retryAfter(form.header()),
                told -> told.isPresent()
                        && told.get().compareTo(form.atLeast()) >= 0
                        && told.get().compareTo(form.atMost()) <= 0);
    }

    private void assertThrottled(Answer answer, Predicate<Optional<Duration>> wait) {
        // One that waits by itself as it was told to sends nothing until then.
        try (ScaleOutFixture own = createFixture(Scene.settings(situation(), settings()))) {
            Calls calls = new Scene(own, situation(), patience())
                    .order(answer, () -> own.givenInstance(BillingMode.PAY_PER_USE, NODES), this::anyWish);
            calls.assertOneRequestEach();
            calls.each(call -> {
                ProviderUnavailableException throttled = call.outcome().mustBeUnavailable();
                assertThat(throttled.retryAfter())
                        .as("retryAfter() of %s", answer.retryAfter())
                        .matches(wait);
                assertThat(throttled.signalsOutage()).as("signalsOutage()").isFalse();
                call.assertApplied(0);
            });
        }
    }

    @RuleTest
    void f13_a_bug_inside_is_unknown_unless_surely_nothing_was_sent() {
        boolean possible = fixture().capabilities().contains(Capability.CALLS_CODE_OF_YOURS);
        for (Mishap bug : List.of(Mishap.BUG_INSIDE, Mishap.ERROR_INSIDE)) {
            Calls calls = callsIn(bug);
            assertThat(calls.requests())
                    .as("requests for calls that a bug strikes")
                    .isLessThanOrEqualTo(calls.all().size() * calls.requestsEach());
            calls.each(call -> {
                if (!possible || call.outcome().accepted()) {
                    call.outcome().mustSucceed();
                    call.assertApplied(1);
                } else if (call.outcome().failure() instanceof ProviderUnavailableException) {
                    call.outcome().mustBeOutage();
                    call.assertApplied(0);
                } else {
                    call.outcome().mustBeUnknown();
                }
            });
        }
    }

    @RuleTest
    void f14_after_a_fault_the_adapter_works_on() {
        List<Mishap> faults = List.of(
                Mishap.REQUEST_LOST,
                Mishap.REQUEST_RESET,
                Mishap.REPLY_CUT,
                Mishap.REPLY_LOST,
                Mishap.REPLY_GARBAGE,
                Mishap.REPLY_TOO_LARGE,
                Mishap.BUG_INSIDE,
                Mishap.ERROR_INSIDE);
        for (Mishap fault : Troubles.half(situation(), faults)) {
            callsIn(fault);
            InstanceId instance = payPerUse();
            call(instance).mustSucceed();
            assertApplied(instance, 1);
        }
    }

    @RuleTest
    void f15_an_error_code_of_a_fault_inside_is_unknown_whatever_the_status() {
        int turn = 0;
        for (String code : Troubles.faultCodes(situation())) {
            assertUnknown(Answer.of(Troubles.refusalStatus(turn++), code), 0);
        }
        for (int status : Troubles.half(situation(), List.of(401, 403, 404, 409, 413, 429))) {
            assertUnknown(Answer.of(status, "DBS.300002"), 0);
        }
        assertUnknown(Answer.of(400, "DBS.300002").onceApplied(), 1);
        assertUnknown(Answer.of(409, "APIGW.0601").onceApplied(), 1);
    }

    @RuleTest
    void f16_an_answer_that_comes_packed_unasked_is_understood_or_unknown() {
        Calls calls = callsIn(Mishap.REPLY_GZIPPED);
        calls.assertOneRequestEach();
        calls.each(call -> {
            call.assertApplied(1);
            Calls.assertTruth(call.outcome(), 1);
        });
    }

    @RuleTest
    void f17_an_acceptance_that_nobody_asked_for_is_not_taken_for_that_of_the_next_order() {
        assertNotTakenForTheNext(Mishap.UNASKED_ANSWER);
    }

    @RuleTest
    void f17_a_refusal_that_nobody_asked_for_is_not_taken_for_that_of_the_next_order() {
        assertNotTakenForTheNext(Mishap.UNASKED_REFUSAL);
    }

    private void assertNotTakenForTheNext(Mishap unasked) {
        callsIn(unasked)
                .each(call -> Calls.assertTruth(call.outcome(), call.applied().size()));
        InstanceId instance = payPerUse();
        int requests = fixture().requestsSeen();

        Outcome<ScaleOutReceipt> outcome = call(instance);

        if (outcome.failure() instanceof ScaleOutRejectedException) {
            // The refusal may have come before the order: whoever sent one has to be seen doing so.
            Scene.await(() -> !appliedTo(instance).isEmpty(), patience());
        }
        assertThat(fixture().requestsSeen() - requests)
                .as("requests of the next order")
                .isLessThanOrEqualTo(1);
        Calls.assertTruth(outcome, appliedTo(instance).size());
        if (outcome.accepted()) {
            assertThat(outcome.mustSucceed())
                    .isInstanceOfSatisfying(JobStarted.class, started -> assertThat(started.jobId())
                            .isEqualTo(jobOf(instance)));
        }
    }

    @RuleTest
    void f18_what_got_lost_is_not_sent_again_by_what_comes_after() {
        Instant since = fixture().farSideTime();
        List<InstanceId> lost = new ArrayList<>();
        for (Trouble trouble :
                List.of(Mishap.REQUEST_LOST, Mishap.REQUEST_RESET, Answer.bare(503), Answer.of(400, "DBS.300002"))) {
            InstanceId instance = payPerUse();
            fixture().givenTrouble(trouble, 1);
            call(instance);
            lost.add(instance);
        }
        List<Integer> orders = ordersFor(lost);
        int requests = fixture().requestsSeen();

        for (InstanceId instance : lost) {
            EveryRead.of(fixture(), instance, EveryRead.NOBODYS, since)
                    .forEach(read -> Outcome.of(() -> read.apply(0)));
        }
        assertRequests(requests);
        call(payPerUse()).mustSucceed();
        assertThat(ordersFor(lost)).isEqualTo(orders);

        int before = fixture().requestsSeen();
        Callers.start(
                        1,
                        patience(),
                        i -> Outcome.of(() -> {
                            fixture().closeAdapter();
                            return i;
                        }))
                .one();
        assertRequests(before);
    }

    private List<Integer> ordersFor(List<InstanceId> instances) {
        return instances.stream().map(instance -> appliedTo(instance).size()).toList();
    }

    /** A kind of order: what is sent again may hang on what is asked for. */
    private enum Kind {
        PLAIN,
        FOR_A_GROUP,
        WITH_ZONES,
        LARGE,
        PAID
    }

    /** Returns another kind each time, and in another situation; at once with others, the plain one. */
    @SuppressWarnings("EnumOrdinal") // another kind in another situation
    private Kind nextKind() {
        if (situation() == Situation.AT_ONCE) {
            return Kind.PLAIN;
        }
        int place = situation().ordinal() - (situation().compareTo(Situation.AT_ONCE) > 0 ? 1 : 0);
        return Kind.values()[(place + kinds++) % Kind.values().length];
    }

    private Calls callsOf(Kind kind, @Nullable Trouble trouble, ScaleOutFixture far) {
        Scene scene = new Scene(far, situation(), patience());
        Supplier<InstanceSnapshot> payPerUse = () -> far.givenInstance(BillingMode.PAY_PER_USE, NODES);
        Supplier<InstanceSnapshot> yearlyMonthly = () -> far.givenInstance(BillingMode.YEARLY_MONTHLY, NODES);
        return switch (kind) {
            case PLAIN -> scene.order(trouble, payPerUse, this::anyWish);
            case FOR_A_GROUP ->
                scene.order(
                        trouble,
                        () -> far.givenInstance(BillingMode.PAY_PER_USE, 1, 2),
                        (instance, caller) -> wish(ADDED)
                                .groupId(instance.groups().get(1).id().value())
                                .build());
            case WITH_ZONES -> {
                List<String> zones = List.of(far.zones().get(0).value());
                yield scene.order(trouble, yearlyMonthly, (instance, caller) -> wish(1).availabilityZones(zones)
                        .build());
            }
            case LARGE ->
                scene.order(trouble, payPerUse, (instance, caller) -> wish(MANY).build());
            case PAID ->
                scene.order(trouble, yearlyMonthly, (instance, caller) -> wish(ADDED)
                        .autoPay(true)
                        .build());
        };
    }

    /** That orders of a kind can be placed is what other rules are about. */
    private void reach(Kind kind) {
        if (kind != Kind.PLAIN) {
            try (ScaleOutFixture own = createFixture(Scene.settings(situation(), settings()))) {
                Scene.reach(() ->
                        callsOf(kind, null, own).each(call -> call.outcome().mustSucceed()));
            }
        }
    }

    private void assertUnknown(Answer answer, int applied) {
        assertUnknown((Trouble) answer, applied)
                .each(call -> assertThat(call.outcome().mustBeUnknown().errorCode())
                        .as("errorCode()")
                        .isEqualTo(answer.errorCode()));
    }

    private Calls assertUnknown(Trouble trouble, int applied) {
        Kind kind = nextKind();
        try {
            return assertUnknown(callsOf(kind, trouble, fixture()), applied);
        } catch (AssertionError wrong) {
            reach(kind);
            throw wrong;
        }
    }

    private static Calls assertUnknown(Calls calls, int applied) {
        calls.assertOneRequestEach();
        calls.each(call -> {
            OutcomeUnknownException unknown = call.outcome().mustBeUnknown();
            call.assertApplied(applied);
            assertThat(unknown.safeToRepeat()).as("safeToRepeat()").isFalse();
            assertThat(unknown.signalsOutage()).as("signalsOutage()").isTrue();
        });
        return calls;
    }
}
