/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.journal;

import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Puts the rule's text before the message of a failure. It also turns an aborted test into a failed one, and tells a
 * suite how long to wait, by the parameter that the other suites take too.
 */
final class JournalRuleInFailures
        implements BeforeEachCallback, TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    static final String PATIENCE = "ddm4j.contract.patience-seconds";

    private static final int DEFAULT_SECONDS = 10;

    @Override
    public void beforeEach(ExtensionContext context) {
        int seconds =
                context.getConfigurationParameter(PATIENCE, Integer::valueOf).orElse(DEFAULT_SECONDS);
        ((JournalSuite) context.getRequiredTestInstance()).patience(Duration.ofSeconds(seconds));
    }

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
        JournalRule rule = JournalRule.ofTest(context.getRequiredTestMethod().getName());
        return new AssertionError("Rule " + rule + "\n" + failure, failure);
    }
}
