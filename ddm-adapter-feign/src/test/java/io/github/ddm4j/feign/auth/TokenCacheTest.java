/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.feign.MutableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCacheTest {

    private static final Duration REFUSAL = Duration.ofMinutes(5);
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final AuthToken T1 = AuthToken.of("t1");
    private static final AuthToken T2 = AuthToken.of("t2");

    private final MutableClock clock = new MutableClock();
    private final ScriptedTokens source = new ScriptedTokens(clock);
    private final TokenCache cache = new TokenCache(source, clock, REFUSAL);

    @Test
    void a_good_token_is_kept() {
        for (int call = 0; call < 100; call++) {
            assertThat(cache.token()).isEqualTo(T1);
        }
        assertThat(source.asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"PT24H, PT23H30M", "PT5H, PT4H30M", "PT1H, PT54M", "PT10S, PT9S"})
    void a_token_is_renewed_half_an_hour_or_a_tenth_of_its_life_before_its_end(Duration life, Duration good) {
        source.life(life);
        cache.token();

        clock.advance(good.minus(MOMENT));
        assertThat(cache.token()).isEqualTo(T1);

        clock.advance(MOMENT);
        assertThat(cache.token()).isEqualTo(T2);
    }

    @Test
    void a_failed_renewal_leaves_the_old_token_in_use_until_its_end() {
        cache.token();
        clock.advance(Duration.ofHours(24).minus(MOMENT));
        source.fail(TokenCacheTest::down);

        assertThat(cache.token()).isEqualTo(T1);
        assertThat(cache.token()).isEqualTo(T1);
        assertThat(source.asked()).as("left alone after the failure").isEqualTo(2);

        clock.advance(MOMENT);
        assertThatThrownBy(cache::token).isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void refused_credentials_are_remembered_and_not_sent_again() {
        source.fail(TokenCacheTest::refused);
        assertThatThrownBy(cache::token).isInstanceOf(ScaleOutRejectedException.class);

        clock.advance(REFUSAL.minus(MOMENT));
        for (int call = 0; call < 100; call++) {
            var again = catchThrowableOfType(ScaleOutRejectedException.class, cache::token);
            assertThat(again.reason()).isEqualTo(RejectionReason.ACCESS);
            assertThat(again.errorCode()).contains("IAM.0001");
            assertThat(again.requestId()).contains("req-1");
            assertThat(again)
                    .hasMessageStartingWith("Nothing was applied: IAM refused the credentials")
                    .hasMessageContaining("not asked again before 2026-11-22T12:05:00Z");
        }
        assertThat(source.asked()).isEqualTo(1);
    }

    @Test
    void refused_credentials_are_tried_again_after_the_back_off() {
        source.fail(TokenCacheTest::refused);
        assertThatThrownBy(cache::token).isInstanceOf(ScaleOutRejectedException.class);
        source.work();
        clock.advance(REFUSAL);

        assertThat(cache.token()).isEqualTo(T2);
    }

    @Test
    void an_iam_that_is_down_is_asked_after_a_second_then_two_and_at_last_every_minute() {
        source.fail(TokenCacheTest::down);

        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
            int before = source.asked();
            assertThatThrownBy(cache::token).isInstanceOf(ProviderUnavailableException.class);
            clock.advance(Duration.ofSeconds(seconds).minus(MOMENT));
            var again = catchThrowableOfType(ProviderUnavailableException.class, cache::token);
            assertThat(again.signalsOutage()).isTrue();
            assertThat(again).hasRootCauseInstanceOf(IOException.class);
            assertThat(source.asked()).isEqualTo(before + 1);
            clock.advance(MOMENT);
        }
    }

    @Test
    void an_iam_that_came_back_and_fails_again_is_asked_after_a_second_again() {
        source.fail(TokenCacheTest::down);
        for (int seconds : new int[] {1, 2, 4}) {
            assertThatThrownBy(cache::token).isInstanceOf(ProviderUnavailableException.class);
            clock.advance(Duration.ofSeconds(seconds));
        }
        source.work();
        cache.token();
        source.fail(TokenCacheTest::down);
        clock.advance(Duration.ofHours(24));
        assertThatThrownBy(cache::token).isInstanceOf(ProviderUnavailableException.class);
        source.work();
        clock.advance(Duration.ofSeconds(1));

        assertThat(cache.token()).isEqualTo(AuthToken.of("t6"));
    }

    @ParameterizedTest
    @CsvSource({"PT90S, PT90S", "PT24H, PT10M"})
    void an_iam_that_throttles_is_left_alone_as_long_as_it_asks_but_never_for_hours(Duration asked, Duration pause) {
        source.fail(() -> ProviderUnavailableException.throttled("Nothing was sent", ProviderError.NONE, asked));
        assertThatThrownBy(cache::token).isInstanceOf(ProviderUnavailableException.class);

        clock.advance(pause.minusSeconds(1));
        var again = catchThrowableOfType(ProviderUnavailableException.class, cache::token);
        assertThat(again.signalsOutage()).isFalse();
        assertThat(again.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(source.asked()).isEqualTo(1);

        source.work();
        clock.advance(Duration.ofSeconds(1));
        assertThat(cache.token()).isEqualTo(T2);
    }

    @Test
    void a_bug_in_the_source_counts_as_an_outage_and_is_not_repeated_for_every_call() {
        source.fail(() -> new IllegalStateException("bug"));

        var first = catchThrowableOfType(ProviderUnavailableException.class, cache::token);
        assertThat(first.signalsOutage()).isTrue();
        assertThatThrownBy(cache::token).isInstanceOf(ProviderUnavailableException.class);
        assertThat(source.asked()).isEqualTo(1);
    }

    @Test
    void a_token_that_has_ended_on_arrival_is_an_outage_and_not_asked_for_by_every_call() {
        source.life(Duration.ZERO);

        assertThatThrownBy(cache::token)
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("already ended by this machine's clock");
        assertThatThrownBy(cache::token).isInstanceOf(ProviderUnavailableException.class);
        assertThat(source.asked()).isEqualTo(1);
    }

    @Test
    void a_listener_is_told_of_every_attempt_and_how_long_it_took() {
        List<String> told = new ArrayList<>();
        TokenCache observed = new TokenCache(source, clock, REFUSAL, new TokenListener() {
            @Override
            public void renewed(Duration took) {
                assertThat(took).isBetween(Duration.ZERO, Duration.ofSeconds(20));
                told.add("renewed");
            }

            @Override
            public void renewalFailed(Duration took, ScaleOutException failure) {
                assertThat(took).isBetween(Duration.ZERO, Duration.ofSeconds(20));
                told.add(failure.getMessage());
            }
        });
        observed.token();
        observed.token();
        clock.advance(Duration.ofHours(24));
        source.fail(TokenCacheTest::down);
        assertThatThrownBy(observed::token).isInstanceOf(ProviderUnavailableException.class);
        assertThatThrownBy(observed::token).isInstanceOf(ProviderUnavailableException.class);

        assertThat(told).containsExactly("renewed", "Nothing was applied: IAM gave no token");
    }

    @Test
    void a_listener_that_throws_changes_nothing() {
        TokenCache observed = new TokenCache(source, clock, REFUSAL, new TokenListener() {
            @Override
            public void renewed(Duration took) {
                throw new AssertionError("listener");
            }

            @Override
            public void renewalFailed(Duration took, ScaleOutException failure) {
                throw new AssertionError("listener");
            }
        });

        assertThat(observed.token()).isEqualTo(T1);
        clock.advance(Duration.ofHours(24));
        source.fail(TokenCacheTest::refused);
        assertThatThrownBy(observed::token).isInstanceOf(ScaleOutRejectedException.class);
    }

    @Test
    void a_refused_token_is_renewed_at_once() {
        AuthToken refused = cache.token();

        assertThat(cache.tokenAfterRefusal(refused)).isEqualTo(T2);
        assertThat(cache.token()).isEqualTo(T2);
    }

    @Test
    void a_token_newer_than_the_refused_one_is_given_without_asking() {
        AuthToken refused = cache.token();
        cache.tokenAfterRefusal(refused);

        assertThat(cache.tokenAfterRefusal(refused)).isEqualTo(T2);
        assertThat(source.asked()).isEqualTo(2);
    }

    @Test
    void a_provider_that_refuses_new_tokens_too_does_not_cost_one_for_every_call() {
        AuthToken second = cache.tokenAfterRefusal(cache.token());

        clock.advance(TokenCache.BETWEEN_FORCED_RENEWALS.minus(MOMENT));
        for (int call = 0; call < 100; call++) {
            assertThat(cache.tokenAfterRefusal(second)).isEqualTo(second);
        }
        assertThat(source.asked()).isEqualTo(2);

        clock.advance(MOMENT);
        assertThat(cache.tokenAfterRefusal(second)).isEqualTo(AuthToken.of("t3"));
    }

    @Test
    void a_refused_token_is_not_used_again_while_iam_is_down() {
        AuthToken refused = cache.token();
        source.fail(TokenCacheTest::down);

        assertThatThrownBy(() -> cache.tokenAfterRefusal(refused)).isInstanceOf(ProviderUnavailableException.class);
        assertThatThrownBy(() -> cache.tokenAfterRefusal(refused)).isInstanceOf(ProviderUnavailableException.class);
        assertThatThrownBy(cache::token).isInstanceOf(ProviderUnavailableException.class);
        assertThat(source.asked()).isEqualTo(2);
    }

    @Test
    void a_clock_that_is_set_back_ends_every_pause() {
        source.fail(TokenCacheTest::refused);
        assertThatThrownBy(cache::token).isInstanceOf(ScaleOutRejectedException.class);
        source.work();
        clock.advance(Duration.ofHours(-1));
        AuthToken second = cache.token();
        AuthToken third = cache.tokenAfterRefusal(second);
        clock.advance(Duration.ofHours(-1));

        assertThat(cache.tokenAfterRefusal(third)).isEqualTo(AuthToken.of("t4"));
    }

    static ScaleOutRejectedException refused() {
        return new ScaleOutRejectedException(
                RejectionReason.ACCESS,
                "Nothing was applied: IAM refused the credentials",
                new ProviderError("IAM.0001", "wrong password", "req-1"));
    }

    static ProviderUnavailableException down() {
        return ProviderUnavailableException.outage(
                "Nothing was applied: IAM gave no token", ProviderError.NONE, new IOException("refused"));
    }
}
