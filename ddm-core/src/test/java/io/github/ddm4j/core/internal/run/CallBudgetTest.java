/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.flow.VirtualTime;
import io.github.ddm4j.core.internal.run.CallBudget.Booking;
import io.github.ddm4j.core.internal.run.Step.Done;
import io.github.ddm4j.core.internal.run.Step.Failed;
import io.github.ddm4j.core.internal.run.Step.Stopped;
import io.github.ddm4j.core.internal.run.Step.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallBudgetTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualTime time = new VirtualTime();
    private final CallBudget budget = new CallBudget(3, MINUTE, time);

    @Test
    void requests_are_made_at_once_until_the_limit_is_reached() {
        use(1);
        use(2);

        assertThat(book(1)).isInstanceOf(Waiting.class);
    }

    @Test
    void a_request_counts_until_one_period_after_the_end_of_its_call() {
        budget(3).use(3, () -> {
            time.run(Duration.ofSeconds(20));
            return true;
        });
        Step<Booking> next = book(1);
        time.run(Duration.ofSeconds(59));
        assertThat(isGranted(next)).isFalse();
        time.run(Duration.ofSeconds(1));

        assertThat(isGranted(next)).isTrue();
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(80));
    }

    @Test
    void a_call_under_way_keeps_its_place_however_long_it_takes() {
        budget(3).use(3, () -> {
            Step<Booking> next = book(1);
            time.run(MINUTE.multipliedBy(5));
            assertThat(isGranted(next)).isFalse();
            return true;
        });
    }

    @Test
    void room_comes_back_as_requests_grow_old() {
        use(1);
        time.run(Duration.ofSeconds(20));
        use(2);
        Step<Booking> next = book(1);
        Step<Booking> later = book(1);
        time.run(Duration.ofSeconds(40));

        assertThat(isGranted(next)).isTrue();
        assertThat(isGranted(later)).isFalse();
        time.run(Duration.ofSeconds(20));
        assertThat(isGranted(later)).isTrue();
    }

    @Test
    void nobody_overtakes() {
        use(2);
        Step<Booking> large = book(3);
        Step<Booking> small = book(1);

        assertThat(isGranted(large)).isFalse();
        assertThat(isGranted(small)).isFalse();
    }

    @Test
    void what_is_not_used_is_given_back_at_once() {
        Booking booking = budget(3);
        Step<Booking> next = book(2);
        booking.use(1, () -> true);
        booking.close();
        booking.close();

        assertThat(isGranted(next)).isTrue();
        assertThat(book(1)).isInstanceOf(Waiting.class);
    }

    @Test
    void who_stops_waiting_leaves_nothing_behind() {
        use(3);
        stop(book(3));
        stop(book(2));
        Step<Booking> next = book(1);
        time.run(MINUTE);

        assertThat(isGranted(next)).isTrue();
    }

    @Test
    void who_stops_in_the_moment_of_its_turn_gives_it_back() {
        use(3);
        Step<Booking> first = book(3);
        Step<Booking> second = book(3);
        time.run(MINUTE);
        assertThat(isGranted(first)).isTrue();
        stop(first);

        assertThat(isGranted(second)).isTrue();
    }

    @Test
    void who_leaves_the_queue_lets_those_behind_it_move_up() {
        use(2);
        Step<Booking> large = book(3);
        Step<Booking> small = book(1);
        stop(large);

        assertThat(isGranted(small)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"59, false", "60, true"})
    void what_surely_has_no_room_in_time_is_refused_at_once(int seconds, boolean waits) {
        use(3);

        Step<Booking> step = budget.book(1, Duration.ofSeconds(seconds));

        assertThat(step instanceof Waiting<Booking>).isEqualTo(waits);
        if (step instanceof Failed<Booking> failed) {
            assertThat(failed.failure())
                    .isInstanceOfSatisfying(
                            ProviderUnavailableException.class,
                            refused -> assertThat(refused.retryAfter()).contains(MINUTE))
                    .hasMessage("The budget of 3 calls in 60000 ms has no room in time");
        }
    }

    @Test
    void those_who_wait_already_come_first_in_what_is_known() {
        use(3);
        book(2);

        assertThat(budget.book(1, Duration.ofSeconds(119))).isInstanceOf(Waiting.class);
        assertThat(budget.book(3, Duration.ofSeconds(119))).isInstanceOf(Failed.class);
        assertThat(budget.book(3, Duration.ofSeconds(120))).isInstanceOf(Waiting.class);
    }

    @Test
    void a_call_under_way_may_end_now_and_so_refuses_nobody_who_can_wait_a_period() {
        Booking open = budget(3);

        assertThat(budget.book(1, MINUTE.minusNanos(1))).isInstanceOf(Failed.class);
        assertThat(budget.book(1, MINUTE)).isInstanceOf(Waiting.class);
        open.close();
    }

    @Test
    void who_has_waited_long_enough_is_refused_and_gone() {
        Booking open = budget(3);
        Waiting<Booking> waiting = (Waiting<Booking>) budget.book(3, MINUTE);
        time.run(MINUTE);

        assertThat(waiting.until()).isEqualTo(MINUTE);
        assertThat(waiting.next().apply(Optional.empty())).isInstanceOf(Failed.class);
        open.close();
        assertThat(book(3)).isInstanceOf(Done.class);
    }

    @Test
    void more_than_the_limit_waits_for_an_empty_window_and_is_made() {
        CallBudget narrow = new CallBudget(2, MINUTE, time);
        ((Done<Booking>) narrow.book(1, MINUTE)).value().use(1, () -> true);
        Step<Booking> large = narrow.book(3, MINUTE.multipliedBy(9));
        Step<Booking> next = narrow.book(1, MINUTE.multipliedBy(9));
        time.run(MINUTE);

        assertThat(isGranted(large)).isTrue();
        assertThat(isGranted(next)).isFalse();
    }

    @Test
    void a_list_read_in_one_go_is_charged_for_every_further_page() {
        Booking booking = budget(1);
        booking.use(1, () -> true);
        booking.charge(CallBudget.pagesOf(257) - 1);

        assertThat(List.of(CallBudget.pagesOf(0), CallBudget.pagesOf(128), CallBudget.pagesOf(129)))
                .containsExactly(1, 1, 2);
        assertThat(book(1)).isInstanceOf(Waiting.class);
    }

    @Test
    void a_port_that_cannot_tell_has_made_no_request_but_one_that_fails_has() {
        Booking booking = budget(3);
        booking.useIfTold(1, Optional::empty);
        booking.useIfTold(1, () -> Optional.of(true));
        try {
            booking.useIfTold(1, () -> {
                throw new IllegalStateException();
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasNoCause();
        }

        use(1);
        assertThat(book(1)).isInstanceOf(Waiting.class);
    }

    @Test
    void time_for_calls_follows_the_limit() {
        assertThat(new CallBudget(60, MINUTE, time).timeFor(79)).isEqualTo(Duration.ofSeconds(79));
    }

    @Test
    void nothing_is_left_to_do_when_nobody_waits() {
        use(3);
        Step<Booking> next = book(1);
        assertThat(time.pendingTasks()).isEqualTo(1);
        stop(next);

        assertThat(time.pendingTasks()).isZero();
    }

    /** Calls that overlap, each with a moment somewhere within at which the provider counts it. */
    @Property
    void no_period_ever_sees_more_requests_than_the_limit_whatever_runs_at_once(
            @ForAll @IntRange(min = 1, max = 10) int limit,
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 5) Integer> costs,
            @ForAll @Size(40) List<@IntRange(max = 30) Integer> pauses,
            @ForAll @Size(40) List<@IntRange(max = 50) Integer> ways) {
        VirtualTime clock = new VirtualTime();
        CallBudget all = new CallBudget(limit, MINUTE, clock);
        List<Duration> moments = new ArrayList<>();
        Duration start = Duration.ZERO;
        for (int i = 0; i < costs.size(); i++) {
            int cost = Math.min(costs.get(i), limit);
            Duration way = Duration.ofSeconds(ways.get(i));
            start = start.plusSeconds(pauses.get(i));
            clock.schedule(
                    start,
                    () -> whenBooked(
                            all.book(cost, FlowSettings.LONGEST),
                            booking -> booking.use(cost, () -> {
                                clock.run(way);
                                moments.addAll(Collections.nCopies(cost, clock.elapsed()));
                                clock.run(Duration.ofSeconds(50).minus(way));
                                return true;
                            })));
        }
        clock.run(Duration.ofDays(1));

        assertThat(moments)
                .hasSize(costs.stream().mapToInt(cost -> Math.min(cost, limit)).sum());
        Collections.sort(moments);
        for (int i = limit; i < moments.size(); i++) {
            assertThat(moments.get(i).minus(moments.get(i - limit))).isGreaterThanOrEqualTo(MINUTE);
        }
    }

    private static void whenBooked(Step<Booking> step, Consumer<Booking> work) {
        if (step instanceof Waiting<Booking> waiting) {
            waiting.signal().thenRun(() -> whenBooked(waiting.next().apply(Optional.empty()), work));
        } else {
            work.accept(((Done<Booking>) step).value());
        }
    }

    private Step<Booking> book(int calls) {
        return budget.book(calls, FlowSettings.LONGEST);
    }

    private Booking budget(int calls) {
        return ((Done<Booking>) book(calls)).value();
    }

    private void use(int calls) {
        budget(calls).use(calls, () -> true);
    }

    private static boolean isGranted(Step<Booking> step) {
        return ((Waiting<Booking>) step).signal().isDone();
    }

    private static void stop(Step<Booking> step) {
        Stopped stopped = new Stopped(Stopped.By.INTERRUPT);
        assertThat(((Waiting<Booking>) step).next().apply(Optional.of(stopped))).isEqualTo(Step.failed(stopped));
    }
}
