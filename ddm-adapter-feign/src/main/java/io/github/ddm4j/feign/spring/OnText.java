/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The condition of {@link ConditionalOnText}. Reads properties as they will be bound, because the environment itself throws
 * where a placeholder has no value.
 */
final class OnText extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        List<String> names = metadata.getAnnotations().stream(ConditionalOnText.class)
                .flatMap(annotation -> Stream.of(annotation.getStringArray("value")))
                .toList();
        ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnText.class);
        return isAnySet(context.getEnvironment(), names)
                ? ConditionOutcome.match(message.because("one is set of " + names))
                : ConditionOutcome.noMatch(message.because("none is set of " + names));
    }

    static boolean isAnySet(Environment environment, List<String> names) {
        Binder binder = Binder.get(environment);
        return names.stream()
                .anyMatch(name ->
                        PropertyReader.isSet(binder.bind(name, String.class).orElse(null)));
    }
}
