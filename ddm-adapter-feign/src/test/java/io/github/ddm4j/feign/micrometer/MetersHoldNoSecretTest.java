/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.Fault;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.ddm4j.feign.auth.IamTokenProvider;
import io.github.ddm4j.feign.auth.IamUser;
import io.github.ddm4j.feign.auth.TokenListener;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens, passwords and the provider's words, seen from the meters. */
class MetersHoldNoSecretTest {

    private static final String TOKEN = "CANARY-token";
    private static final String PASSWORD = "CANARY-password";
    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ObservedCalls calls = new ObservedCalls();
    private final DdmMetrics metrics = DdmMetrics.of(meters, calls.registry);
    private final FakeCloud cloud = FakeCloud.withExamples();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);

    MetersHoldNoSecretTest() {
        calls.registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        cloud.addToken(TOKEN, Examples.PROJECT);
        cloud.addUser("acme", "scaler", PASSWORD);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private IamTokenProvider.Builder iam(String password) {
        return IamTokenProvider.builder(server.uri(), IamUser.of("acme", "scaler", password), Examples.REGION);
    }

    @Test
    void a_token_is_in_no_meter_tag_or_observation_even_if_the_provider_echoes_it() {
        cloud.failNext(Fault.answer(400, "DBS." + TOKEN, "you sent " + TOKEN));
        cloud.failNext(Fault.answer(503, TOKEN, TOKEN));
        cloud.failNext(Fault.hangUp());
        try (var adapter = FeignScaleOutAdapter.builder(server.uri(), Examples.PROJECT, AuthTokenProvider.fixed(TOKEN))
                .build()) {
            ObservedPorts ports = metrics.observe(adapter);
            for (int call = 0; call < 4; call++) {
                catchThrowable(() -> ports.scaleOut(Examples.INSTANCE, ONE_NODE));
            }
            ports.instance(Examples.INSTANCE);
        }

        assertThat(calls.ended).hasSize(5);
        assertNoCanary();
    }

    @Test
    void renewals_are_counted_by_outcome_and_show_neither_password_nor_token() {
        try (IamTokenProvider good = iam(PASSWORD).listener(metrics).build();
                IamTokenProvider wrong =
                        iam(PASSWORD + "-wrong").listener(metrics).build()) {
            good.token();
            good.token();
            catchThrowable(wrong::token);
        }
        cloud.failNext(Fault.answer(503).onIam());
        try (IamTokenProvider down = iam(PASSWORD).listener(metrics).build()) {
            catchThrowable(down::token);
        }

        assertThat(renewals("ok", "none")).isEqualTo(1);
        assertThat(renewals("rejected", "access")).isEqualTo(1);
        assertThat(renewals("unavailable", "outage")).isEqualTo(1);
        assertNoCanary();
    }

    @Test
    void a_listener_that_fails_takes_no_token_away() {
        TokenListener broken = new TokenListener() {
            @Override
            public void renewed(Duration took) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void renewalFailed(Duration took, ScaleOutException failure) {
                throw new IllegalStateException("broken");
            }
        };
        try (IamTokenProvider provider = iam(PASSWORD).listener(broken).build()) {
            assertThat(provider.token()).isNotNull();
        }
    }

    private long renewals(String outcome, String reason) {
        return meters.get("ddm.token.renewals")
                .tags("outcome", outcome, "reason", reason)
                .timer()
                .count();
    }

    private void assertNoCanary() {
        List<Meter.Id> ids = meters.getMeters().stream().map(Meter::getId).toList();
        assertThat(ids).isNotEmpty();
        assertThat(ids.toString()).doesNotContain("CANARY");
        for (Observation.Context context : calls.ended) {
            StringWriter text = new StringWriter();
            text.append(context.toString());
            if (context.getError() != null) {
                context.getError().printStackTrace(new PrintWriter(text, true));
            }
            assertThat(text.toString()).contains("ddm.port.call").doesNotContain("CANARY");
        }
    }
}
