/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever keeps the rules passes, however unusual: nobody should have to argue with the kit. */
class NoFalseAlarmTest {

    private static final double PATIENCE = 10;

    /** Set by .ci/mutants; in the build an adapter meets the suites that it is unusual for. */
    private static final boolean ALL_AGAINST_ALL = Boolean.getBoolean("ddm4j.mutants.all");

    @TestFactory
    Stream<DynamicTest> an_adapter_passes_that() {
        return UnusualAdapters.all().stream()
                .map(unusual -> DynamicTest.dynamicTest(unusual.name(), () -> assertPasses(unusual)));
    }

    private static void assertPasses(UnusualAdapters.Unusual unusual) {
        Set<ContractRule> asked =
                ALL_AGAINST_ALL ? EnumSet.allOf(ContractRule.class) : KitRun.rulesBeside(unusual.about());

        KitRun run = KitRun.asking(asked, unusual.fixture(), PATIENCE);

        assertThat(run.messages()).isEmpty();
        assertThat(run.kept()).containsExactlyInAnyOrderElementsOf(asked);
    }

    /** Over HTTP, by the suites that credentials matter to. */
    @ParameterizedTest
    @EnumSource
    void an_adapter_passes_with_other_credentials(UnusualCredentials credentials) {
        KitRun run = KitRun.of(
                List.of(ContractRule.K1, ContractRule.T1, ContractRule.B1, ContractRule.H1, ContractRule.C1),
                credentials::fixture,
                PATIENCE);

        assertThat(run.messages()).isEmpty();
        assertThat(run.kept()).containsAll(EnumSet.range(ContractRule.T1, ContractRule.T5));
    }

    @ParameterizedTest
    @EnumSource
    void an_adapter_passes_before_an_unusual_provider(UnusualProvider provider) {
        List<ContractRule> rules = List.of(
                ContractRule.S1,
                ContractRule.S2,
                ContractRule.S10,
                ContractRule.S12,
                ContractRule.R8,
                ContractRule.R12,
                ContractRule.F12,
                ContractRule.Q1,
                ContractRule.Q4,
                ContractRule.J1,
                ContractRule.J7,
                ContractRule.J10);

        KitRun run =
                KitRun.askingOnceAndWarm(rules, settings -> new UnusualProviderFixture(settings, provider), PATIENCE);

        assertThat(run.messages()).isEmpty();
        assertThat(run.kept()).containsExactlyInAnyOrderElementsOf(rules);
    }
}
