/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.core.outcome.FailureKind;
import io.github.ddm4j.feign.internal.CallFailed;
import io.github.ddm4j.feign.internal.HttpCall;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ReadRetryTest {

    private static final CallFailure LOST = CallFailure.noAnswer("lost", null);
    private static final CallFailure REFUSED = CallFailure.answered(404, ProviderError.NONE, null);

    private final AtomicLong now = new AtomicLong();
    private final List<Duration> pauses = new ArrayList<>();

    private ReadRetry.Budget budget(double random) {
        return budget(random, time -> {
            pauses.add(time);
            now.addAndGet(time.toNanos());
        });
    }

    private ReadRetry.Budget budget(double random, ReadRetry.Sleeper pause) {
        return repeats(ReadRetry.MAX, random, pause).start();
    }

    private ReadRetry repeats(int most, double random, ReadRetry.Sleeper pause) {
        return new ReadRetry(most, Duration.ofSeconds(1), Clock.systemUTC(), pause, now::get, () -> random);
    }

    @Test
    void whoever_wants_no_repeats_gets_none() {
        ReadRetry.Budget budget = repeats(0, 0, pauses::add).start();

        assertThat(failure(budget, call -> fail(LOST, 0))).isEqualTo(FailureKind.NO_ANSWER);

        assertThat(pauses).isEmpty();
    }

    @Test
    void pauses_grow_and_are_a_random_share_of_their_limit() {
        assertThat(failure(budget(0.5), call -> fail(LOST, 0))).isEqualTo(FailureKind.NO_ANSWER);

        assertThat(pauses).containsExactly(Duration.ofMillis(50), Duration.ofMillis(100));
    }

    @Test
    void no_attempt_starts_after_the_deadline_and_each_gets_what_is_left_of_it() {
        List<Integer> given = new ArrayList<>();

        assertThat(failure(budget(1), call -> {
                    given.add((int) (1000 - TimeUnit.NANOSECONDS.toMillis(now.get())));
                    return fail(LOST, 400);
                }))
                .isEqualTo(FailureKind.NO_ANSWER);

        assertThat(given).containsExactly(1000, 500);
        assertThat(pauses).containsExactly(Duration.ofMillis(100));
    }

    @Test
    void one_deadline_covers_all_requests_of_a_call() {
        ReadRetry.Budget budget = budget(0);
        failure(budget, call -> fail(REFUSED, 1000));

        assertThat(failure(budget, call -> fail(LOST, 0))).isEqualTo(FailureKind.NOT_ATTEMPTED);
    }

    @Test
    void what_the_provider_refuses_and_what_nobody_waits_for_is_not_repeated() {
        List<CallFailure> final_ = List.of(REFUSED, CallFailure.givenUp("closed"), CallFailure.notAttempted("closed"));

        for (CallFailure failure : final_) {
            assertThat(failure(budget(1), call -> fail(failure, 0))).isEqualTo(failure.kind());
        }
        assertThat(pauses).isEmpty();
    }

    @Test
    void a_fault_inside_the_service_is_repeated_where_a_refusal_is_not() {
        CallFailure fault =
                CallFailure.answered(400, new ProviderError("DBS.300120", null, null), Duration.ofMillis(7));

        failure(budget(1), call -> fail(fault, 0));

        assertThat(pauses).containsExactly(Duration.ofMillis(7), Duration.ofMillis(7));
    }

    @Test
    void a_pause_that_would_take_all_the_time_left_is_not_begun() {
        assertThat(failure(budget(1), call -> fail(LOST, 900))).isEqualTo(FailureKind.NO_ANSWER);

        assertThat(pauses).isEmpty();
    }

    @Test
    void an_interrupt_of_the_pause_ends_it_with_what_failed_and_leaves_the_flag_set() {
        ReadRetry.Sleeper interrupted = time -> {
            throw new InterruptedException();
        };
        List<Integer> attempts = new ArrayList<>();

        FailureKind failed = failure(budget(0, interrupted), call -> {
            attempts.add(1);
            return fail(LOST, 0);
        });

        assertThat(failed).isEqualTo(FailureKind.NO_ANSWER);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(attempts).hasSize(1);
    }

    private static FailureKind failure(ReadRetry.Budget budget, Function<HttpCall, Object> request) {
        return catchThrowableOfType(CallFailed.class, () -> budget.read(request, reply -> reply))
                .failure()
                .kind();
    }

    private Object fail(CallFailure failure, int afterMillis) {
        now.addAndGet(Duration.ofMillis(afterMillis).toNanos());
        throw new CallFailed(failure);
    }
}
