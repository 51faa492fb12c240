/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.core.outcome.FailureKind;
import io.github.ddm4j.feign.http.Transport.Attempt;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpCallTest {

    @Test
    void a_bug_before_any_answer_counts_as_no_answer_and_is_told_by_its_name_alone() {
        CallFailure failure;
        try (Attempt attempt = Attempt.within(Duration.ofSeconds(5))) {
            failure = catchThrowableOfType(
                            CallFailed.class,
                            () -> HttpCall.make(attempt, Clock.systemUTC(), call -> {
                                throw new IllegalStateException("canary");
                            }))
                    .failure();
        }

        assertThat(failure.kind()).isEqualTo(FailureKind.NO_ANSWER);
        assertThat(failure.ofOrder())
                .hasMessageContaining("it broke off in an unexpected way, IllegalStateException")
                .hasMessageNotContaining("canary");
    }
}
