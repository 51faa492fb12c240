/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Applications for tests: the auto-configurations, and the properties that none can do without. */
final class Contexts {

    static final String CANARY = "canary-secret-0123456789";

    private Contexts() {}

    /** An application without any property. */
    static ApplicationContextRunner empty() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DdmAdapterAutoConfiguration.class,
                        DdmMetricsAutoConfiguration.class,
                        DdmFlowAutoConfiguration.class,
                        DdmActuatorAutoConfiguration.class));
    }

    /** An application that could call a provider on this host. */
    static ApplicationContextRunner usable() {
        return empty().withPropertyValues(
                        "ddm.project-id=619d3e78f61b4be68bc5aa0b59edcf7b",
                        "ddm.endpoint=http://127.0.0.1:9",
                        "ddm.auth.token=" + CANARY);
    }

    /** What the application says of its properties when it does not start. */
    static List<String> problems(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(InvalidDdmPropertiesException.class::isInstance)
                .map(InvalidDdmPropertiesException.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("not refused for its properties", failure))
                .problems();
    }
}
