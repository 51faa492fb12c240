/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.junit;

import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * A cloud and its server as beans, and the properties that lead a DDM client there. Equal settings share a context. The
 * properties are those of the library's auto-configuration by their names alone.
 */
record FakeDdmContextCustomizer(FakeSettings settings) implements ContextCustomizer {

    /** Known to the cloud after each reset too, so that a client which cannot renew its token goes on. Not a secret. */
    private static final String TOKEN = "token-of-the-test-context";

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
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "fake DDM",
                        Map.of(
                                "ddm.endpoint", server.uri().toString(),
                                "ddm.project-id", FakeSettings.project().value(),
                                "ddm.auth.token", TOKEN)));
    }
}
