/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.outcome.ErrorCodes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rules L: what all reads have in common.
 *
 * @since 0.1.0
 */
public abstract class ReadContract extends ContractSuite {

    private static final int MORE_THAN_A_PAGE = 11;

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected ReadContract() {}

    @RuleTest
    void l1_without_a_usable_answer_what_may_be_left_out_is_unavailable() {
        List<EveryRead> reads = reads().stream().filter(EveryRead::optional).toList();
        int turn = 0;
        for (Trouble trouble : Troubles.unreadable(situation())) {
            for (EveryRead read : EveryRead.inTurn(situation(), turn++, reads)) {
                scene().read(trouble, read).forEach(Outcome::mustBeOutage);
            }
        }
        reads.forEach(read -> scene().read(null, read).forEach(Outcome::mustSucceed));
    }

    @RuleTest
    void l2_what_the_provider_says_of_a_refused_read_is_passed_on() {
        boolean ids = fixture().capabilities().contains(Capability.TELLS_REQUEST_IDS);
        for (EveryRead read : some(reads())) {
            for (Answer answer : List.of(
                    Answer.of(403, "APIGW.0302").saying("the gateway knows you not"),
                    Answer.of(400, "DBS.280001").saying("the id is too long"))) {
                Answer named = answer.requestId("given-to-this-very-read");
                for (Outcome<Object> outcome : scene().read(named, read)) {
                    ScaleOutRejectedException refused =
                            outcome.mustBeRejected(ErrorCodes.reason(answer.status(), null));
                    assertThat(refused.errorCode()).as("errorCode()").isEqualTo(answer.errorCode());
                    assertThat(refused.providerMessage())
                            .as("providerMessage()")
                            .contains(answer.message());
                    assertThat(refused.requestId())
                            .as("requestId() of %s", read)
                            .isEqualTo(ids ? named.requestId() : Optional.empty());
                }
            }
        }
    }

    @RuleTest
    void l3_a_401_that_stays_is_access() {
        for (EveryRead read : some(reads())) {
            scene().read(Answer.of(401, "APIGW.0301"), read)
                    .forEach(outcome -> outcome.mustBeRejected(RejectionReason.ACCESS));
        }
    }

    @RuleTest
    void l4_a_429_is_unavailable_with_the_providers_retry_after() {
        for (int i : some(IntStream.range(0, reads().size()).boxed().toList())) {
            // One that waits by itself as it was told to reads nothing until then.
            try (ScaleOutFixture own = createFixture(settings())) {
                InstanceId instance =
                        own.givenInstance(BillingMode.PAY_PER_USE, NODES).id();
                EveryRead read = EveryRead.of(own, instance).get(i);
                for (Outcome<Object> outcome : new Scene(own, situation(), patience())
                        .read(Answer.of(429, "APIGW.0308").retryAfter("7"), read)) {
                    ProviderUnavailableException throttled = outcome.mustBeUnavailable();
                    assertThat(throttled.retryAfter())
                            .as("retryAfter() of %s", read)
                            .contains(Duration.ofSeconds(7));
                    assertThat(throttled.signalsOutage()).as("signalsOutage()").isFalse();
                }
            }
        }
    }

    @RuleTest
    void l5_a_read_of_several_requests_fails_as_a_whole() {
        Instant since = fixture().farSideTime();
        JobId job = startMany();
        for (EveryRead read : EveryRead.of(fixture(), instanceOfMuch(), job, since)) {
            int before = fixture().readsSeen();
            Outcome.of(() -> read.apply(0)).mustSucceed();
            int requests = fixture().readsSeen() - before;
            for (int good = 1; good < requests; good++) {
                fixture().givenReadTrouble(Mishap.NOTHING, good);
                fixture().givenReadTrouble(Scene.OUTAGE, Scene.EVERY);
                Outcome<Object> outcome = Outcome.of(() -> read.apply(0));
                fixture().givenNoTrouble();
                assertThat(outcome.failure())
                        .as("what a read of %s ends with, of whose %s requests %s are answered", read, requests, good)
                        .isInstanceOf(ProviderUnavailableException.class);
                outcome.mustBeOutage();
            }
        }
    }

    @RuleTest
    void l6_after_outages_reading_goes_on() {
        for (int i = 0; i < reads().size(); i++) {
            try (ScaleOutFixture own = createFixture(settings().withBreakerWindow(Scene.WINDOW))) {
                InstanceId instance =
                        own.givenInstance(BillingMode.PAY_PER_USE, NODES).id();
                EveryRead read = EveryRead.of(own, instance).get(i);
                own.givenReadTrouble(Scene.OUTAGE, Scene.EVERY);
                for (int outage = 0; outage < 2 * Scene.WINDOW; outage++) {
                    Outcome.of(() -> read.apply(0));
                }
                own.givenNoTrouble();
                own.letBreakerHalfOpen();

                Outcome.of(() -> read.apply(0)).mustSucceed();
            }
        }
    }

    @RuleTest
    void l6_after_a_429_to_an_order_reading_goes_on_and_ordering_after_one_to_a_read() {
        Answer throttled = Answer.of(429, "APIGW.0308").retryAfter("0");
        List<EveryRead> reads = reads();
        callsIn(throttled);
        reads.forEach(read -> Outcome.of(() -> read.apply(0)).mustSucceed());

        for (EveryRead read : reads) {
            scene().read(throttled, read);
            call(payPerUse()).mustSucceed();
        }
        reads.forEach(read -> Outcome.of(() -> read.apply(0)).mustSucceed());
    }

    /** Starts more jobs than fit a page, and returns the last one. */
    private JobId startMany() {
        JobId last = EveryRead.start(fixture(), payPerUse());
        for (int i = 1; i < JobContract.MANY; i++) {
            last = EveryRead.start(fixture(), payPerUse());
        }
        return last;
    }

    /** Returns an instance with more groups, and more schemas, than are in a page by default. */
    private InstanceId instanceOfMuch() {
        InstanceId instance = fixture()
                .givenInstance(BillingMode.PAY_PER_USE, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)
                .id();
        if (fixture().capabilities().contains(Capability.TELLS_LINKED_RDS)) {
            for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
                fixture().givenLinkedRds(instance, true);
            }
        }
        return instance;
    }

    /** What an adapter keeps of a read shows when the same is read again, so all are asked for there. */
    private <T> List<T> some(List<T> reads) {
        return situation() == Situation.WARM ? reads : Troubles.half(situation(), reads);
    }

    private List<EveryRead> reads() {
        return EveryRead.of(fixture(), payPerUse());
    }
}
