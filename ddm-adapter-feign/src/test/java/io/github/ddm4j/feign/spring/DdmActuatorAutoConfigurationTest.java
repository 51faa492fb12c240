/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.context.FilteredClassLoader;

class DdmActuatorAutoConfigurationTest {

    @Test
    void the_health_shows_both_breakers() {
        Contexts.usable().run(context -> {
            Health health = context.getBean(HealthIndicator.class).health();
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails())
                    .containsEntry("ddm-scale-out", "CLOSED")
                    .containsEntry("ddm-read", "CLOSED")
                    .hasSize(2);
        });
    }

    /** Down would take the service out of rotation, and without calls the breaker would stay open. */
    @Test
    void an_open_breaker_makes_the_health_unknown_and_not_down() {
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
        Contexts.usable().withBean(CircuitBreakerRegistry.class, () -> registry).run(context -> {
            registry.circuitBreaker("ddm-read").transitionToOpenState();
            Health health = context.getBean(HealthIndicator.class).health();
            assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
            assertThat(health.getDetails()).containsEntry("ddm-read", "OPEN");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"management.health.ddm.enabled=false", "management.health.defaults.enabled=false"})
    void the_health_can_be_left_out(String property) {
        Contexts.usable()
                .withPropertyValues(property)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthIndicator.class));
    }

    @Test
    void ports_of_the_application_have_a_health_of_its_own_making() {
        Contexts.empty()
                .withBean(OwnPorts.class)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthIndicator.class));
    }

    @Test
    void all_works_without_the_actuator() {
        Contexts.usable()
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasBean("ddmAdapter")
                        .doesNotHaveBean("ddmHealthIndicator")
                        .doesNotHaveBean("ddmSanitizingFunction"));
    }

    @ParameterizedTest
    @CsvSource({
        "ddm.auth.token, ******",
        "DDM_AUTH_IAM_PASSWORD, ******",
        "ddm.auth.accessKey, ******",
        "ddm.auth.secret-key, ******",
        "ddm.proxy.password, ******",
        "ddm.audit.other-own-keys[0], ******",
        "DDM_AUDIT_OTHEROWNKEYS, ******",
        "DDM_IAM_PASSWORD, ******",
        "DDM_SECRET_KEY, ******",
        "DDM_TOKEN, ******",
        "DDM_ACCESS_KEY, ******",
        "ddmPassword, ******",
        "ddm.deadline, shown",
        "other.password, shown",
        "other.auth.token, shown"
    })
    void credentials_are_masked_where_the_actuator_shows_values(String key, String value) {
        Contexts.usable().run(context -> assertThat(context.getBean(SanitizingFunction.class)
                        .apply(new SanitizableData(null, key, "shown"))
                        .getValue())
                .isEqualTo(value));
    }
}
