/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.junit;

import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * A cloud and its server as beans, and the properties that lead a DDM client there. Equal settings share a context. The
 * properties are those of the library's auto-configuration by their names alone.
 */
record FakeDdmContextCustomizer(FakeSettings settings) implements ContextCustomizer {

    /**
     * The token that the cloud knows after each reset too, so that a client which cannot renew its token goes on. Not a
     * secret.
     */
    private static final String TOKEN = "token-of-the-test-context";

    private static final String AUDIT_ENDPOINT = "ddm.audit.endpoint";

    private static final List<String> NOT_SET = List.of(
            "ddm.auth.iam.endpoint",
            "ddm.auth.iam.domain",
            "ddm.auth.iam.user",
            "ddm.auth.iam.password",
            "ddm.auth.access-key",
            "ddm.auth.secret-key",
            "ddm.auth.security-token",
            "ddm.proxy.host",
            "ddm.proxy.port",
            "ddm.proxy.user",
            "ddm.proxy.password",
            "ddm.ssl.bundle");

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
        FakeClock clock = settings.clock();
        FakeCloud cloud = settings.cloud(clock, TOKEN);
        FakeDdmServer server = FakeDdmServer.start(cloud);
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        beans.registerSingleton("fakeCloud", cloud);
        beans.registerSingleton("fakeDdmServer", server);
        if (clock != null) {
            beans.registerSingleton("fakeClock", clock);
        }
        ((DefaultSingletonBeanRegistry) beans).registerDisposableBean("fakeDdmServer", server::close);
        ConfigurableEnvironment environment = context.getEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("fake DDM", properties(server, environment)));
    }

    /**
     * Returns the properties that lead to the fake. Those that the service itself has set are empty here, which counts
     * as not set: one kind of credentials, and no way elsewhere. A service that reads the audit log reads the fake's.
     */
    private static Map<String, Object> properties(FakeDdmServer server, Environment environment) {
        Map<String, Object> properties = new HashMap<>();
        NOT_SET.forEach(name -> properties.put(name, ""));
        properties.put("ddm.endpoint", server.uri().toString());
        if (!environment.getProperty(AUDIT_ENDPOINT, "").isBlank()) {
            properties.put(AUDIT_ENDPOINT, server.uri().toString());
        }
        properties.put("ddm.project-id", FakeSettings.project().value());
        properties.put("ddm.auth.token", TOKEN);
        return properties;
    }
}
