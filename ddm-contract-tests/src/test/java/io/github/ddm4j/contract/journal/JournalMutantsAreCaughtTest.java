/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.Events;

/** Every rule of a journal catches something, and nothing but what it is about; and the kit lets nobody off. */
class JournalMutantsAreCaughtTest {

    /** Set by .ci/mutants; in the build a mutant meets the suites that it is about. */
    private static final boolean ALL_AGAINST_ALL = Boolean.getBoolean("ddm4j.mutants.all");

    private static final Path PORT =
            Path.of("../ddm-core/src/main/java/io/github/ddm4j/core/port/SubmissionJournal.java");

    @AfterAll
    static void letThreadsGo() {
        JournalMutants.OVER.release(Integer.MAX_VALUE);
    }

    static List<JournalMutant> mutants() {
        return JournalMutants.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void a_journal_with_one_flaw_breaks_the_rules_about_it_and_no_other(JournalMutant mutant) {
        Events run = ALL_AGAINST_ALL
                ? JournalKitRun.against(mutant.fixture(), 2)
                : JournalKitRun.of(mutant.caughtBy(), mutant.fixture(), 2);

        assertThat(JournalKitRun.broken(run)).isEqualTo(mutant.caughtBy());
    }

    @Test
    void every_rule_catches_a_mutant() {
        Set<JournalRule> idle = EnumSet.allOf(JournalRule.class);
        mutants().forEach(mutant -> idle.removeAll(mutant.caughtBy()));

        assertThat(idle).isEmpty();
    }

    @Test
    void a_fixture_that_aborts_is_a_failure_and_no_way_out() {
        var run = JournalKitRun.against(() -> Assumptions.abort("not today"), 1);

        assertThat(JournalKitRun.broken(run)).containsExactly(JournalRule.values());
        run.assertStatistics(tests -> tests.succeeded(0).skipped(0).aborted(0));
    }

    @Test
    void the_rules_stand_in_the_javadoc_of_the_port() throws IOException {
        List<String> written = Pattern.compile("<li>(L[0-9]+ .*)")
                .matcher(Files.readString(PORT))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(written)
                .containsExactlyElementsOf(Stream.of(JournalRule.values())
                        .map(JournalRule::toString)
                        .toList());
    }
}
