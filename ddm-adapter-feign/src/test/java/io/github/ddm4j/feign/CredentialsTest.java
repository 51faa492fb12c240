/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.hangUp;
import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.feign.HostileServer.Received;
import io.github.ddm4j.feign.auth.AuthToken;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens that are refused, and sources of tokens that fail. */
class CredentialsTest {

    private static final String REFUSED = """
            {"error_msg":"Incorrect IAM authentication information","error_code":"APIGW.0301","request_id":"r"}""";

    private final HostileServer server = HostileServer.start();
    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void after_a_401_the_call_is_tried_once_more_with_a_new_token() {
        server.then(reply(401, REFUSED), reply(200, Wire.STARTED));

        assertThat(call(tokens("old", "new"))).isInstanceOf(JobStarted.class);
        assertThat(tokensSent()).containsExactly("old", "new");
        assertBreaker(1, 0);
    }

    @Test
    void neither_the_old_token_nor_the_new_one_is_shown_though_the_provider_echoes_both() {
        server.then(
                reply(401, REFUSED),
                reply(400, "{\"errCode\":\"DBS.1\",\"externalMessage\":\"not canary-old, not canary-new\"}"));

        assertThat(call(tokens("canary-old", "canary-new")))
                .isInstanceOfSatisfying(
                        ScaleOutRejectedException.class,
                        rejected -> assertThat(rejected.providerMessage()).contains("not ***, not ***"));
    }

