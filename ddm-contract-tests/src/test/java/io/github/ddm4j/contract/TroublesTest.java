/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a situation leaves out of a list, another one like it asks for. */
class TroublesTest {

    /** Each takes a call or two to get there. */
    private static final Set<Situation> NEAR =
            EnumSet.of(Situation.WARM, Situation.RENEWED, Situation.AFTER_LOSS, Situation.AT_ONCE, Situation.GATED);

    private static final List<Integer> LIST = IntStream.range(0, 24).boxed().toList();

    @Test
    void a_first_call_meets_all_of_it() {
        assertThat(Troubles.some(Situation.FIRST, LIST)).isEqualTo(LIST);
        assertThat(Troubles.half(Situation.FIRST, LIST)).isEqualTo(LIST);
    }

    @Test
    void the_situations_near_a_call_meet_all_of_it_together() {
        assertThat(together(situation -> Troubles.some(situation, LIST))).containsExactlyElementsOf(LIST);
        assertThat(together(situation -> Troubles.half(situation, LIST))).containsExactlyElementsOf(LIST);
    }

    @Test
    void reads_after_a_first_one_meet_together_what_a_first_one_meets() {
        Set<String> met = new TreeSet<>();
        Situation.ANY_READ.stream()
                .filter(situation -> situation != Situation.FIRST)
                .forEach(situation -> Troubles.unreadable(situation).forEach(trouble -> met.add(trouble.toString())));

        assertThat(Troubles.unreadable(Situation.FIRST))
                .extracting(Object::toString)
                .allMatch(met::contains);
    }

    @Test
    void no_situation_meets_the_part_that_the_one_before_it_meets() {
        List<Situation> later = List.copyOf(EnumSet.range(Situation.WARM, Situation.GATED));
        for (int i = 1; i < later.size(); i++) {
            assertThat(Troubles.some(later.get(i), LIST))
                    .doesNotContainAnyElementsOf(Troubles.some(later.get(i - 1), LIST));
        }
    }

    private static Set<Integer> together(Function<Situation, List<Integer>> part) {
        Set<Integer> together = new TreeSet<>();
        NEAR.forEach(situation -> together.addAll(part.apply(situation)));
        return together;
    }
}
