/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.feign.internal.CallFailure.NoAnswer;
import io.github.ddm4j.feign.internal.CallFailure.NotSent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RepeatsTest {

    private final AtomicLong now = new AtomicLong();
    private final List<Duration> pauses = new ArrayList<>();

    private Repeats.Budget budget(double random) {
        Repeats.Pause pause = time -> {
            pauses.add(time);
            now.addAndGet(time.toNanos());
        };
        return new Repeats(Duration.ofSeconds(1), pause, now::get, () -> random).start();
    }

    @Test
    void pauses_grow_and_are_a_random_share_of_their_limit() {
        assertThatThrownBy(() -> budget(0.5).read(time -> fail(Duration.ZERO))).isInstanceOf(NoAnswer.class);

        assertThat(pauses).containsExactly(Duration.ofMillis(50), Duration.ofMillis(100));
    }

    @Test
    void no_attempt_starts_after_the_deadline_() {
        List<Integer> given = new ArrayList<>();

        assertThatThrownBy(() -> budget(1).read(time -> {
                    given.add((int) Duration.ofNanos(Duration.ofSeconds(1).toNanos() - now.get())
                            .toMillis());
                    return fail(Duration.ofMillis(400));
                }))
                .isInstanceOf(NoAnswer.class);

        assertThat(given).containsExactly(1000, 500);
        assertThat(pauses).containsExactly(Duration.ofMillis(100));
    }

    @Test
    void one_deadline_covers_all_requests_of_a_call() {
        Repeats.Budget budget = budget(0);
        budget.read(time -> {
            now.addAndGet(Duration.ofMillis(1000).toNanos());
            return 1;
        });

        assertThatThrownBy(() -> budget.read(time -> 2)).isInstanceOf(NotSent.class);
    }

    @Test
    void a_pause_that_would_take_all_the_time_left_is_not_begun() {
        assertThatThrownBy(() -> budget(1).read(time -> fail(Duration.ofMillis(900))))
                .isInstanceOf(NoAnswer.class);

        assertThat(pauses).isEmpty();
    }

    @Test
    void an_interrupt_of_the_pause_ends_it_with_what_failed_and_leaves_the_flag_set() {
        Repeats.Pause interrupted = time -> {
            throw new InterruptedException();
        };
        List<Integer> attempts = new ArrayList<>();

        assertThatThrownBy(() -> new Repeats(Duration.ofSeconds(1), interrupted, now::get, () -> 0)
                        .start()
                        .read(time -> {
                            attempts.add(1);
                            return fail(Duration.ZERO);
                        }))
                .isInstanceOf(NoAnswer.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(attempts).hasSize(1);
    }

    @Test
    void a_bug_is_not_repeated() {
        assertThatThrownBy(() -> budget(0).read(time -> {
                    throw new IllegalStateException("bug");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(pauses).isEmpty();
    }

    private Object fail(Duration time) {
        now.addAndGet(time.toNanos());
        throw new NoAnswer("lost", null);
    }
}
