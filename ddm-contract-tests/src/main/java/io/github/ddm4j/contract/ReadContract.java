/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.outcome.ErrorCodes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Rules L: what all reads have in common.
 *
 * @since 0.1.0
 */
public abstract class ReadContract extends ContractSuite {

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
        for (EveryRead read : someReads()) {
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
        for (EveryRead read : someReads()) {
            scene().read(Answer.of(401, "APIGW.0301"), read)
                    .forEach(outcome -> outcome.mustBeRejected(RejectionReason.ACCESS));
        }
    }

    @RuleTest
    void l4_a_429_is_unavailable_with_the_providers_retry_after() {
        for (EveryRead read : someReads()) {
            for (Outcome<Object> outcome :
                    scene().read(Answer.of(429, "APIGW.0308").retryAfter("7"), read)) {
                ProviderUnavailableException throttled = outcome.mustBeUnavailable();
                assertThat(throttled.retryAfter())
                        .as("retryAfter() of %s", read)
                        .contains(Duration.ofSeconds(7));
                assertThat(throttled.signalsOutage()).as("signalsOutage()").isFalse();
            }
        }
    }

    /** What an adapter keeps of a read shows when the same is read again, so all are asked for there. */
    private List<EveryRead> someReads() {
        return situation() == Situation.WARM ? reads() : Troubles.half(situation(), reads());
    }

    private List<EveryRead> reads() {
        return EveryRead.of(fixture(), payPerUse());
    }
}
