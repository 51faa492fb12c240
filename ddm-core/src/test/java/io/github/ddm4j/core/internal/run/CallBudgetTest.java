/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.flow.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CallBudgetTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualTime time = new VirtualTime();

    @Test
    void calls_are_made_at_once_until_the_limit_is_reached() {
        CallBudget budget = new CallBudget(3, MINUTE, time);

        assertThat(List.of(budget.reserve(1), budget.reserve(2))).containsOnly(Duration.ZERO);
        assertThat(budget.reserve(1)).isEqualTo(MINUTE);
    }

    @Test
    void room_comes_back_as_calls_grow_old() {
        CallBudget budget = new CallBudget(3, MINUTE, time);
        budget.reserve(1);
        time.run(Duration.ofSeconds(20));
        budget.reserve(2);
        time.run(Duration.ofSeconds(20));

        assertThat(budget.reserve(1)).isEqualTo(Duration.ofSeconds(20));
        assertThat(budget.reserve(1)).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void a_call_that_costs_more_than_the_limit_waits_for_an_empty_window_and_is_made() {
        CallBudget budget = new CallBudget(2, MINUTE, time);
        budget.reserve(1);

        assertThat(budget.reserve(3)).isEqualTo(MINUTE);
        assertThat(budget.reserve(1)).isEqualTo(MINUTE.multipliedBy(2));
    }

    @Test
    void a_list_of_jobs_is_charged_for_every_further_page() {
        CallBudget budget = new CallBudget(3, MINUTE, time);
        budget.reserve(1);

        assertThat(budget.chargePagesOf(0)).isEqualTo(1);
        assertThat(budget.chargePagesOf(128)).isEqualTo(1);
        assertThat(budget.chargePagesOf(257)).isEqualTo(3);
        assertThat(budget.reserve(1)).isEqualTo(MINUTE);
    }

    @Test
    void time_for_calls_follows_the_limit() {
        assertThat(new CallBudget(60, MINUTE, time).timeFor(79)).isEqualTo(Duration.ofSeconds(79));
    }

    @Property
    void no_period_ever_holds_more_calls_than_the_limit_and_nobody_overtakes(
            @ForAll @IntRange(min = 1, max = 10) int limit,
            @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 5) Integer> costs,
            @ForAll @Size(60) List<@IntRange(max = 30) Integer> pauses) {
        VirtualTime clock = new VirtualTime();
        CallBudget budget = new CallBudget(limit, MINUTE, clock);
        List<Duration> moments = new ArrayList<>();
        for (int i = 0; i < costs.size(); i++) {
            clock.run(Duration.ofSeconds(pauses.get(i)));
            int cost = Math.min(costs.get(i), limit);
            Duration at = clock.elapsed().plus(budget.reserve(cost));
            for (int call = 0; call < cost; call++) {
                moments.add(at);
            }
        }

        assertThat(moments).isSorted();
        for (int i = limit; i < moments.size(); i++) {
            assertThat(moments.get(i).minus(moments.get(i - limit))).isGreaterThanOrEqualTo(MINUTE);
        }
    }
}
