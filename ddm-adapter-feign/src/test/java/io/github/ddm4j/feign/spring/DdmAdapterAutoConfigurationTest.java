/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.feign.auth.AuthToken;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DdmAdapterAutoConfigurationTest {

    private static final JobId JOB = new JobId("1eb697c0-1842-43a3-8671-f562d0385cb9");

    @Test
    void without_a_property_there_is_no_bean() {
        Contexts.empty().run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(ScaleOutPort.class)
                .doesNotHaveBean(DdmProperties.class));
    }

    @Test
    void one_adapter_is_injected_as_each_of_the_ports() {
        Contexts.usable().run(context -> {
            DdmPorts ports = context.getBean(DdmPorts.class);
            assertThat(context.getBean(ScaleOutPort.class)).isSameAs(ports);
            assertThat(context.getBean(InstancePort.class)).isSameAs(ports);
            assertThat(context.getBean(JobPort.class)).isSameAs(ports);
            assertThat(ports.asksGateLast()).isTrue();
        });
    }

    @Test
    void the_adapter_is_closed_with_the_context() {
        AtomicReference<JobPort> left = new AtomicReference<>();
        Contexts.usable().run(context -> left.set(context.getBean(JobPort.class)));
        assertThatThrownBy(() -> left.get().job(JOB))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("the adapter is closed");
    }

    @Test
    void a_port_of_the_application_takes_the_adapters_place() {
        InstancePort own = id -> {
            throw new IllegalStateException();
        };
        Contexts.usable().withBean(InstancePort.class, () -> own).run(context -> assertThat(context)
                .doesNotHaveBean(DdmPorts.class)
                .getBean(InstancePort.class)
                .isSameAs(own));
    }

    @Test
    void an_iam_user_gives_tokens_which_are_closed_with_the_context() {
        AtomicReference<AuthTokenProvider> left = new AtomicReference<>();
        Contexts.empty()
                .withPropertyValues(
                        "ddm.region=eu-west-101",
                        "ddm.project-id=p",
                        "ddm.auth.iam.domain=d",
                        "ddm.auth.iam.user=u",
                        "ddm.auth.iam.password=" + Contexts.CANARY)
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(IamTokenBean.class);
                    left.set(context.getBean(AuthTokenProvider.class));
                });
        assertThatThrownBy(() -> left.get().token())
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void an_access_key_needs_no_source_of_tokens() {
        Contexts.empty()
                .withPropertyValues(
                        "ddm.region=cn-north-4",
                        "ddm.project-id=p",
                        "ddm.auth.access-key=AK",
                        "ddm.auth.secret-key=" + Contexts.CANARY)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(DdmPorts.class)
                        .doesNotHaveBean(AuthTokenProvider.class));
    }

    @Test
    void a_source_of_tokens_of_the_application_is_enough() {
        AuthTokenProvider own = () -> AuthToken.of(Contexts.CANARY);
        Contexts.empty()
                .withPropertyValues("ddm.region=cn-north-4", "ddm.project-id=p")
                .withBean(AuthTokenProvider.class, () -> own)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(DdmPorts.class));
    }

    @Test
    void connection_details_take_the_place_of_an_endpoint() {
        Contexts.empty()
                .withPropertyValues("ddm.project-id=p", "ddm.auth.token=" + Contexts.CANARY)
                .withBean(DdmConnectionDetails.class, () -> () -> URI.create("http://127.0.0.1:9"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(DdmPorts.class));
    }

    @Test
    void the_only_registry_of_the_application_holds_the_breakers_with_its_thresholds() {
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .waitDurationInOpenState(Duration.ofSeconds(77))
                .build());
        Contexts.usable().withBean(CircuitBreakerRegistry.class, () -> registry).run(context -> assertThat(
                        registry.getAllCircuitBreakers())
                .extracting(CircuitBreaker::getName)
                .containsExactlyInAnyOrder("ddm-scale-out", "ddm-read"));
        assertThat(registry.circuitBreaker("ddm-read")
                        .getCircuitBreakerConfig()
                        .getWaitIntervalFunctionInOpenState()
                        .apply(1))
                .isEqualTo(77_000);
    }

    @Test
    void of_two_registries_none_is_guessed() {
        CircuitBreakerRegistry one = CircuitBreakerRegistry.ofDefaults();
        CircuitBreakerRegistry other = CircuitBreakerRegistry.ofDefaults();
        Contexts.usable()
                .withBean("one", CircuitBreakerRegistry.class, () -> one)
                .withBean("other", CircuitBreakerRegistry.class, () -> other)
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(one.getAllCircuitBreakers()).isEmpty();
        assertThat(other.getAllCircuitBreakers()).isEmpty();
    }

    @Test
    void a_customizer_has_the_last_word() {
        Contexts.usable()
                .withPropertyValues("ddm.deadline=1s")
                .withBean(
                        DdmAdapterCustomizer.class,
                        () -> builder -> builder.http(http -> http.deadline(Duration.ofHours(2))))
                .run(context -> assertThat(Contexts.problems(context.getStartupFailure()))
                        .containsExactly("ddm.deadline must be from 1 millisecond to 1 hour, but was 2h"));
    }

    @Test
    void all_settings_reach_the_adapter_and_are_taken() {
        Contexts.empty()
                .withPropertyValues(
                        "ddm.project-id=p",
                        "ddm.endpoint=https://ddm.example.com",
                        "ddm.auth.token=" + Contexts.CANARY,
                        "ddm.connect-timeout=2s",
                        "ddm.deadline=20s",
                        "ddm.max-connections=4",
                        "ddm.max-response-size=64KB",
                        "ddm.proxy.host=proxy.example.com",
                        "ddm.proxy.port=3128",
                        "ddm.proxy.user=u",
                        "ddm.proxy.password=" + Contexts.CANARY)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(DdmPorts.class));
    }

    @Test
    void a_call_goes_to_the_endpoint_and_the_outcome_comes_back() {
        Contexts.usable().run(context -> assertThatThrownBy(
                        () -> context.getBean(InstancePort.class).instance(new InstanceId("i")))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageNotContaining(Contexts.CANARY));
    }
}
