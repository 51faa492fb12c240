/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

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
