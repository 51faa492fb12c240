/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.ddm4j.feign.auth.TokenListener;
import io.github.ddm4j.feign.micrometer.DdmMetrics;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ApplicationContext;

class DdmMetricsAutoConfigurationTest {

    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder("flavor", 1).build();
    private static final InstanceId INSTANCE = new InstanceId("28e8841d0b9c4f6a9a30742ee60e1068in09");

    @Test
    void every_port_that_is_injected_is_metered() {
        Contexts.usable()
                .withPropertyValues("ddm.endpoint=http://127.0.0.1:1")
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> {
                    catchThrowable(() -> context.getBean(ScaleOutPort.class).scaleOut(INSTANCE, ONE_NODE));
                    catchThrowable(() -> context.getBean(InstancePort.class).instance(INSTANCE));
                    catchThrowable(() -> context.getBean(JobPort.class).jobsSince(Instant.EPOCH));

                    assertThat(context.getBean(MeterRegistry.class)
                                    .get("ddm.call")
                                    .tag("outcome", "unavailable")
                                    .timers())
                            .filteredOn(timer -> timer.count() == 1)
                            .extracting(timer -> timer.getId().getTag("call"))
                            .containsExactlyInAnyOrder("scaleOut", "instance", "jobsSince");
                    assertThat(context.getBean(ScaleOutPort.class).asksGateLast())
                            .isTrue();
                });
    }

    /** Nothing but the actuator's own registry is there: no Resilience4j of the application, and none of its meters. */
    @Test
    void the_breakers_are_shown_with_and_without_a_registry_of_the_application() {
        Contexts.usable()
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> assertThat(closedBreakers(context)).isEqualTo(2));
        Contexts.usable()
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(CircuitBreakerRegistry.class, CircuitBreakerRegistry::ofDefaults)
                .run(context -> assertThat(closedBreakers(context)).isEqualTo(2));
    }

    private static long closedBreakers(ApplicationContext context) {
        return context
                .getBean(MeterRegistry.class)
                .get("ddm.circuitbreaker.state")
                .tag("state", "closed")
                .gauges()
                .stream()
                .filter(gauge -> gauge.value() == 1)
                .count();
    }

    @Test
    void all_works_without_tracing() {
        Contexts.usable()
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withClassLoader(new FilteredClassLoader("io.micrometer.tracing"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(ScaleOutFlow.class));
    }

    @Test
    void calls_and_the_steps_of_the_flow_are_metered() {
        Contexts.usable()
                .withPropertyValues("ddm.endpoint=http://127.0.0.1:1", "ddm.flow.max-attempts=1")
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> {
                    ScaleOutFlow flow = context.getBean(ScaleOutFlow.class);
                    Throwable failure = catchThrowable(() -> flow.submit(INSTANCE, ONE_NODE));

                    assertThat(failure).isInstanceOf(ProviderUnavailableException.class);
                    MeterRegistry meters = context.getBean(MeterRegistry.class);
                    assertThat(meters.get("ddm.call").timers()).anyMatch(timer -> timer.count() > 0);
                    assertThat(meters.get("ddm.submissions").counters()).anyMatch(counter -> counter.count() == 1);
                });
    }

    @Test
    void a_listener_of_the_application_hears_of_tokens_beside_the_meters() {
        List<ScaleOutException> heard = new ArrayList<>();
        TokenListener own = new TokenListener() {
            @Override
            public void renewed(Duration took) {
                throw new AssertionError("there is no IAM");
            }

            @Override
            public void renewalFailed(Duration took, ScaleOutException failure) {
                heard.add(failure);
            }
        };
        Contexts.empty()
                .withPropertyValues(
                        "ddm.project-id=619d3e78f61b4be68bc5aa0b59edcf7b",
                        "ddm.endpoint=http://127.0.0.1:1",
                        "ddm.auth.iam.endpoint=http://127.0.0.1:1",
                        "ddm.auth.iam.domain=d",
                        "ddm.auth.iam.user=u",
                        "ddm.auth.iam.password=" + Contexts.CANARY)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(TokenListener.class, () -> own)
                .run(context -> {
                    AuthTokenProvider tokens = context.getBean(AuthTokenProvider.class);

                    assertThat(catchThrowable(tokens::token)).isInstanceOf(ProviderUnavailableException.class);

                    assertThat(heard).hasSize(1);
                    MeterRegistry meters = context.getBean(MeterRegistry.class);
                    assertThat(meters.get("ddm.token.renewals").timers()).anyMatch(timer -> timer.count() == 1);
                });
    }

    @Test
    void the_durations_have_buckets() {
        Contexts.usable()
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> assertThat(context).hasSingleBean(MeterFilter.class));
    }

    @Test
    void without_a_registry_the_adapter_is_left_as_it_is() {
        Contexts.usable().run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(ScaleOutPort.class)
                .doesNotHaveBean(DdmMetrics.class));
    }

    @Test
    void all_works_without_micrometer() {
        Contexts.usable()
                .withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ScaleOutPort.class)
                        .hasSingleBean(ScaleOutFlow.class)
                        .doesNotHaveBean("ddmMetrics"));
    }

    @Test
    void ports_of_the_application_are_left_as_they_are_and_their_flow_is_metered() {
        Contexts.empty()
                .withBean(OwnPorts.class)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> {
                    assertThat(context.getBean(ScaleOutPort.class)).isInstanceOf(OwnPorts.class);
                    MeterRegistry meters = context.getBean(MeterRegistry.class);
                    ScaleOutFlow flow = context.getBean(ScaleOutFlow.class);
                    Thread.currentThread().interrupt();
                    catchThrowable(() -> flow.submit(INSTANCE, ONE_NODE));
                    assertThat(Thread.interrupted()).isTrue();
                    assertThat(meters.get("ddm.submissions")
                                    .tag("outcome", "unavailable")
                                    .counters())
                            .anyMatch(counter -> counter.count() == 1);
                });
    }
}
