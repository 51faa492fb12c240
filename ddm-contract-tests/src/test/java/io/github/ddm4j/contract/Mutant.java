/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An adapter that breaks one thing.
 *
 * @param name what it does wrong, as the end of a sentence that begins with "an adapter that"
 * @param caughtBy the rules that have to catch it, and no others
 * @param fixture how it is made
 * @param stuck whether the kit waits in vain for what it never does, in the first situation already
 */
record Mutant(
        String name,
        Set<ContractRule> caughtBy,
        Function<AdapterSettings, ScaleOutFixture> fixture,
        boolean stuck,
        @Nullable Situation situation) {

    /** @param rules the names of the rules, separated by blanks */
    static Mutant of(String name, String rules, Function<AdapterSettings, ScaleOutFixture> fixture) {
        Set<ContractRule> caughtBy = new TreeSet<>();
        Arrays.stream(rules.split(" ")).map(ContractRule::valueOf).forEach(caughtBy::add);
        return new Mutant(name, caughtBy, fixture, false, null);
    }

    /** The same, but the kit waits in vain for what it never does. */
    Mutant thatIsStuck() {
        return new Mutant(name, caughtBy, fixture, true, situation);
    }

    /** The same, but right elsewhere than in this situation: the first of its rules catches it there alone. */
    Mutant in(Situation wrong) {
        return new Mutant(name, caughtBy, fixture, stuck, wrong);
    }

    /** One whose {@code scaleOut} is wrong. */
    static Mutant flaw(String name, String rules, MutantFixture.Flaw flaw) {
        return of(name, rules, settings -> new MutantFixture(settings, flaw));
    }

    @Override
    public String toString() {
        return name;
    }
}
