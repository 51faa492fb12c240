/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.ddm4j.feign.auth.IamTokenProvider;
import io.github.ddm4j.feign.auth.TokenListener;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Makes the adapter a bean, which is closed with the context, as soon as {@code ddm.project-id}, {@code ddm.region} or
 * {@code ddm.endpoint} is set. Backs off where the application has a port of its own.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@Conditional(DdmAdapterAutoConfiguration.Wanted.class)
@ConditionalOnMissingBean({ScaleOutPort.class, InstancePort.class, JobPort.class})
@EnableConfigurationProperties(DdmProperties.class)
public final class DdmAdapterAutoConfiguration {

    DdmAdapterAutoConfiguration() {}

    @Bean
    DdmSettings ddmSettings(DdmProperties properties, ObjectProvider<DdmConnectionDetails> connection) {
        return new DdmSettings(properties, connection.getIfAvailable());
    }

    @Bean
    @ConditionalOnMissingBean(AuthTokenProvider.class)
    @ConditionalOnProperty("ddm.auth.iam.user")
    IamTokenProvider ddmIamTokenProvider(
            DdmSettings settings, ObjectProvider<SslBundles> bundles, ObjectProvider<TokenListener> listeners) {
        return new AdapterFactory(settings, bundles.getIfAvailable())
                .iam(
                        requireNonNull(settings.properties().auth().iam()),
                        new TokenListeners(listeners.orderedStream().toList()));
    }

    @Bean
    @ConditionalOnMissingBean(AuthTokenProvider.class)
    @ConditionalOnProperty("ddm.auth.token")
    AuthTokenProvider ddmFixedTokenProvider(DdmSettings settings) {
        return settings.fixedToken();
    }

    @Bean
    FeignScaleOutAdapter ddmAdapter(
            DdmSettings settings,
            ObjectProvider<AuthTokenProvider> tokens,
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<CircuitBreakerRegistry> breakers,
            ObjectProvider<DdmAdapterCustomizer> customizers) {
        AdapterFactory factory = new AdapterFactory(settings, bundles.getIfAvailable());
        FeignScaleOutAdapter.Builder builder = factory.adapter(tokens.getIfAvailable());
        breakers.ifUnique(builder::circuitBreakerRegistry);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return factory.build(builder);
    }

    /** One of the properties is set that no adapter can do without. */
    static final class Wanted extends AnyNestedCondition {

        Wanted() {
            super(ConfigurationPhase.PARSE_CONFIGURATION);
        }

        @ConditionalOnProperty("ddm.project-id")
        static final class ByProject {}

        @ConditionalOnProperty("ddm.region")
        static final class ByRegion {}

        @ConditionalOnProperty("ddm.endpoint")
        static final class ByEndpoint {}
    }
}
