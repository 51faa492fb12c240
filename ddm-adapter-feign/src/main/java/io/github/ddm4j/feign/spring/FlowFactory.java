/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.flow.FlowListener;
import io.github.ddm4j.core.flow.Timekeeper;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands the properties to the flow's builder. */
final class FlowFactory {

    private final ScaleOutFlowBuilder builder;
    private final DdmFlowProperties properties;

    FlowFactory(ScaleOutFlowBuilder builder, DdmFlowProperties properties) {
        this.builder = builder;
        this.properties = properties;
    }

    ScaleOutFlow build(FlowListener listener, @Nullable Timekeeper time) {
        builder.listener(listener);
        if (time != null) {
            builder.time(time);
        }
        Rules.check(List.of(
                () -> set(properties.callBudget(), budget -> builder.callBudget(budget.calls(), budget.period())),
                () -> set(properties.maxAttempts(), builder::maxAttempts),
                () -> set(properties.sendWithin(), builder::sendWithin),
                () -> set(properties.reconcileWithin(), builder::reconcileWithin),
                () -> set(properties.quietTime(), builder::quietTime),
                () -> set(properties.pollInterval(), builder::pollInterval),
                () -> set(properties.clockTolerance(), builder::clockTolerance),
                () -> set(properties.waitAtMost(), builder::waitAtMost),
                () -> set(properties.whenBusy(), builder::whenBusy),
                () -> set(properties.checkLinkedRds(), builder::checkLinkedRds)));
        return Rules.named(builder::build, FlowFactory::property);
    }

    private static <T> void set(@Nullable T value, Consumer<T> to) {
        if (value != null) {
            Rules.named(
                    () -> {
                        to.accept(value);
                        return value;
                    },
                    FlowFactory::property);
        }
    }

    private static String property(String setting) {
        return switch (setting) {
            case "calls", "period" -> "ddm.flow.call-budget." + setting;
            default -> "ddm.flow." + Rules.kebab(setting);
        };
    }
}
