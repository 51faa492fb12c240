/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.core.flow.CallerContext;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.micrometer.DdmMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures meters and observations, if Micrometer is on the class path. The ports that are injected are observed, and
 * the flow and the source of tokens tell {@link DdmMetrics}. Durations have buckets, and a background submission stays
 * in its caller's trace.
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

    /** A class of its own, so that no type of Micrometer is loaded without it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean({MeterRegistry.class, ScaleOutPort.class})
    static class Metered {

        @Bean
        @ConditionalOnMissingBean
        DdmMetrics ddmMetrics(MeterRegistry meters, ObjectProvider<ObservationRegistry> observations) {
            ObservationRegistry registry = observations.getIfUnique();
            return registry == null ? DdmMetrics.of(meters) : DdmMetrics.of(meters, registry);
        }

        @Bean
        PortsDecorator ddmPortsDecorator(DdmMetrics metrics) {
            return new PortsDecorator() {
                @Override
                public DdmPorts around(FeignScaleOutAdapter adapter) {
                    return new DdmPorts(metrics.observe(adapter));
                }

                @Override
                public AuditPort around(AuditPort audit) {
                    return metrics.observeAudit(audit);
                }
            };
        }

        @Bean
        @ConditionalOnMissingBean
        CallerContext ddmCallerContext(DdmMetrics metrics, ObjectProvider<TraceIds> traceIds) {
            return metrics.callerContext(traceIds.getIfAvailable(() -> Optional::empty)::current);
        }

        @Bean
        static MeterFilter ddmMeterFilter() {
            return DdmMetrics.meterFilter();
        }
    }

    /** A class of its own, so that no type of Micrometer Tracing is loaded without it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.micrometer.tracing.Tracer")
    static class Traced {

        @Bean
        TraceIds ddmTraceIds(ObjectProvider<Tracer> tracers) {
            return () -> Optional.ofNullable(tracers.getIfUnique())
                    .map(tracer -> tracer.currentTraceContext().context())
                    .map(TraceContext::traceId);
        }
    }
}
