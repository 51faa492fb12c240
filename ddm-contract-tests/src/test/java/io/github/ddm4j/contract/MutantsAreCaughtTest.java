/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule catches something, and nothing but what it is about. */
class MutantsAreCaughtTest {

    /** Set by .ci/mutants; in the build a mutant meets the suites that it is about. */
    private static final boolean ALL_AGAINST_ALL = Boolean.getBoolean("ddm4j.mutants.all");

    static List<Mutant> mutants() {
        return Stream.of(
                        RequestMutants.all(),
                        SituationMutants.all(),
                        RefusalMutants.all(),
                        FaultMutants.all(),
                        CredentialMutants.all(),
                        BreakerMutants.all(),
                        GateMutants.all(),
                        ThreadMutants.all(),
                        SecretMutants.all(),
                        ClosingMutants.all(),
                        ReadMutants.all(),
                        ReadFailureMutants.all(),
                        OkHttpFlaw.all(),
                        JobMutants.all(),
                        AuditMutants.all())
                .flatMap(List::stream)
                .toList();
    }

    /** In seconds: longer than a busy machine takes for what a mutant does. */
    private static final double PATIENCE = 10;

    /** In seconds: what a mutant never does is waited for as long, by the rules that catch it. */
    private static final double SHORT_PATIENCE = 0.1;

    private static final double HALF_A_SECOND = 0.5;

    @AfterAll
    static void letThreadsGo() {
        ClosingMutants.OVER.countDown();
    }

    /** All, every so many of them, or those in whose name a regular expression is found. */
    static List<Mutant> asked() {
        Pattern only = Pattern.compile(System.getProperty("ddm4j.mutants.only", ""));
        List<Mutant> all = mutants().stream()
                .filter(mutant -> only.matcher(mutant.name()).find())
                .toList();
        int every = Integer.getInteger("ddm4j.mutants.every", 1);
        return IntStream.range(0, all.size())
                .filter(index -> index % every == 0)
                .mapToObj(all::get)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("asked")
    void an_adapter_with_one_flaw_breaks_the_rules_about_it_and_no_other(Mutant mutant) {
        Set<ContractRule> asked = ALL_AGAINST_ALL
                ? EnumSet.allOf(ContractRule.class)
                : EnumSet.copyOf(KitRun.rulesBeside(mutant.caughtBy()));
        if (mutant.stuck()) {
            asked.removeAll(mutant.caughtBy());
            assertBreaks(mutant, mutant.caughtBy(), mutant.caughtBy(), SHORT_PATIENCE);
            // Of all rules, many are asked for in a situation that this one never lets come about.
            assertBreaks(mutant, asked, Set.of(), ALL_AGAINST_ALL ? HALF_A_SECOND : PATIENCE);
        } else {
            assertBreaks(mutant, asked, mutant.caughtBy(), PATIENCE);
        }
    }

    private static void assertBreaks(
            Mutant mutant, Set<ContractRule> asked, Set<ContractRule> broken, double patience) {
        KitRun run = KitRun.asking(asked, mutant.fixture(), patience);

        assertThat(run.broken())
                .as("rules that an adapter breaks that %s; in %s", mutant, run.failures())
                .isEqualTo(broken);
        if (mutant.situation() != null && !broken.isEmpty()) {
            assertThat(run.failures().get(broken.iterator().next()))
                    .as("situations in which an adapter is caught that %s; in %s", mutant, run.failures())
                    .containsExactly(mutant.situation());
        }
    }

    @Test
    void every_rule_catches_a_mutant() {
        Set<ContractRule> idle = EnumSet.allOf(ContractRule.class);
        mutants().forEach(mutant -> idle.removeAll(mutant.caughtBy()));

        assertThat(idle).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void every_kind_of_hole_has_three_mutants_of_its_own(Hole hole) {
        assertThat(hole.mutants()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(mutants()).extracting(Mutant::name).containsAll(hole.mutants());
    }

    @Test
    void no_two_mutants_have_the_same_name() {
        assertThat(mutants()).extracting(Mutant::name).doesNotHaveDuplicates();
    }
}
