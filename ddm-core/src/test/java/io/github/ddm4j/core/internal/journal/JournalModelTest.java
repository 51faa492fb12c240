/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.internal.journal.ModelWorld.Trouble;
import org.junit.jupiter.api.Test;

class JournalModelTest {

    @Test
    void two_processes_and_one_key() {
        print(ModelSetup.simple());
        print(ModelSetup.simple().with(Trouble.CRASH));
        print(ModelSetup.simple().with(Trouble.CRASH).with(Trouble.LOST_REPLY).with(Trouble.JUMP));
    }

    private static void print(ModelSetup setup) {
        long start = System.nanoTime();
        ModelSearch.Outcome outcome = ModelSearch.of(setup);
        System.out.println(setup.troubles() + " " + outcome + " in " + (System.nanoTime() - start) / 1_000_000 + " ms");
        assertThat(outcome.wrong()).isEmpty();
    }
}
