/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc.spring;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless {@code ddm.journal.enabled} is not set or says no. A word that says neither matches too, so that it is
 * refused: without its journal a service would order twice after a crash, and nobody would know why.
 */
final class OnJournal extends SpringBootCondition {

    private static final String PROPERTY = "ddm.journal.enabled";

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String value = Binder.get(context.getEnvironment())
                .bind(PROPERTY, String.class)
                .orElse("");
        return new ConditionOutcome(
                !value.isBlank() && !saysNo(value.strip()), ConditionMessage.of(PROPERTY + " is '" + value + "'"));
    }

    private static boolean saysNo(String value) {
        try {
            return !JournalPropertyReader.isOn(value);
        } catch (IllegalArgumentException neither) {
            return false;
        }
    }
}
