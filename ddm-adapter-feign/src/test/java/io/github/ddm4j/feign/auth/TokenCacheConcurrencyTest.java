/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.feign.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TokenCacheConcurrencyTest {

    private static final int CALLERS = 50;
    private static final AuthToken T1 = AuthToken.of("t1");
    private static final AuthToken T2 = AuthToken.of("t2");

    private final MutableClock clock = new MutableClock();
    private final ScriptedTokens source = new ScriptedTokens(clock);
    private final TokenCache cache = new TokenCache(source, clock, Duration.ofMinutes(5));
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void letAllThreadsEnd() throws InterruptedException {
        answer.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void without_a_token_all_wait_for_one_request() throws Exception {
        source.before(this::untilAnswered);
        List<FutureTask<AuthToken>> calls = startAll(cache::token);
        awaitWaiting();

        answer.countDown();

        for (FutureTask<AuthToken> call : calls) {
            assertThat(call.get()).isEqualTo(T1);
        }
        assertThat(source.asked()).isEqualTo(1);
    }

    @Test
    void one_caller_renews_ahead_while_the_others_keep_using_the_valid_token() throws Exception {
        cache.token();
        clock.advance(Duration.ofHours(23).plusMinutes(45));
        source.before(this::untilAnswered);
        FutureTask<AuthToken> renewing = start(cache::token);
        asked.await();

        for (int call = 0; call < CALLERS; call++) {
            assertThat(cache.token()).as("not waiting").isEqualTo(T1);
        }
        assertThat(renewing).isNotDone();

        answer.countDown();
        assertThat(renewing.get()).isEqualTo(T2);
        assertThat(cache.token()).isEqualTo(T2);
        assertThat(source.asked()).isEqualTo(2);
    }

    @Test
    void a_caller_overtaken_by_a_renewal_takes_its_token_and_does_not_renew_again() throws Exception {
        cache.token();
        clock.advance(Duration.ofHours(23).plusMinutes(45));
        clock.beforeNextLook(this::untilAnswered);
        FutureTask<AuthToken> overtaken = start(cache::token);
        asked.await();
        assertThat(cache.token()).isEqualTo(T2);

        answer.countDown();

        assertThat(overtaken.get()).isEqualTo(T2);
        assertThat(source.asked()).isEqualTo(2);
    }

    @Test
    void many_callers_refused_with_one_token_make_one_request() throws Exception {
        AuthToken refused = cache.token();
        source.before(this::untilAnswered);
        List<FutureTask<AuthToken>> calls = startAll(() -> cache.tokenAfterRefusal(refused));
        awaitWaiting();

        answer.countDown();

        for (FutureTask<AuthToken> call : calls) {
            assertThat(call.get()).isEqualTo(T2);
        }
        assertThat(source.asked()).isEqualTo(2);
    }

    @Test
    void a_refusal_during_a_renewal_ahead_waits_for_that_renewal() throws Exception {
        AuthToken refused = cache.token();
        clock.advance(Duration.ofHours(23).plusMinutes(45));
        source.before(this::untilAnswered);
        FutureTask<AuthToken> renewing = start(cache::token);
        asked.await();
        FutureTask<AuthToken> retrying = start(() -> cache.tokenAfterRefusal(refused));
        awaitWaiting();

        answer.countDown();

        assertThat(renewing.get()).isEqualTo(T2);
        assertThat(retrying.get()).isEqualTo(T2);
        assertThat(source.asked()).isEqualTo(2);
    }

    @Test
    void all_who_waited_learn_of_wrong_credentials_from_one_request() throws Exception {
        source.before(() -> {
            untilAnswered();
            throw TokenCacheTest.refused();
        });
        List<FutureTask<AuthToken>> calls = startAll(cache::token);
        awaitWaiting();

        answer.countDown();

        for (FutureTask<AuthToken> call : calls) {
            assertThatThrownBy(call::get).hasCauseInstanceOf(ScaleOutRejectedException.class);
        }
        assertThat(source.asked()).isEqualTo(1);
    }

    @Test
    void an_interrupt_ends_the_wait_and_stays_set() throws Exception {
        source.before(this::untilAnswered);
        start(cache::token);
        asked.await();
        FutureTask<Boolean> interrupted = start(() -> {
            var thrown = catchThrowableOfType(ProviderUnavailableException.class, cache::token);
            assertThat(thrown.signalsOutage()).isFalse();
            return Thread.currentThread().isInterrupted();
        });
        awaitWaiting();

        threads.get(1).interrupt();

        assertThat(interrupted.get()).isTrue();
    }

    @Test
    void what_befalls_an_interrupted_caller_does_not_stop_the_others() {
        source.before(() -> {
            Thread.currentThread().interrupt();
            throw TokenCacheTest.down();
        });
        assertThatThrownBy(cache::token).isInstanceOf(ProviderUnavailableException.class);
        assertThat(Thread.interrupted()).isTrue();
        source.work();

        assertThat(cache.token()).isEqualTo(T2);
    }

    private void untilAnswered() {
        asked.countDown();
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> FutureTask<T> start(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "caller-" + threads.size());
        threads.add(thread);
        thread.start();
        return task;
    }

    private <T> List<FutureTask<T>> startAll(Callable<T> call) {
        List<FutureTask<T>> calls = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            calls.add(start(call));
        }
        return calls;
    }

    /** Until every thread stands still: one at the source, the others behind it. Bounded by the class's timeout. */
    private void awaitWaiting() {
        while (!threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
    }
}
