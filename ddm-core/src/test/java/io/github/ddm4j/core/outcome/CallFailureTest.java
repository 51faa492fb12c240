/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.outcome.Verdict.Breaker;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The outcome table, written down a second time. */
class CallFailureTest {

    private static final ProviderError SAID = new ProviderError("DBS.280001", "Parameter error.", "r1");

    @ParameterizedTest
    @CsvSource({
        "NOT_ATTEMPTED,     not attempted, not attempted, not attempted",
        "NOT_SENT,          outage,        outage,        outage",
        "UNUSABLE_ANSWER,   unknown,       outage,        outage",
        "INCONCLUSIVE,      unknown,       outage,        outage",
        "SERVICE_FAULT,     unknown,       outage,        outage",
        "TASK_NOT_FOUND,    unknown,       rejected,      outage",
        "UNAUTHORIZED,      rejected,      rejected,      rejected",
        "THROTTLED,         throttled,     throttled,     throttled",
        "REFUSED,           rejected,      rejected,      rejected",
        "REFUSED_OTHERWISE, rejected,      rejected,      outage",
        "NO_ANSWER,         unknown,       outage,        outage",
        "GIVEN_UP,          unknown unheard, not attempted, not attempted"
    })
    void each_row_has_an_outcome_for_an_order_a_read_and_a_token(
            FailureKind kind, String order, String read, String token) {
        CallFailure failure = of(kind);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(told(failure.ofOrder())).isEqualTo(order);
        assertThat(told(failure.ofRead())).isEqualTo(read);
        assertThat(told(failure.ofToken())).isEqualTo(token);
    }

