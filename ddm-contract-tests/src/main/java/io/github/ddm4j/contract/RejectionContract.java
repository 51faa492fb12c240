/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Rules R: a wish that the provider refuses. The codes are those the provider publishes or is known to send.
 *
 * @since 0.1.0
 */
public abstract class RejectionContract extends ContractSuite {

    /** For the adapter's own package. */
    protected RejectionContract() {}

    @Test
    void r1_a_wrong_parameter_is_bad_request() {
        assertRejected(Answer.of(400, "DBS.280001"), RejectionReason.BAD_REQUEST);
        assertRejected(Answer.of(400, "DBS.300375"), RejectionReason.BAD_REQUEST);
    }

    @Test
    void r2_a_missing_permission_is_access() {
        assertRejected(Answer.of(403, "APIGW.0302"), RejectionReason.ACCESS);
        assertRejected(Answer.of(403, "APIG.0306"), RejectionReason.ACCESS);
    }

    @Test
    void r3_what_does_not_exist_is_not_found() {
        InstanceId nobodys = new InstanceId("00000000000000000000000000000000in09");

        call(nobodys).mustBeRejected(RejectionReason.NOT_FOUND);

        assertRequests(1);
        assertApplied(nobodys, 0);
    }

    @Test
    void r4_an_instance_at_work_is_instance_busy() {
        for (String code : List.of("DBS.200019", "DBS.212033")) {
            ScaleOutRejectedException busy = assertRejected(Answer.of(409, code), RejectionReason.INSTANCE_BUSY);
            assertThat(busy.safeToRepeat()).as("safeToRepeat()").isFalse();
        }
    }

    @Test
    void r5_a_linked_rds_instance_that_is_not_usable_is_rds_not_ready() {
        for (String code : List.of("DBS.300323", "DBS.300110", "DBS.300133")) {
            ScaleOutRejectedException rds = assertRejected(Answer.of(400, code), RejectionReason.RDS_NOT_READY);
            assertThat(rds.safeToRepeat()).as("safeToRepeat()").isTrue();
        }
    }

    @Test
    void r6_a_used_up_quota_is_quota() {
        assertRejected(Answer.of(413, "DBS.200046"), RejectionReason.QUOTA);
    }

    @Test
    void r7_an_account_without_money_is_billing() {
        assertRejected(Answer.of(400, "CBC.99005003"), RejectionReason.BILLING);
    }

    @Test
    void r8_a_refusal_we_do_not_know_is_other_with_its_error_code() {
        ScaleOutRejectedException other = assertRejected(Answer.of(422, "DBS.999999"), RejectionReason.OTHER);

        assertThat(other.errorCode()).contains("DBS.999999");
        assertThat(other).hasMessageContaining("DBS.999999");
    }

    @Test
    void r9_the_error_code_decides_before_the_status() {
        assertRejected(Answer.of(400, "DBS.200019"), RejectionReason.INSTANCE_BUSY);
        assertRejected(Answer.of(403, "DBS.200019"), RejectionReason.INSTANCE_BUSY);
        assertRejected(Answer.of(409, "DBS.300323"), RejectionReason.RDS_NOT_READY);
    }

    @Test
    void r10_without_an_error_code_the_status_decides() {
        assertRejected(Answer.bare(400), RejectionReason.BAD_REQUEST);
        assertRejected(Answer.bare(403), RejectionReason.ACCESS);
        assertRejected(Answer.bare(404), RejectionReason.NOT_FOUND);
        assertRejected(Answer.bare(409), RejectionReason.INSTANCE_BUSY);
        assertRejected(Answer.bare(413), RejectionReason.QUOTA);
        for (int status : new int[] {405, 414, 415, 494}) {
            assertRejected(Answer.bare(status), RejectionReason.BAD_REQUEST);
        }
        assertRejected(Answer.bare(418), RejectionReason.OTHER);
    }

    @Test
    void r11_a_refusal_is_final() {
        for (Answer answer : List.of(
                Answer.of(400, "DBS.280001").retryAfter("0"),
                Answer.of(403, "APIGW.0302"),
                Answer.of(409, "DBS.200019").retryAfter("0"),
                Answer.bare(418))) {
            InstanceId instance = payPerUse();
            int before = fixture().requestsSeen();
            fixture().givenTrouble(answer, 1);

            ScaleOutRejectedException refused = call(instance).mustBeRejected();

            assertThat(refused.signalsOutage()).as("signalsOutage()").isFalse();
            assertRequests(before + 1);
            assertApplied(instance, 0);
        }
    }

    private ScaleOutRejectedException assertRejected(Answer answer, RejectionReason reason) {
        fixture().givenTrouble(answer, 1);
        return call(payPerUse()).mustBeRejected(reason);
    }
}
