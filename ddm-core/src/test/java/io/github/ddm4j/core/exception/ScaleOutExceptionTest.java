/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.core.validation.Violation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScaleOutExceptionTest {

    private static final ProviderError ERROR = new ProviderError("DBS.280001", "Parameter error.", "req-1");

    private static final List<Violation> VIOLATIONS = ScaleOutRules.checkNodes(0, 0);

    @Test
    void what_the_provider_said_ends_the_message_and_can_be_asked_for() {
        ScaleOutException refused = new ScaleOutRejectedException(RejectionReason.BAD_REQUEST, "Refused", ERROR);

        assertThat(refused).hasMessage("Refused (Parameter error., error code DBS.280001, request req-1)");
        assertThat(refused.errorCode()).contains("DBS.280001");
        assertThat(refused.providerMessage()).contains("Parameter error.");
        assertThat(refused.requestId()).contains("req-1");
    }

    @Test
    void a_provider_that_said_nothing_adds_nothing() {
        ScaleOutException unknown = new OutcomeUnknownException("Cut short", ProviderError.NONE, null);

        assertThat(unknown).hasMessage("Cut short");
        assertThat(unknown.errorCode()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_may_be_repeated_only_where_it_passes_by_itself(RejectionReason reason) {
        boolean passes = reason == RejectionReason.RDS_NOT_READY;
        ScaleOutException refused = new ScaleOutRejectedException(reason, "Refused", ERROR);

        assertThat(refused.safeToRepeat()).isEqualTo(passes);
        assertThat(refused.signalsOutage()).isFalse();
    }

    @Test
    void an_unknown_outcome_is_never_safe_to_repeat_and_speaks_of_an_outage() {
        ScaleOutException unknown = new OutcomeUnknownException("Cut short", ERROR, new IOException("reset"));

        assertThat(unknown.safeToRepeat()).isFalse();
        assertThat(unknown.signalsOutage()).isTrue();
        assertThat(unknown).hasRootCauseMessage("reset");
    }

    @Test
    void an_unknown_outcome_that_nobody_waited_for_speaks_of_no_outage() {
        ScaleOutException unknown = OutcomeUnknownException.notWaitedFor("Interrupted");

        assertThat(unknown).hasMessage("Interrupted").hasNoCause();
        assertThat(unknown.safeToRepeat()).isFalse();
        assertThat(unknown.signalsOutage()).isFalse();
    }

    @Test
    void what_was_never_sent_is_safe_to_repeat_and_only_a_provider_that_is_down_is_an_outage() {
        assertThat(ProviderUnavailableException.outage("Refused", ERROR, null).signalsOutage())
                .isTrue();
        assertThat(ProviderUnavailableException.throttled("429", ERROR, null).signalsOutage())
                .isFalse();
        assertThat(ProviderUnavailableException.notAttempted("open", null).signalsOutage())
                .isFalse();
        assertThat(ProviderUnavailableException.notAttempted("open", null).safeToRepeat())
                .isTrue();
    }

    @Test
    void the_time_to_wait_is_kept_and_never_negative() {
        assertThat(ProviderUnavailableException.throttled("429", ERROR, Duration.ofSeconds(3))
                        .retryAfter())
                .contains(Duration.ofSeconds(3));
        assertThat(ProviderUnavailableException.throttled("429", ERROR, Duration.ofSeconds(-3))
                        .retryAfter())
                .contains(Duration.ZERO);
        assertThat(ProviderUnavailableException.outage("down", ERROR, null).retryAfter())
                .isEmpty();
        assertThat(ProviderUnavailableException.outage("down", ERROR, Duration.ofSeconds(3), null)
                        .retryAfter())
                .contains(Duration.ofSeconds(3));
    }

    @Test
    void broken_rules_say_so_and_need_at_least_one_violation() {
        ScaleOutException invalid = new InvalidScaleOutException(VIOLATIONS);

        assertThat(invalid)
                .hasMessage("Nothing was sent: V4: node_number must be at least 1, but was '0'")
                .returns(false, ScaleOutException::safeToRepeat)
                .returns(false, ScaleOutException::signalsOutage);
        assertThatIllegalArgumentException().isThrownBy(() -> new InvalidScaleOutException(List.of()));
    }

    @Test
    void the_providers_words_are_cut_between_characters() {
        String message = new ProviderError(null, "x".repeat(499) + "😀", null).message();

        assertThat(message).isEqualTo("x".repeat(499) + "…");
    }

    @Test
    void a_provider_that_asks_for_fewer_calls_is_told_from_other_reasons_to_wait() {
        assertThat(ProviderUnavailableException.throttled("429", ERROR, null).throttled())
                .isTrue();
        assertThat(ProviderUnavailableException.outage("down", ERROR, null).throttled())
                .isFalse();
        assertThat(ProviderUnavailableException.notAttempted("open", null).throttled())
                .isFalse();
    }

    @Test
    void the_providers_words_are_cut_only_when_they_are_longer_than_500_characters() {
        assertThat(new ProviderError(null, "x".repeat(500), null).message()).isEqualTo("x".repeat(500));
        assertThat(new ProviderError(null, "x".repeat(501), null).message()).isEqualTo("x".repeat(500) + "…");
    }

    @Property
    void the_providers_words_become_one_visible_line_of_bounded_length(@ForAll String text) {
        ProviderError error = new ProviderError(text + "\u0085\u009b", text + "\u200b\r\nx", text.repeat(100));

        assertThat(new OutcomeUnknownException("m", error, null).getMessage())
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]")
                .hasSizeLessThan(1_600);
    }

    @Test
    void words_without_a_visible_character_count_as_absent() {
        assertThat(new ProviderError(" ", "\r\n", "\u200b\u0085")).isEqualTo(ProviderError.NONE);
    }

    static List<ScaleOutException> one_of_each() {
        return List.of(
                new InvalidScaleOutException(VIOLATIONS),
                new ScaleOutRejectedException(RejectionReason.QUOTA, "Refused", ERROR),
                ProviderUnavailableException.throttled("429", ERROR, Duration.ofSeconds(3)),
                new OutcomeUnknownException("Cut short", ERROR, null),
                OutcomeUnknownException.notWaitedFor("Interrupted"));
    }

    @ParameterizedTest
    @MethodSource("one_of_each")
    void an_exception_that_crosses_a_process_still_answers(ScaleOutException sent) throws Exception {
        ScaleOutException received = copyOf(sent);

        assertThat(received).hasMessage(sent.getMessage());
        assertThat(received.errorCode()).isEqualTo(sent.errorCode());
        assertThat(received.requestId()).isEqualTo(sent.requestId());
        assertThat(received.signalsOutage()).isEqualTo(sent.signalsOutage());
        if (received instanceof InvalidScaleOutException invalid) {
            assertThat(invalid.violations()).isEqualTo(VIOLATIONS);
        }
    }

    private static ScaleOutException copyOf(ScaleOutException sent) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sent);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (ScaleOutException) in.readObject();
        }
    }
}