    @Test
    void a_token_that_was_replaced_does_not_show_in_the_answer_to_a_later_call() {
        server.then(
                reply(401, REFUSED),
                reply(200, Wire.STARTED),
                reply(400, "{\"errCode\":\"DBS.1\",\"externalMessage\":\"not canary-old\"}"));
        try (FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(
                        server.uri(), Wire.PROJECT, tokens("canary-old", "canary-new", "canary-new"))
                .build()) {
            adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE);

            assertThatThrownBy(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE))
                    .isInstanceOfSatisfying(
                            ScaleOutRejectedException.class,
                            rejected -> assertThat(rejected.providerMessage()).contains("not ***"));
        }
    }

    @Test
    void a_401_with_an_error_code_of_a_fault_inside_proves_no_refusal_and_is_not_tried_again() {
        for (String code : List.of("DBS.300002", "DBS.300400", "APIGW.0601")) {
            server.then(reply(401, "{\"error_code\":\"" + code + "\"}"));

            assertThat(call(tokens("old", "new"))).isInstanceOf(OutcomeUnknownException.class);
        }
        assertThat(server.posts()).isEqualTo(3);
    }

    @Test
    void a_second_401_is_rejected_and_the_call_is_not_tried_a_third_time() {
        server.otherwise(reply(401, REFUSED));

        assertThat(call(tokens("old", "new", "newest")))
                .isInstanceOfSatisfying(ScaleOutRejectedException.class, rejected -> {
                    assertThat(rejected.reason()).isEqualTo(RejectionReason.ACCESS);
                    assertThat(rejected.errorCode()).contains("APIGW.0301");
                    assertThat(rejected.requestId()).contains("r");
                });
        assertThat(tokensSent()).containsExactly("old", "new");
        assertBreaker(1, 0);
    }

    @Test
    void without_a_newer_token_a_401_is_final() {
        server.otherwise(reply(401, REFUSED));

        assertThat(call(AuthTokenProvider.fixed("only")))
                .isInstanceOfSatisfying(ScaleOutRejectedException.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(RejectionReason.ACCESS));
        assertThat(tokensSent()).containsExactly("only");
    }

    @Test
    void a_second_try_that_gets_no_answer_is_unknown() {
        server.then(reply(401, REFUSED), hangUp());

        assertThat(call(tokens("old", "new"))).isInstanceOf(OutcomeUnknownException.class);
        assertThat(server.posts()).isEqualTo(2);
        assertBreaker(0, 1);
    }

    @Test
    void a_source_that_refuses_is_passed_on_and_says_nothing_of_the_provider() {
        ScaleOutRejectedException wrongPassword =
                new ScaleOutRejectedException(RejectionReason.ACCESS, "wrong password", ProviderError.NONE);

        assertThat(call(failing(() -> wrongPassword))).isSameAs(wrongPassword);
        assertNothingSent();
        assertBreaker(0, 0);
    }

    @Test
    void a_source_that_is_down_is_passed_on_and_counts_as_an_outage() {
        ProviderUnavailableException down =
                ProviderUnavailableException.outage("IAM is down", ProviderError.NONE, null);

        assertThat(call(failing(() -> down))).isSameAs(down);
        assertNothingSent();
        assertBreaker(0, 1);
    }

    @Test
    void a_source_that_is_throttled_is_passed_on_and_says_nothing_of_the_provider() {
        ProviderUnavailableException throttled =
                ProviderUnavailableException.throttled("too many tokens", ProviderError.NONE, null);

        assertThat(call(failing(() -> throttled))).isSameAs(throttled);
        assertNothingSent();
        assertBreaker(0, 0);
    }

    @Test
    void a_source_that_breaks_is_unavailable_with_the_cause() {
        IllegalStateException broken = new IllegalStateException("no vault");

        assertThat(call(failing(() -> broken)))
                .isInstanceOfSatisfying(ProviderUnavailableException.class, unavailable -> assertThat(unavailable)
                        .hasCause(broken));
        assertNothingSent();
        assertBreaker(0, 1);
    }

    @Test
    void a_source_that_gives_null_or_throws_an_error_is_unavailable() {
        assertThat(call(() -> null)).isInstanceOf(ProviderUnavailableException.class);
        assertThat(call(() -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(ProviderUnavailableException.class);
        assertNothingSent();
    }

    @Test
    void a_source_that_claims_to_know_of_an_unknown_outcome_is_not_believed() {
        OutcomeUnknownException odd = new OutcomeUnknownException("odd", ProviderError.NONE, null);

        assertThat(call(failing(() -> odd))).isInstanceOf(ProviderUnavailableException.class);
        assertNothingSent();
    }

    @Test
    void a_source_that_breaks_after_a_401_leaves_the_call_unavailable() {
        server.otherwise(reply(401, REFUSED));
        AuthTokenProvider once = new AuthTokenProvider() {
            @Override
            public AuthToken token() {
                return AuthToken.of("old");
            }

            @Override
            public AuthToken tokenAfterRefusal(AuthToken refused) {
                throw new IllegalStateException("no vault");
            }
        };

        assertThat(call(once)).isInstanceOf(ProviderUnavailableException.class);
        assertThat(tokensSent()).containsExactly("old");
    }

    private Object call(AuthTokenProvider tokens) {
        try (FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(server.uri(), Wire.PROJECT, tokens)
                .circuitBreakerRegistry(registry)
                .build()) {
            Object[] receipt = new Object[1];
            Throwable thrown = catchThrowable(() -> receipt[0] = adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE));
            return thrown == null ? receipt[0] : thrown;
        }
    }

    private static AuthTokenProvider tokens(String... values) {
        Iterator<String> left = List.of(values).iterator();
        return () -> AuthToken.of(left.next());
    }

    private static AuthTokenProvider failing(Supplier<RuntimeException> failure) {
        return () -> {
            throw failure.get();
        };
    }

    private List<String> tokensSent() {
        return server.received().stream()
                .map((Received request) -> request.header("X-Auth-Token"))
                .toList();
    }

    private void assertNothingSent() {
        assertThat(server.connections()).isZero();
    }

    private void assertBreaker(int successes, int failures) {
        CircuitBreaker.Metrics metrics = Wire.breaker(registry).getMetrics();
        assertThat(metrics.getNumberOfSuccessfulCalls()).isEqualTo(successes);
        assertThat(metrics.getNumberOfFailedCalls()).isEqualTo(failures);
    }
}
