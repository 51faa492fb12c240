/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Puts the rule's text before the message of a failure, for the adapter's author to read. Also turns an aborted test
 * into a failed one: an assumption in a fixture is no way around a rule.
 */
final class RuleInFailures implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
        throw broken(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) {
        throw broken(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) {
        throw broken(context, failure);
    }

    private static AssertionError broken(ExtensionContext context, Throwable failure) {
        ContractRule rule = ContractRule.ofTest(context.getRequiredTestMethod().getName());
        return new AssertionError("Rule " + rule + "\n" + failure, failure);
    }
}
