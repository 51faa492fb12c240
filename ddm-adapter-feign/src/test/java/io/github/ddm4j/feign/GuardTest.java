/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import feign.FeignException;
import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.core.outcome.FailureKind;
import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.feign.internal.CallFailed;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong inside, the caller learns an outcome, and the breaker what the outcome says of the provider. */
class GuardTest {

    private final CircuitBreaker breaker = new Breakers(null, "").named("ddm-scale-out");
    private final Guard orders = new Guard(breaker, () -> false, FailureKind::order);

    @Test
    void a_bug_may_have_come_after_the_sending_and_so_is_unknown() {
        IllegalStateException bug = new IllegalStateException("bug");

        assertThat(failure(() -> {
                    throw bug;
                }))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessage("No answer came: it broke off in an unexpected way, IllegalStateException")
                .hasCause(bug);
        assertBreaker(0, 1);
    }

    @Test
    void an_exception_of_feign_is_unknown_and_not_shown_because_it_may_hold_the_request() {
        assertThat(failure(() -> {
                    throw feign(null);
                }))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessage("No answer came: it broke off in an unexpected way, unknown")
                .hasNoCause();
        IllegalStateException below = new IllegalStateException("below");
        assertThat(failure(() -> {
                    throw feign(feign(below));
                }))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasCause(below);
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
    void the_breaker_hears_of_outages_and_of_signs_of_life() {
        failure(() -> {
            throw new CallFailed(CallFailure.noAnswer("reset", null));
        });
        assertBreaker(0, 1);
        failure(() -> {
            throw new CallFailed(CallFailure.answered(409, ProviderError.NONE, null));
        });
        failure(() -> {
            throw new CallFailed(CallFailure.answered(429, ProviderError.NONE, null));
        });
        assertBreaker(2, 1);
        orders.call("scaleOut", "", () -> "receipt");
        assertBreaker(3, 1);
        ScaleOutException told = ProviderUnavailableException.outage("IAM is down", ProviderError.NONE, null);
        assertThat(failure(() -> {
                    throw told;
                }))
                .isSameAs(told);
        assertBreaker(3, 2);
    }

    @Test
    void the_breaker_hears_nothing_of_what_says_nothing_and_gets_its_permit_back() {
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();
        List<RuntimeException> silent = List.of(
                new CallFailed(CallFailure.givenUp("interrupted")),
                new CallFailed(CallFailure.notAttempted("closed")),
                ProviderUnavailableException.notAttempted("the gate refused", null),
                new ScaleOutRejectedException(RejectionReason.ACCESS, "wrong password", ProviderError.NONE));
        for (int round = 0; round < 3; round++) {
            for (RuntimeException thrown : silent) {
                assertThat(failure(() -> {
                            throw thrown;
                        }))
                        .isInstanceOf(ScaleOutException.class);
            }
        }

        assertBreaker(0, 0);
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
        assertThat(breaker.tryAcquirePermission()).isTrue();
    }

    @Test
    void a_listener_of_the_breaker_that_throws_changes_no_outcome() {
        breaker.getEventPublisher().onSuccess(event -> {
            throw new IllegalStateException("listener");
        });
        breaker.getEventPublisher().onError(event -> {
            throw new IllegalStateException("listener");
        });

        assertThat(orders.<String>call("scaleOut", "", () -> "receipt")).isEqualTo("receipt");
        assertThat(failure(() -> {
                    throw new CallFailed(CallFailure.answered(404, ProviderError.NONE, null));
                }))
                .isInstanceOf(ScaleOutRejectedException.class);
    }

    @Test
    void the_breaker_learns_how_long_a_call_took() {
        AtomicReference<Duration> took = new AtomicReference<>();
        breaker.getEventPublisher().onSuccess(event -> took.set(event.getElapsedDuration()));

        orders.call("scaleOut", "", () -> "receipt");

        assertThat(took.get()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
    }

    @Test
    void it_tells_how_its_breaker_stands() {
        breaker.transitionToOpenState();

        assertThat(orders).returns("ddm-scale-out", Guard::name).returns("OPEN", Guard::state);
    }

    private Throwable failure(Supplier<?> work) {
        return catchThrowable(() -> orders.call("scaleOut", "", work));
    }

    private void assertBreaker(int successes, int failures) {
        assertThat(breaker.getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(successes);
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(failures);
    }

    private static FeignException feign(Throwable cause) {
        return new FeignException(0, "holds a request", cause) {};
    }
}
