/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A source of tokens t1, t2, …, which a test makes fail or wait. Counts how often it was asked. */
final class ScriptedTokens implements Supplier<IssuedToken> {

    private final Clock clock;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Duration life = Duration.ofHours(24);
    private volatile Runnable before = () -> {};

    ScriptedTokens(Clock clock) {
        this.clock = clock;
    }

    /** Done each time before a token is given; may throw. */
    void before(Runnable action) {
        before = action;
    }

    void fail(Supplier<? extends RuntimeException> failure) {
        before = () -> {
            throw failure.get();
        };
    }

    void work() {
        before = () -> {};
    }

    void life(Duration length) {
        life = length;
    }

    int asked() {
        return asked.get();
    }

    @Override
    public IssuedToken get() {
        int number = asked.incrementAndGet();
        before.run();
        Instant now = clock.instant();
        return new IssuedToken(AuthToken.of("t" + number), now, now.plus(life));
    }
}
