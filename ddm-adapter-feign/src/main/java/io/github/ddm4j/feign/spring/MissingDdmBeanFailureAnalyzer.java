/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Names the properties that make a bean of ours which an application wants and does not have. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingDdmBeanFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

    private static final Set<Class<?>> MADE =
            Set.of(ScaleOutFlow.class, ScaleOutPort.class, InstancePort.class, JobPort.class);
    private static final List<String> SWITCHES = List.of("ddm.project-id", "ddm.region", "ddm.endpoint");

    private final Environment environment;

    MissingDdmBeanFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
        Class<?> missing = cause.getResolvableType() == null
                ? null
                : cause.getResolvableType().resolve();
        if (missing == FeignScaleOutAdapter.class) {
            return new FailureAnalysis(
                    "The adapter of ddm4j is no bean itself, because Spring could put no aspect around a final class.",
                    "Have ScaleOutPort, InstancePort or JobPort injected.",
                    cause);
        }
        if (missing == null || !MADE.contains(missing) || OnText.isAnySet(environment, SWITCHES)) {
            return null;
        }
        return new FailureAnalysis(
                "There is no bean of type " + missing.getSimpleName()
                        + ", because the settings of ddm4j are missing:\n\n    "
                        + String.join("\n    ", problems()),
                "Set these properties of the application.",
                cause);
    }

    private List<String> problems() {
        Binder binder = Binder.get(environment);
        try {
            var unused = new DdmSettings(
                    binder.bindOrCreate("ddm", DdmProperties.class),
                    binder.bindOrCreate("ddm.flow", DdmFlowProperties.class),
                    null,
                    null,
                    false);
            return List.of();
        } catch (InvalidDdmPropertiesException missing) {
            return missing.problems();
        }
    }
}
