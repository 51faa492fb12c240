/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Puts the rule and the situation before the message of a failure, so that the adapter's author reads them first. It
 * also turns an aborted test of a rule into a failed one, because an assumption in a fixture is no way around a rule. A
 * test of the author's own, in a class that extends a suite, fails as it would anywhere else.
 */
final class RuleInFailures implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    private static Throwable told(ExtensionContext context, Throwable failure) {
        Optional<ContractRule> rule = ContractRule.ofTest(context.getRequiredTestMethod());
        if (rule.isEmpty()) {
            return failure;
        }
        ContractSuite suite = (ContractSuite) context.getRequiredTestInstance();
        Situation situation = suite.situation();
        String where = "Rule " + rule.get() + "\nin the situation " + situation + ": a call that " + situation.text();
        Optional<Scene.NotReached> notReached =
                failure instanceof Scene.NotReached known ? Optional.of(known) : suite.whyNotReached(rule.get());
        return notReached.isPresent()
                ? new AssertionError(
                        where + ",\nwhich did not come about: "
                                + notReached.get().getMessage(),
                        notReached.get())
                : new AssertionError(where + "\n" + failure, failure);
    }
}