    @ParameterizedTest
    @EnumSource
    void a_read_or_a_token_never_leaves_an_unknown_outcome(FailureKind kind) {
        assertThat(of(kind).ofRead()).isNotInstanceOf(OutcomeUnknownException.class);
        assertThat(of(kind).ofToken()).isNotInstanceOf(OutcomeUnknownException.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_breaker_counts_what_signals_an_outage_and_nothing_else(FailureKind kind) {
        assertThat(kind.order().breaker() == Breaker.FAILURE)
                .isEqualTo(of(kind).ofOrder().signalsOutage());
        assertThat(kind.read().breaker() == Breaker.FAILURE)
                .isEqualTo(of(kind).ofRead().signalsOutage());
        assertThat(kind.token().breaker() == Breaker.FAILURE)
                .isEqualTo(of(kind).ofToken().signalsOutage());
    }

    @Test
    void a_breaker_learns_nothing_of_what_was_not_tried_or_not_waited_for() {
        assertThat(FailureKind.NOT_ATTEMPTED.order().breaker()).isEqualTo(Breaker.IGNORES);
        assertThat(FailureKind.GIVEN_UP.order().breaker()).isEqualTo(Breaker.IGNORES);
        assertThat(FailureKind.GIVEN_UP.read().breaker()).isEqualTo(Breaker.IGNORES);
        assertThat(FailureKind.THROTTLED.order().breaker()).isEqualTo(Breaker.SUCCESS);
        assertThat(FailureKind.REFUSED.order().breaker()).isEqualTo(Breaker.SUCCESS);
    }

    static IntStream inconclusive() {
        return IntStream.concat(
                IntStream.of(-1, 0, 100, 101, 200, 204, 408, 460, 499, 600, 999),
                IntStream.concat(IntStream.range(300, 400), IntStream.range(500, 600)));
    }

    @ParameterizedTest
    @MethodSource("inconclusive")
    void a_status_that_proves_no_refusal_is_unknown_whatever_the_code(int status) {
        for (String code : new String[] {null, "DBS.280001", "DBS.200019", "APIGW.0308"}) {
            ScaleOutException unknown = answered(status, code).ofOrder();

            assertThat(told(unknown)).isEqualTo("unknown");
            assertThat(unknown.errorCode()).isEqualTo(java.util.Optional.ofNullable(code));
        }
    }

    static IntStream refusals() {
        return IntStream.range(400, 500)
                .filter(status -> status != 401 && status != 408 && status != 429 && status != 460 && status != 499);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void every_other_4xx_is_rejected(int status) {
        assertThat(told(answered(status, null).ofOrder())).isEqualTo("rejected");
        assertThat(told(answered(status, "DBS.999999").ofRead())).isEqualTo("rejected");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 413, 422, 429, 494})
    void a_fault_inside_the_service_is_unknown_whatever_the_status(int status) {
        for (String code : new String[] {"DBS.300002", "DBS.200412", "APIGW.0203", "APIG.0617", "dbs.300120"}) {
            assertThat(told(answered(status, code).ofOrder())).isEqualTo("unknown");
            assertThat(told(answered(status, code).ofRead())).isEqualTo("outage");
            assertThat(told(answered(status, code).ofToken())).isEqualTo("outage");
        }
    }

    @Test
    void a_task_that_is_not_found_may_be_the_orders_own_and_is_no_job_for_a_read() {
        CallFailure lost = answered(400, "DBS.300400");

        assertThat(told(lost.ofOrder())).isEqualTo("unknown");
        assertThat(((ScaleOutRejectedException) lost.ofRead()).reason()).isEqualTo(RejectionReason.NOT_FOUND);
    }

    @Test
    void refused_credentials_are_access_whatever_the_code() {
        assertThat(((ScaleOutRejectedException) answered(401, "DBS.280001").ofOrder()).reason())
                .isEqualTo(RejectionReason.ACCESS);
        assertThat(((ScaleOutRejectedException) answered(400, "1101").ofToken()).reason())
                .isEqualTo(RejectionReason.ACCESS);
    }

    @Test
    void what_the_provider_said_and_how_long_to_wait_is_kept() {
        CallFailure failure = CallFailure.answered(503, SAID, Duration.ofSeconds(3));

        assertThat(failure.status()).isEqualTo(503);
        assertThat(failure.error()).isEqualTo(SAID);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(failure.ofOrder())
                .hasMessage("The provider answered with status 503"
                        + " (Parameter error., error code DBS.280001, request r1)");
        assertThat(failure.ofRead())
                .isInstanceOfSatisfying(ProviderUnavailableException.class, later -> assertThat(later.retryAfter())
                        .contains(Duration.ofSeconds(3)));
        assertThat(CallFailure.answered(429, SAID, Duration.ofSeconds(7)).ofOrder())
                .isInstanceOfSatisfying(ProviderUnavailableException.class, later -> assertThat(later.retryAfter())
                        .contains(Duration.ofSeconds(7)));
    }

    @Test
    void a_message_says_what_happened_and_why() {
        assertThat(of(FailureKind.NOT_ATTEMPTED).ofOrder()).hasMessage("Nothing was sent: closed");
        assertThat(of(FailureKind.NOT_SENT).ofRead()).hasMessage("Nothing was sent: refused");
        assertThat(of(FailureKind.NO_ANSWER).ofOrder()).hasMessage("No answer came: reset");
        assertThat(of(FailureKind.GIVEN_UP).ofOrder()).hasMessage("No answer was waited for: interrupted");
        assertThat(of(FailureKind.UNUSABLE_ANSWER).ofOrder())
                .hasMessage("The provider answered with status 200, but it is too long");
        assertThat(answered(403, null).ofOrder()).hasMessage("The provider refused with status 403");
        assertThat(answered(429, null).ofOrder()).hasMessage("The provider refused with status 429, too many calls");
        assertThat(answered(400, "DBS.300002").ofOrder())
                .hasMessage("The provider answered with status 400 and an error code of a fault inside"
                        + " (error code DBS.300002)");
        assertThat(answered(400, "DBS.300400").ofOrder())
                .hasMessage("The provider answered with status 400 and does not find the task"
                        + " (error code DBS.300400)");
        assertThat(answered(401, null).ofToken())
                .hasMessage("Nothing was applied: IAM refused the credentials with status 401");
        assertThat(answered(503, null).ofToken())
                .hasMessage("Nothing was applied: IAM gave no token. IAM answered with status 503");
        assertThat(of(FailureKind.NO_ANSWER).toString()).isEqualTo("NO_ANSWER: No answer came: reset");
    }

    @Test
    void the_cause_is_kept_where_there_is_one() {
        assertThat(of(FailureKind.NOT_SENT).ofOrder()).hasRootCauseMessage("below");
        assertThat(of(FailureKind.NO_ANSWER).ofOrder()).hasRootCauseMessage("below");
        assertThat(of(FailureKind.NO_ANSWER).ofRead()).hasRootCauseMessage("below");
        assertThat(of(FailureKind.GIVEN_UP).ofOrder()).hasNoCause();
    }

    @Test
    void what_came_back_for_a_token_is_no_cause_because_it_may_quote_it() {
        assertThat(of(FailureKind.NOT_SENT).ofToken()).hasRootCauseMessage("below");
        assertThat(of(FailureKind.NO_ANSWER).ofToken()).hasNoCause();
    }

    private static CallFailure answered(int status, String code) {
        return CallFailure.answered(status, new ProviderError(code, null, null), null);
    }

    private static CallFailure of(FailureKind kind) {
        return switch (kind) {
            case NOT_ATTEMPTED -> CallFailure.notAttempted("closed");
            case NOT_SENT -> CallFailure.notSent("refused", new IOException("below"));
            case UNUSABLE_ANSWER -> CallFailure.unusable(200, "it is too long", ProviderError.NONE);
            case INCONCLUSIVE -> answered(502, null);
            case SERVICE_FAULT -> answered(400, "DBS.300002");
            case TASK_NOT_FOUND -> answered(400, "DBS.300400");
            case UNAUTHORIZED -> answered(401, "APIGW.0301");
            case THROTTLED -> answered(429, null);
            case REFUSED -> answered(404, null);
            case REFUSED_OTHERWISE -> answered(413, null);
            case NO_ANSWER -> CallFailure.noAnswer("reset", new IOException("below"));
            case GIVEN_UP -> CallFailure.givenUp("interrupted");
        };
    }

    private static String told(ScaleOutException outcome) {
        if (outcome instanceof OutcomeUnknownException) {
            return outcome.signalsOutage() ? "unknown" : "unknown unheard";
        }
        if (outcome instanceof ProviderUnavailableException) {
            if (outcome.signalsOutage()) {
                return "outage";
            }
            return outcome.getMessage().contains("429") ? "throttled" : "not attempted";
        }
        return outcome instanceof ScaleOutRejectedException ? "rejected" : "invalid";
    }
}
