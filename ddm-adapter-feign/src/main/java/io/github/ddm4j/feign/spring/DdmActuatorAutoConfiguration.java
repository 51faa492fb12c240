/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures the actuator, if it is on the class path: the circuit breakers become the health {@code ddm}, and
 * credentials are masked whatever the application shows. {@code management.health.ddm.enabled=false} leaves the health
 * out.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = DdmAdapterAutoConfiguration.class)
public final class DdmActuatorAutoConfiguration {

    private static final String HEALTH_ENABLED =
            "${management.health.ddm.enabled:${management.health.defaults.enabled:true}}";

    DdmActuatorAutoConfiguration() {}

    /** Masks credentials in the endpoints env and configprops. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SanitizingFunction.class)
    static class Masking {

        @Bean
        SanitizingFunction ddmSanitizingFunction() {
            return data -> SecretKeys.matches(data.getKey()) ? data.withValue(SecretKeys.MASK) : data;
        }
    }

    /** The health by the types of Spring Boot 3. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
    @ConditionalOnBean(DdmAdapter.class)
    @ConditionalOnExpression(HEALTH_ENABLED)
    static class HealthOfBoot3 {

        @Bean
        @ConditionalOnMissingBean(name = "ddmHealthIndicator")
        Boot3HealthIndicator ddmHealthIndicator(DdmAdapter adapter) {
            return new Boot3HealthIndicator(adapter::circuitBreakerStates);
        }
    }

    /** The health by the types of Spring Boot 4, which moved them. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    @ConditionalOnBean(DdmAdapter.class)
    @ConditionalOnExpression(HEALTH_ENABLED)
    static class HealthOfBoot4 {

        @Bean
        @ConditionalOnMissingBean(name = "ddmHealthIndicator")
        Boot4HealthIndicator ddmHealthIndicator(DdmAdapter adapter) {
            return new Boot4HealthIndicator(adapter::circuitBreakerStates);
        }
    }
}
