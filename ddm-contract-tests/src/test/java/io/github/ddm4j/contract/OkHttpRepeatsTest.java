/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What OkHttp sends again by itself is caught, whichever of it is left on; the table is in docs/mutants.md. */
class OkHttpRepeatsTest {

    /** One rule of each suite that counts requests. */
    private static final List<ContractRule> SUITES = List.of(ContractRule.S1, ContractRule.F2, ContractRule.B3);

    @ParameterizedTest
    @EnumSource
    void what_okhttp_sends_again_is_caught_by_the_rules_about_it_and_no_other(OkHttpVariant variant) {
        KitRun run = KitRun.of(SUITES, settings -> new OkHttpFixture(settings, variant.off()), 2);

        Map<ContractRule, Set<Situation>> failures = run.failures();
        assertThat(failures.keySet()).as("in %s", failures).isEqualTo(variant.rules());
        if (variant.resendsOnUsedConnections()) {
            assertThat(failures.get(ContractRule.F2)).isEqualTo(OkHttpVariant.USED_CONNECTION);
            assertThat(failures.get(ContractRule.F3)).isEqualTo(OkHttpVariant.USED_CONNECTION);
        }
    }
}
