/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Rules F: whatever goes wrong, at most one order, and the truth about it.
 *
 * @since 0.1.0
 */
public abstract class FaultContract extends ContractSuite {

    /** For the adapter's own package. */
    protected FaultContract() {}

    @Test
    void f1_a_provider_that_takes_no_connection_is_unavailable() {
        InstanceId instance = payPerUse();
        fixture().givenProviderDown();

        call(instance).mustBeOutage();

        assertApplied(instance, 0);
    }

    @Test
    void f2_a_request_that_got_lost_is_unknown() {
        assertUnknown(Mishap.REQUEST_LOST, 0);
    }

    @Test
    void f3_a_reply_that_got_lost_is_unknown() {
        assertUnknown(Mishap.REPLY_LOST, 1);
    }

    @Test
    void f4_a_reply_that_is_cut_short_is_unknown() {
        assertUnknown(Mishap.REPLY_CUT, 1);
    }

    @Test
    void f5_a_reply_that_is_not_json_is_unknown() {
        assertUnknown(Mishap.REPLY_GARBAGE, 1);
    }

    @Test
    void f6_a_reply_too_large_to_read_is_unknown() {
        assertUnknown(Mishap.REPLY_TOO_LARGE, 1);
    }

    @Test
    void f7_a_reply_without_a_job_or_an_order_that_can_be_one_is_unknown() {
        assertUnknown(Mishap.REPLY_WITHOUT_IDS, 1);
        assertUnknown(Mishap.REPLY_WITH_BROKEN_IDS, 1);
    }

    @Test
    void f8_a_reply_about_another_instance_is_unknown() {
        assertUnknown(Mishap.REPLY_NAMES_ANOTHER_INSTANCE, 1);
    }

    @Test
    void f9_a_server_error_is_unknown() {
        assertUnknown(Answer.of(500, "DBS.200412"), 0);
        assertUnknown(Answer.of(500, "DBS.280001").onceApplied(), 1);
        assertUnknown(Answer.of(502, "APIGW.0202"), 0);
        assertUnknown(Answer.bare(503).retryAfter("0"), 0);
        assertUnknown(Answer.of(504, "APIGW.0203").onceApplied(), 1);
        assertUnknown(Answer.bare(599).onceApplied(), 1);
    }

    @Test
    void f10_a_status_that_only_says_that_nobody_waited_is_unknown() {
        for (int status : new int[] {408, 460, 499}) {
            assertUnknown(Answer.bare(status), 0);
            assertUnknown(Answer.bare(status).onceApplied(), 1);
        }
    }

    @Test
    void f11_a_redirect_is_unknown_and_not_followed() {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            assertUnknown(Answer.bare(status), 0);
        }
        assertUnknown(Answer.bare(307).onceApplied(), 1);
        assertUnknown(Answer.bare(304), 0);
    }

    @Test
    void f12_a_429_is_unavailable_with_the_providers_retry_after() {
        InstanceId instance = payPerUse();
        fixture().givenTrouble(Answer.of(429, "APIGW.0308").retryAfter("7"), 1);
        ProviderUnavailableException told = call(instance).mustBeUnavailable();
        fixture().givenTrouble(Answer.of(429, "APIGW.0308"), 1);
        ProviderUnavailableException untold = call(instance).mustBeUnavailable();

        assertThat(told.retryAfter()).as("retryAfter()").contains(Duration.ofSeconds(7));
        assertThat(untold.retryAfter()).as("retryAfter()").isEmpty();
        assertThat(told.signalsOutage()).as("signalsOutage()").isFalse();
        assertRequests(2);
        assertApplied(instance, 0);
    }

    @Test
    void f12_retry_after_is_understood_in_each_of_its_forms() {
        assertRetryAfter("2.0", Duration.ofSeconds(2));
        assertRetryAfter("0.5", Duration.ofSeconds(1));
        assertRetryAfter("299.997", Duration.ofSeconds(300));
        // Dates that are over, whatever clock the adapter goes by.
        assertRetryAfter("Sun, 06 Nov 1994 08:49:37 GMT", Duration.ZERO);
        assertRetryAfter("Sunday, 06-Nov-94 08:49:37 GMT", Duration.ZERO);
        assertRetryAfter("Sun Nov  6 08:49:37 1994", Duration.ZERO);
    }

    private void assertRetryAfter(String header, Duration wait) {
        fixture().givenTrouble(Answer.of(429, "APIGW.0308").retryAfter(header), 1);

        assertThat(call(payPerUse()).mustBeUnavailable().retryAfter())
                .as("retryAfter() of '%s'", header)
                .contains(wait);
    }

    @Test
    void f13_a_bug_inside_is_unknown_unless_surely_nothing_was_sent() {
        Outcome<ScaleOutReceipt> outcome = callIn(Mishap.BUG_INSIDE);

        int sent = fixture().requestsSeen();
        assertThat(sent).as("requests for one call").isLessThanOrEqualTo(1);
        if (sent == 0 && outcome.failure() instanceof ProviderUnavailableException) {
            outcome.mustBeOutage();
        } else {
            outcome.mustBeUnknown();
        }
    }

    @Test
    void f14_after_a_fault_the_adapter_works_on() {
        for (Mishap fault :
                List.of(Mishap.REQUEST_LOST, Mishap.REPLY_CUT, Mishap.REPLY_GARBAGE, Mishap.REPLY_TOO_LARGE)) {
            callIn(fault);

            InstanceId instance = payPerUse();
            call(instance).mustSucceed();
            assertApplied(instance, 1);
        }
    }

    @Test
    void f15_an_error_code_of_a_fault_inside_is_unknown_whatever_the_status() {
        for (String code : List.of("DBS.300002", "DBS.300120", "DBS.200412", "DBS.300400", "APIGW.0203", "APIG.0610")) {
            assertUnknown(Answer.of(400, code), 0);
        }
        for (int status : new int[] {401, 403, 404, 409, 413, 429}) {
            assertUnknown(Answer.of(status, "DBS.300002"), 0);
        }
        assertUnknown(Answer.of(400, "DBS.300002").onceApplied(), 1);
        assertUnknown(Answer.of(404, "DBS.300346").onceApplied(), 1);
        assertUnknown(Answer.of(409, "APIGW.0601").onceApplied(), 1);
    }

    private void assertUnknown(Answer answer, int applied) {
        OutcomeUnknownException unknown = assertUnknown((Trouble) answer, applied);
        assertThat(unknown.errorCode()).as("errorCode()").isEqualTo(answer.errorCode());
    }

    private OutcomeUnknownException assertUnknown(Trouble trouble, int applied) {
        fixture().givenTrouble(trouble, 1);
        InstanceId instance = payPerUse();
        int before = fixture().requestsSeen();

        OutcomeUnknownException unknown = call(instance).mustBeUnknown();

        assertRequests(before + 1);
        assertApplied(instance, applied);
        assertThat(unknown.safeToRepeat()).as("safeToRepeat()").isFalse();
        assertThat(unknown.signalsOutage()).as("signalsOutage()").isTrue();
        return unknown;
    }
}
