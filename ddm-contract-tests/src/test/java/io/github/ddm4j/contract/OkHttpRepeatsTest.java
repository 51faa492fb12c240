/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static io.github.ddm4j.contract.ContractRule.B3;
import static io.github.ddm4j.contract.ContractRule.F10;
import static io.github.ddm4j.contract.ContractRule.F11;
import static io.github.ddm4j.contract.ContractRule.F12;
import static io.github.ddm4j.contract.ContractRule.F14;
import static io.github.ddm4j.contract.ContractRule.F15;
import static io.github.ddm4j.contract.ContractRule.F17;
import static io.github.ddm4j.contract.ContractRule.F2;
import static io.github.ddm4j.contract.ContractRule.F3;
import static io.github.ddm4j.contract.ContractRule.F4;
import static io.github.ddm4j.contract.ContractRule.F8;
import static io.github.ddm4j.contract.ContractRule.F9;
import static io.github.ddm4j.contract.ContractRule.I1;
import static io.github.ddm4j.contract.ContractRule.S3;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What OkHttp sends again by itself is caught, whichever of it is left on; the table is in docs/mutants.md. */
class OkHttpRepeatsTest {

    /** The rules that count requests; .ci/mutants asks all others too. */
    private static final Set<ContractRule> COUNTING = Boolean.getBoolean("ddm4j.mutants.all")
            ? EnumSet.allOf(ContractRule.class)
            : EnumSet.of(S3, F2, F3, F4, F8, F9, F10, F11, F12, F14, F15, F17, B3);

    @ParameterizedTest
    @EnumSource
    void what_okhttp_sends_again_is_caught_by_the_rules_about_it_and_no_other(OkHttpVariant variant) {
        Set<ContractRule> asked = EnumSet.copyOf(COUNTING);
        if (variant.resendsOnUsedConnections()) {
            // Whether it sends a lost order again before it sees the interrupt is chance.
            asked.remove(I1);
        }
        KitRun run = KitRun.asking(asked, settings -> new OkHttpFixture(settings, variant.off()), 10);

        Map<ContractRule, Set<Situation>> failures = run.failures();
        assertThat(failures.keySet()).as("in %s", failures).isEqualTo(variant.rules());
        if (variant.resendsOnUsedConnections()) {
            assertThat(failures.get(ContractRule.F2)).isEqualTo(OkHttpVariant.ONCE_USED);
            assertThat(failures.get(ContractRule.F3)).isEqualTo(OkHttpVariant.ONCE_USED);
        }
    }
}
