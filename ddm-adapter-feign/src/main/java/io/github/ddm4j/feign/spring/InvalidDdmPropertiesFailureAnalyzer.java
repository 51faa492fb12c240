/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows wrong properties in the form of Spring Boot's failure analysis, instead of a stack trace. */
final class InvalidDdmPropertiesFailureAnalyzer extends AbstractFailureAnalyzer<InvalidDdmPropertiesException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidDdmPropertiesException cause) {
        String description = "The settings of ddm4j are not usable:\n\n    " + String.join("\n    ", cause.problems());
        return new FailureAnalysis(description, "Change these properties of the application.", cause);
    }
}
