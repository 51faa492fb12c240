/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import java.util.List;

/** Properties that break a rule. Names each property, its value unless it is a secret, and the rule. */
final class InvalidDdmPropertiesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String[] problems;

    InvalidDdmPropertiesException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = problems.toArray(String[]::new);
    }

    List<String> problems() {
        return List.of(problems);
    }
}
