/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc.spring;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.jdbc.JdbcSubmissionJournal;
import io.github.ddm4j.jdbc.micrometer.JournalMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the journal a bean if {@code ddm.journal.enabled} is true: on the {@link DataSource} named {@code
 * ddmJournalDataSource} if there is one, else on the only or primary one. Migrations run first. The bean that makes the
 * flow takes it from there.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        beforeName = {
            "io.github.ddm4j.feign.spring.DdmFlowAutoConfiguration",
            "io.github.ddm4j.feign.spring.DdmMetricsAutoConfiguration"
        },
        afterName = {
            // Where data sources and meters are made: in Spring Boot 3, then in 4.
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@Conditional(OnJournal.class)
@EnableConfigurationProperties(DdmJournalProperties.class)
public final class DdmJournalAutoConfiguration {

    static final String OWN_DATA_SOURCE = "ddmJournalDataSource";

    private static final String HEALTH_ENABLED =
            "${management.health.ddm-journal.enabled:${management.health.defaults.enabled:true}}";

    DdmJournalAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(SubmissionJournal.class)
    @DependsOnDatabaseInitialization
    JdbcSubmissionJournal ddmJournal(
            Map<String, DataSource> all, ObjectProvider<DataSource> unique, DdmJournalProperties properties) {
        DataSource database = all.containsKey(OWN_DATA_SOURCE) ? all.get(OWN_DATA_SOURCE) : unique.getIfUnique();
        if (database == null) {
            // Without a journal the flow would order all the same, and twice after a crash.
            throw new InvalidJournalPropertiesException(List.of("ddm.journal.enabled is true, and there is "
                    + (all.isEmpty() ? "no DataSource" : "no primary DataSource among " + all.keySet())
                    + ": define one, or a bean named " + OWN_DATA_SOURCE));
        }
        JdbcSubmissionJournal.Builder builder = JdbcSubmissionJournal.builder(database);
        JournalPropertyReader.read(properties, builder);
        return builder.build();
    }

    /** The meters, if Micrometer is on the class path. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metered {

        @Bean
        @ConditionalOnBean(MeterRegistry.class)
        @ConditionalOnMissingBean
        JournalMetrics ddmJournalMetrics(MeterRegistry meters) {
            return JournalMetrics.of(meters);
        }

        /**
         * Lets flow and meters meet once both are there, because the flow tells the meters, and the meters watch the
         * flow.
         */
        @Bean
        SmartInitializingSingleton ddmJournalWatch(
                ObjectProvider<JournalMetrics> metrics, ObjectProvider<ScaleOutFlow> flows) {
            return () -> metrics.ifUnique(meters -> flows.ifUnique(flow -> meters.watch(flow::unsettled)));
        }
    }

    /** The health by the types of Spring Boot 3. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
    @ConditionalOnExpression(HEALTH_ENABLED)
    static class HealthOfBoot3 {

        @Bean
        @ConditionalOnMissingBean(name = "ddmJournalHealthIndicator")
        Boot3JournalHealth ddmJournalHealthIndicator(ObjectProvider<ScaleOutFlow> flows) {
            return new Boot3JournalHealth(flows);
        }
    }

    /** The health by the types of Spring Boot 4, which moved them. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    @ConditionalOnExpression(HEALTH_ENABLED)
    static class HealthOfBoot4 {

        @Bean
        @ConditionalOnMissingBean(name = "ddmJournalHealthIndicator")
        Boot4JournalHealth ddmJournalHealthIndicator(ObjectProvider<ScaleOutFlow> flows) {
            return new Boot4JournalHealth(flows);
        }
    }
}
