/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.ddm4j.feign.auth.TokenListener;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;

/**
 * Makes the ports a bean over an adapter that is closed with the context, as soon as {@code ddm.project-id}, {@code
 * ddm.region} or {@code ddm.endpoint} is set. Backs off where the application has a port of its own. With {@code
 * ddm.audit.endpoint} the reads of the provider's audit log are a bean too.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnText({"ddm.project-id", "ddm.region", "ddm.endpoint"})
@ConditionalOnMissingBean({ScaleOutPort.class, InstancePort.class, JobPort.class})
@EnableConfigurationProperties({DdmProperties.class, DdmFlowProperties.class})
public final class DdmAdapterAutoConfiguration {

    DdmAdapterAutoConfiguration() {}

    @Bean
    DdmSettings ddmSettings(
            DdmProperties properties,
            DdmFlowProperties flow,
            ObjectProvider<DdmConnectionDetails> connection,
            ObjectProvider<SslBundles> bundles,
            ListableBeanFactory beans) {
        boolean ownTokens = beans.getBeanNamesForType(AuthTokenProvider.class, true, false).length > 0;
        return new DdmSettings(properties, flow, connection.getIfAvailable(), bundles.getIfAvailable(), ownTokens);
    }

    @Bean
    @ConditionalOnMissingBean(AuthTokenProvider.class)
    @ConditionalOnText({"ddm.auth.iam.domain", "ddm.auth.iam.user", "ddm.auth.iam.password"})
    IamTokenBean ddmIamTokens(DdmSettings settings, ObjectProvider<TokenListener> listeners) {
        return new IamTokenBean(
                settings.iam(Listeners.ofTokens(listeners.orderedStream().toList())));
    }

    @Bean
    @ConditionalOnMissingBean(AuthTokenProvider.class)
    @ConditionalOnText("ddm.auth.token")
    AuthTokenProvider ddmFixedTokenProvider(DdmSettings settings) {
        return settings.token();
    }

    @Bean
    DdmAdapter ddmAdapter(
            DdmSettings settings,
            ObjectProvider<AuthTokenProvider> tokens,
            ObjectProvider<CircuitBreakerRegistry> breakers,
            ObjectProvider<DdmAdapterCustomizer> customizers) {
        FeignScaleOutAdapter.Builder builder = settings.adapter(tokens.getIfAvailable());
        breakers.ifUnique(builder::circuitBreakerRegistry);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        // The properties are right, so it is a customizer that is complained of.
        PropertyReader reader = new PropertyReader();
        var adapter = reader.named(builder::build, HttpReader::property);
        reader.throwIfAny();
        return new DdmAdapter(adapter.orElseThrow());
    }

    @Bean
    DdmPorts ddmPorts(DdmAdapter adapter, ObjectProvider<PortsDecorator> decorator) {
        PortsDecorator around = decorator.getIfAvailable(() -> DdmPorts::new);
        return around.around(adapter.adapter());
    }

    @Bean
    @ConditionalOnMissingBean(AuditPort.class)
    @ConditionalOnText("ddm.audit.endpoint")
    AuditPort ddmAuditPort(DdmAdapter adapter, ObjectProvider<PortsDecorator> decorator) {
        AuditPort log = adapter.adapter().auditPort().orElseThrow();
        PortsDecorator around = decorator.getIfAvailable(() -> DdmPorts::new);
        return around.around(log);
    }
}
