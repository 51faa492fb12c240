/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static io.github.ddm4j.feign.HostileServer.reply;
import static io.github.ddm4j.feign.auth.IamWorld.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.HostileServer;
import io.github.ddm4j.feign.Wire;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The adapter and IAM together: the rows of the outcome table that are about tokens. */
class IamWithAdapterTest {

    private final HostileServer iam = HostileServer.start();
    private final HostileServer ddm = HostileServer.start().otherwise(reply(200, Wire.STARTED));
    private final IamTokenProvider tokens = IamWorld.provider(iam).build();
    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
    private final FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(ddm.uri(), Wire.PROJECT, tokens)
            .circuitBreakerRegistry(registry)
            .build();

    @AfterEach
    void stop() {
        adapter.close();
        tokens.close();
        ddm.close();
        iam.close();
    }

    @Test
    void one_token_serves_many_calls() {
        iam.then(token("t1"));

        for (int call = 0; call < 20; call++) {
            assertThat(adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)).isInstanceOf(JobStarted.class);
        }
        assertThat(iam.posts()).isEqualTo(1);
        assertThat(tokensSent()).hasSize(20).containsOnly("t1");
    }

    @Test
    void after_a_401_one_new_token_is_fetched_and_the_call_is_tried_once_more() {
        iam.then(token("t1"), token("t2"));
        ddm.then(reply(401, ""));

        assertThat(adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)).isInstanceOf(JobStarted.class);
        assertThat(tokensSent()).containsExactly("t1", "t2");
        assertThat(iam.posts()).isEqualTo(2);
    }

    @Test
    void a_provider_that_refuses_every_token_costs_iam_two_requests_and_not_one_for_every_call() {
        iam.then(token("t1"), token("t2")).otherwise(token("t3"));
        ddm.otherwise(reply(401, ""));

        for (int call = 0; call < 20; call++) {
            var rejected = catchThrowableOfType(
                    ScaleOutRejectedException.class, () -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE));
            assertThat(rejected.reason()).isEqualTo(RejectionReason.ACCESS);
        }
        assertThat(iam.posts()).isEqualTo(2);
    }

    @Test
    void wrong_credentials_are_rejected_and_nothing_is_sent() {
        iam.otherwise(reply(401, IamWorld.WRONG_PASSWORD));

        for (int call = 0; call < 20; call++) {
            var rejected = catchThrowableOfType(
                    ScaleOutRejectedException.class, () -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE));
            assertThat(rejected.reason()).isEqualTo(RejectionReason.ACCESS);
            assertThat(rejected.safeToRepeat()).isFalse();
        }
        assertThat(iam.posts()).isEqualTo(1);
        assertThat(ddm.connections()).isZero();
        assertThat(Wire.breaker(registry).getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @Test
    void an_iam_that_is_down_is_unavailable_and_counts_as_an_outage() {
        iam.otherwise(reply(503, ""));

        var unavailable = catchThrowableOfType(
                ProviderUnavailableException.class, () -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE));

        assertThat(unavailable.signalsOutage()).isTrue();
        assertThat(unavailable.safeToRepeat()).isTrue();
        assertThat(ddm.connections()).isZero();
        assertThat(Wire.breaker(registry).getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
    }

    @Test
    void closing_the_adapter_leaves_the_provider_of_tokens_open() {
        iam.then(token("t1"));
        adapter.close();

        assertThat(tokens.token()).isEqualTo(AuthToken.of("t1"));
    }

    private List<String> tokensSent() {
        return ddm.received().stream()
                .map(request -> request.header("X-Auth-Token"))
                .toList();
    }
}
