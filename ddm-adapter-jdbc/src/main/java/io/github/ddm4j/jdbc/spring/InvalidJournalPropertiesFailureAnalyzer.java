/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows wrong properties of the journal in the form of Spring Boot's failure analysis, instead of a stack trace. */
final class InvalidJournalPropertiesFailureAnalyzer extends AbstractFailureAnalyzer<InvalidJournalPropertiesException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidJournalPropertiesException cause) {
        String description =
                "The settings of ddm4j's journal are not usable:\n\n    " + String.join("\n    ", cause.problems());
        return new FailureAnalysis(description, "Change these properties of the application.", cause);
    }
}
