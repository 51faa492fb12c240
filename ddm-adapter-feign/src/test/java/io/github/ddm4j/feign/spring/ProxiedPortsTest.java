/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.Scope;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** An application puts aspects and scopes around the ports, by Spring's classes or by the interfaces. */
class ProxiedPortsTest {

    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder(Examples.FLAVOR, 1).build();

    private final FakeCloud cloud = FakeCloud.withExamples();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);
    private final List<String> audited = new ArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    private ApplicationContextRunner service() {
        return Contexts.empty()
                .withPropertyValues(
                        "ddm.project-id=" + Examples.PROJECT,
                        "ddm.endpoint=" + server.uri(),
                        "ddm.auth.iam.endpoint=" + server.uri(),
                        "ddm.auth.iam.domain=" + Examples.DOMAIN,
                        "ddm.auth.iam.user=" + Examples.USER,
                        "ddm.auth.iam.password=" + Examples.PASSWORD)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new);
    }

    private ApplicationContextRunner audited(boolean byClass) {
        return service()
                .withBean(DefaultAdvisorAutoProxyCreator.class, () -> {
                    DefaultAdvisorAutoProxyCreator creator = new DefaultAdvisorAutoProxyCreator();
                    creator.setProxyTargetClass(byClass);
                    return creator;
                })
                .withBean(Advisor.class, () -> new DefaultPointcutAdvisor(new PortsAndTokens(), audit()));
    }

    private MethodInterceptor audit() {
        return call -> {
            audited.add(call.getMethod().getName());
            return call.proceed();
        };
    }

    private static final class PortsAndTokens extends StaticMethodMatcherPointcut {

        @Override
        public boolean matches(Method method, Class<?> target) {
            return List.of(ScaleOutPort.class, InstancePort.class, JobPort.class, AuthTokenProvider.class).stream()
                    .filter(type -> type.isAssignableFrom(target))
                    .flatMap(type -> Arrays.stream(type.getMethods()))
                    .anyMatch(declared -> declared.getName().equals(method.getName()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_audit_aspect_sees_every_call_of_the_flow_once(boolean byClass) {
        audited(byClass).run(context -> {
            assertThat(context).hasNotFailed();
            context.getBean(ScaleOutFlow.class).submit(Examples.INSTANCE, ONE_NODE);

            assertThat(AopUtils.isCglibProxy(context.getBean(ScaleOutPort.class)))
                    .isEqualTo(byClass);
            assertThat(audited).containsOnlyOnce("scaleOut", "instance", "schemas");
            assertThat(audited).contains("token");
            assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(3);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_outcome_passes_an_aspect_as_it_is(boolean byClass) {
        audited(byClass).withPropertyValues("ddm.endpoint=http://127.0.0.1:1").run(context -> assertThat(
                        catchThrowable(() -> context.getBean(ScaleOutPort.class).scaleOut(Examples.INSTANCE, ONE_NODE)))
                .isExactlyInstanceOf(ProviderUnavailableException.class));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_ports_can_have_a_scope_that_is_refreshed(boolean byClass) {
        RefreshScope scope = new RefreshScope();
        service()
                .withBean(BeanFactoryPostProcessor.class, () -> scoped(scope, byClass))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    InstancePort instances = context.getBean(InstancePort.class);
                    assertThat(instances.instance(Examples.INSTANCE).nodeCount())
                            .isEqualTo(2);
                    scope.beans.clear();
                    assertThat(instances.instance(Examples.INSTANCE).nodeCount())
                            .isEqualTo(2);
                    assertThat(scope.made).isEqualTo(2);
                    context.getBean(ScaleOutFlow.class).submit(Examples.INSTANCE, ONE_NODE);
                });
    }

    /** As Spring Cloud does it for the beans that it is told to refresh. */
    private static BeanFactoryPostProcessor scoped(Scope scope, boolean byClass) {
        return factory -> {
            factory.registerScope("refresh", scope);
            BeanDefinitionRegistry registry = (BeanDefinitionRegistry) factory;
            BeanDefinition ports = factory.getBeanDefinition("ddmPorts");
            ports.setScope("refresh");
            registry.removeBeanDefinition("ddmPorts");
            BeanDefinitionHolder proxy =
                    ScopedProxyUtils.createScopedProxy(new BeanDefinitionHolder(ports, "ddmPorts"), registry, byClass);
            registry.registerBeanDefinition("ddmPorts", proxy.getBeanDefinition());
        };
    }

    private static final class RefreshScope implements Scope {

        private final Map<String, Object> beans = new HashMap<>();
        private int made;

        @Override
        public Object get(String name, ObjectFactory<?> factory) {
            return beans.computeIfAbsent(name, absent -> {
                made++;
                return factory.getObject();
            });
        }

        @Override
        public Object remove(String name) {
            return beans.remove(name);
        }

        @Override
        public void registerDestructionCallback(String name, Runnable callback) {}

        @Override
        public Object resolveContextualObject(String key) {
            return null;
        }

        @Override
        public String getConversationId() {
            return "refresh";
        }
    }

    /** What a delegate leaves out falls back to a default that means less. */
    @Test
    void every_method_of_the_ports_reaches_the_adapter() {
        for (Class<?> port : List.of(ScaleOutPort.class, InstancePort.class, JobPort.class)) {
            for (Method method : port.getMethods()) {
                assertThat(DdmPorts.class.getDeclaredMethods())
                        .as(method.toString())
                        .anyMatch(own -> own.getName().equals(method.getName())
                                && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
            }
        }
    }

    /** How an application makes ports of its own that Spring can wrap. */
    @Test
    void ports_of_the_application_can_be_wrapped_as_well() {
        OwnPorts own = new OwnPorts();
        audited(true).withBean(DdmPorts.class, () -> new DdmPorts(own)).run(context -> {
            assertThat(context).hasSingleBean(ScaleOutPort.class);
            catchThrowable(() -> context.getBean(InstancePort.class).instance(new InstanceId("i")));
            assertThat(audited).containsExactly("instance");
        });
    }
}
