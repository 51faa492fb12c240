/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** A test of the rule that its name begins with, run once in each situation of the rule. */
@TestTemplate
@ExtendWith(RuleTest.InSituations.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface RuleTest {

    /** Runs the test of a rule once in each situation of the rule, and tells the suite in which. */
    final class InSituations implements TestTemplateInvocationContextProvider {

        @Override
        public boolean supportsTestTemplate(ExtensionContext context) {
            return true;
        }

        @Override
        public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
            return ContractRule.ofTest(context.getRequiredTestMethod()).orElseThrow().situations().stream()
                    .map(Invocation::new);
        }

        private record Invocation(Situation situation) implements TestTemplateInvocationContext {

            @Override
            public String getDisplayName(int invocationIndex) {
                return situation.name();
            }

            @Override
            public List<Extension> getAdditionalExtensions() {
                BeforeEachCallback told =
                        context -> ((ContractSuite) context.getRequiredTestInstance()).situation(situation);
                return List.of(told);
            }
        }
    }
}
