/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.feign.internal.CallFailure;
import io.github.ddm4j.feign.internal.CallFailureTest;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong inside, the caller learns an outcome. */
class GuardTest {

    private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("ddm-scale-out");
    private final Guard commands = new Guard(breaker, () -> false, CallFailure::ofCommand);

    @Test
    void a_bug_may_have_come_after_the_sending_and_so_is_unknown() {
        IllegalStateException bug = new IllegalStateException("bug");

        assertThat(failure(() -> {
                    throw bug;
                }))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessage("No answer came: it broke off in an unexpected way, IllegalStateException")
                .hasCause(bug);
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
    }

    @Test
    void an_exception_of_feign_without_a_cause_is_unknown_and_not_shown_for_it_may_hold_the_request() {
        assertThat(failure(() -> {
                    throw CallFailureTest.feign(null);
                }))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessage("No answer came: it broke off in an unexpected way, unknown")
                .hasNoCause();
    }

    @Test
    void a_broken_rule_that_shows_only_inside_is_no_proof_that_nothing_was_sent() {
        assertThat(failure(() -> {
                    throw new InvalidScaleOutException(ScaleOutRules.checkNodes(0, 0));
                }))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("InvalidScaleOutException");
    }

    @Test
    void it_tells_how_its_breaker_stands() {
        breaker.transitionToOpenState();

        assertThat(commands).returns("ddm-scale-out", Guard::name).returns("OPEN", Guard::state);
    }

    private Throwable failure(Supplier<?> work) {
        return catchThrowable(() -> commands.call("scaleOut", work));
    }
}
