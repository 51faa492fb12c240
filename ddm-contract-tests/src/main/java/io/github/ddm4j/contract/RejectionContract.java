/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.outcome.ErrorCodes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Rules R: a wish that the provider refuses. The codes are those the provider publishes or is known to send.
 *
 * @since 0.1.0
 */
public abstract class RejectionContract extends ContractSuite {

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected RejectionContract() {}

    @RuleTest
    void r1_a_wrong_parameter_is_bad_request() {
        assertRejected(Answer.of(400, "DBS.280001"), RejectionReason.BAD_REQUEST);
        assertRejected(Answer.of(400, "DBS.300375"), RejectionReason.BAD_REQUEST);
    }

    @RuleTest
    void r2_a_missing_permission_is_access() {
        assertRejected(Answer.of(403, "APIGW.0302"), RejectionReason.ACCESS);
        assertRejected(Answer.of(403, "APIG.0306"), RejectionReason.ACCESS);
    }

    @RuleTest
    void r3_what_does_not_exist_is_not_found() {
        InstanceId nobodys = new InstanceId("00000000000000000000000000000000in09");
        InstanceSnapshot none = new InstanceSnapshot(
                nobodys, "nobody's", InstanceStatus.RUNNING, BillingMode.UNKNOWN, 1, List.of(), List.of());

        Calls calls = calls(() -> none, this::anyWish);

        calls.assertOneRequestEach();
        calls.each(call -> {
            call.outcome().mustBeRejected(RejectionReason.NOT_FOUND);
            call.assertApplied(0);
        });
    }

    @RuleTest
    void r4_an_instance_at_work_is_instance_busy() {
        for (String code : List.of("DBS.200019", "DBS.212033")) {
            assertRejected(Answer.of(409, code), RejectionReason.INSTANCE_BUSY, busy -> assertThat(busy.safeToRepeat())
                    .as("safeToRepeat()")
                    .isFalse());
        }
    }

    @RuleTest
    void r5_a_linked_rds_instance_that_is_not_usable_is_rds_not_ready() {
        for (String code : List.of("DBS.300323", "DBS.300110", "DBS.300133")) {
            assertRejected(Answer.of(400, code), RejectionReason.RDS_NOT_READY, rds -> assertThat(rds.safeToRepeat())
                    .as("safeToRepeat()")
                    .isTrue());
        }
    }

    @RuleTest
    void r6_a_used_up_quota_is_quota() {
        assertRejected(Answer.of(413, "DBS.200046"), RejectionReason.QUOTA);
    }

    @RuleTest
    void r7_an_account_without_money_is_billing() {
        assertRejected(Answer.of(400, "CBC.99005003"), RejectionReason.BILLING);
    }

    @RuleTest
    void r8_a_refusal_we_do_not_know_is_other_with_its_error_code() {
        assertRejected(Answer.of(422, "DBS.999999"), RejectionReason.OTHER, other -> {
            assertThat(other.errorCode()).contains("DBS.999999");
            assertThat(other).hasMessageContaining("DBS.999999");
        });
    }

    @RuleTest
    void r9_the_error_code_decides_before_the_status() {
        int turn = 0;
        for (String code : Troubles.refusalCodes(situation())) {
            int status = Troubles.refusalStatus(turn++);
            assertRejected(Answer.of(status, code), ErrorCodes.reason(status, code));
        }
    }

    @RuleTest
    void r10_without_an_error_code_the_status_decides() {
        for (Answer refusal : Troubles.refusals(situation())) {
            assertRejected(refusal, ErrorCodes.reason(refusal.status(), null));
        }
    }

    @RuleTest
    void r10_the_status_decides_even_over_the_body_of_an_accepted_order() {
        for (int status : Troubles.half(situation(), List.of(400, 403, 404, 409, 413, 422))) {
            assertRejected(Answer.accepting(status, BESIDE), ErrorCodes.reason(status, null));
        }
    }

    @RuleTest
    void r11_a_refusal_is_final() {
        Stream<Answer> withRetryAfter = Stream.of(
                Answer.of(400, "DBS.280001").retryAfter("0"),
                Answer.of(409, "DBS.200019").retryAfter("0"));
        Stream<Answer> withCode = Stream.of(Answer.of(403, "APIGW.0302"), Answer.of(422, "DBS.999999"));
        Stream<Answer> byStatus =
                Troubles.some(situation(), List.of(400, 403, 404, 405, 409, 412, 413, 421, 422, 423, 425, 426)).stream()
                        .map(Answer::bare);
        Stream.of(withRetryAfter, withCode, byStatus)
                .flatMap(answers -> answers)
                .forEach(answer -> {
                    Scene scene = scene();
                    Calls calls = scene.order(answer, this::givenPayPerUse, this::anyWish);
                    calls.assertOneRequestEach();
                    calls.each(call -> {
                        ScaleOutRejectedException refused = call.outcome().mustBeRejected();
                        assertThat(refused.signalsOutage())
                                .as("signalsOutage()")
                                .isFalse();
                        call.assertApplied(0);
                    });
                    if (answer.errorCode().isPresent()) {
                        scene.again(calls).each(call -> call.outcome().mustSucceed());
                    }
                });
    }

    @RuleTest
    void r12_what_the_provider_says_of_an_error_is_passed_on() {
        boolean ids = fixture().capabilities().contains(Capability.TELLS_REQUEST_IDS);
        Set<String> seen = new HashSet<>();
        for (Answer answer : List.of(
                Answer.of(400, "DBS.280001").saying("the flavor is sold out"),
                Answer.of(403, "APIGW.0302").saying("the gateway knows you not"),
                Answer.of(409, "DBS.200019").saying("another operation is running"),
                Answer.of(429, "APIGW.0308").saying("at most 60 in a minute"),
                Answer.of(500, "DBS.200412").saying("the service fell over"))) {
            callsIn(answer).each(call -> {
                ScaleOutException failure = call.outcome().mustFail();
                assertThat(failure.errorCode()).as("errorCode()").isEqualTo(answer.errorCode());
                assertThat(failure.providerMessage()).as("providerMessage()").contains(answer.message());
                assertThat(failure).hasMessageContaining(answer.message());
                assertThat(failure.requestId().isPresent())
                        .as("whether there is a requestId()")
                        .isEqualTo(ids);
                failure.requestId().ifPresent(id -> assertThat(seen.add(id))
                        .as("a requestId() of its own: %s", id)
                        .isTrue());
            });
        }
    }

    @RuleTest
    void r12_the_id_of_the_request_is_the_one_that_the_provider_gave() {
        boolean ids = fixture().capabilities().contains(Capability.TELLS_REQUEST_IDS);
        for (Answer answer : List.of(Answer.of(400, "DBS.280001"), Answer.of(500, "DBS.200412"))) {
            Answer named = answer.requestId("given-to-this-very-request");
            callsIn(named).each(call -> assertThat(call.outcome().mustFail().requestId())
                    .as("requestId()")
                    .isEqualTo(ids ? named.requestId() : Optional.empty()));
        }
    }

    private void assertRejected(Answer answer, RejectionReason reason) {
        assertRejected(answer, reason, refused -> {});
    }

    private void assertRejected(Answer answer, RejectionReason reason, Consumer<ScaleOutException> more) {
        callsIn(answer).each(call -> more.accept(call.outcome().mustBeRejected(reason)));
    }
}
