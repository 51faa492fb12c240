/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc.spring;

import java.util.List;

/** Properties of the journal that cannot be used: each by its name, with its rule and its value. */
final class InvalidJournalPropertiesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String[] problems;

    InvalidJournalPropertiesException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = problems.toArray(String[]::new);
    }

    List<String> problems() {
        return List.of(problems);
    }
}
