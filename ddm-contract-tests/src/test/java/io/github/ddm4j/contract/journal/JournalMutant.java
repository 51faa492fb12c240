/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.journal;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A journal that breaks one thing.
 *
 * @param name what it does wrong, as the end of a sentence that begins with "a journal that"
 * @param caughtBy the rules that have to catch it, and no others
 * @param fixture how it is made
 */
record JournalMutant(String name, Set<JournalRule> caughtBy, Supplier<SubmissionJournalFixture> fixture) {

    /** @param rules the names of the rules, separated by blanks */
    static JournalMutant of(String name, String rules, Supplier<SubmissionJournalFixture> fixture) {
        Set<JournalRule> caughtBy = new TreeSet<>();
        Arrays.stream(rules.split(" ")).map(JournalRule::valueOf).forEach(caughtBy::add);
        return new JournalMutant(name, caughtBy, fixture);
    }

    @Override
    public String toString() {
        return name;
    }
}
