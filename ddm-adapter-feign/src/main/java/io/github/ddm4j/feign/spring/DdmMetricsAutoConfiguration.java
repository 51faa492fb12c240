/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.micrometer.DdmMetrics;
import io.github.ddm4j.feign.micrometer.ObservedPorts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Meters and observations, where Micrometer is there: whoever has a port injected gets it observed, the flow and the
 * source of tokens tell {@link DdmMetrics}, and the durations have buckets.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        after = DdmAdapterAutoConfiguration.class,
        before = DdmFlowAutoConfiguration.class,
        afterName = {
            // Where the registries are made: in Spring Boot 3, then in 4.
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnClass(
        name = {"io.micrometer.core.instrument.MeterRegistry", "io.micrometer.observation.ObservationRegistry"})
public final class DdmMetricsAutoConfiguration {

    DdmMetricsAutoConfiguration() {}

    /** Of its own, so that nothing of Micrometer is looked at where it is not there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean({MeterRegistry.class, FeignScaleOutAdapter.class})
    static class Metered {

        @Bean
        @ConditionalOnMissingBean
        DdmMetrics ddmMetrics(MeterRegistry meters, ObjectProvider<ObservationRegistry> observations) {
            ObservationRegistry registry = observations.getIfUnique();
            return registry == null ? DdmMetrics.of(meters) : DdmMetrics.of(meters, registry);
        }

        @Bean
        @Primary
        ObservedPorts ddmObservedPorts(DdmMetrics metrics, FeignScaleOutAdapter adapter) {
            return metrics.observe(adapter);
        }

        @Bean
        static MeterFilter ddmHistograms() {
            return DdmMetrics.histograms();
        }
    }
}
