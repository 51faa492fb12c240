/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.feign.internal.CallLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one token and decides who fetches the next one, and when nobody does. Does no I/O but through its source, which
 * bounds its own time. Thread-safe; blocks no other caller while the token it keeps is good.
 */
final class TokenCache {

    private static final Logger LOG = LoggerFactory.getLogger(TokenCache.class);

    /**
     * The pause between renewals after a 401. A provider that refuses even new tokens would otherwise cost one from IAM
     * for every call.
     */
    static final Duration BETWEEN_FORCED_RENEWALS = Duration.ofSeconds(10);

    private final Supplier<IssuedToken> source;
    private final Clock clock;
    private final Duration refusalBackOff;
    private final @Nullable TokenListener listener;

    /** Held by the one caller that asks the source; everything below is written under it. */
    private final ReentrantLock renewal = new ReentrantLock();

    private volatile @Nullable IssuedToken held;
    private volatile @Nullable TokenFailure failure;
    private HoldOff forced = HoldOff.NONE;

    /**
     * @param source fetches a token, or throws {@link ScaleOutException}
     * @param refusalBackOff the time for which the source is left alone after it refused the credentials
     * @param listener is told of every attempt to get a token, or null
     */
    TokenCache(Supplier<IssuedToken> source, Clock clock, Duration refusalBackOff, @Nullable TokenListener listener) {
        this.source = source;
        this.clock = clock;
        this.refusalBackOff = refusalBackOff;
        this.listener = listener;
    }

    TokenCache(Supplier<IssuedToken> source, Clock clock, Duration refusalBackOff) {
        this(source, clock, refusalBackOff, null);
    }

    /** Returns a good token; from the source only if there is none, or if this caller is the one to renew it ahead. */
    AuthToken token() {
        IssuedToken current = held;
        Instant now = clock.instant();
        if (current == null || current.endedAt(now)) {
            return waitForNewerThan(null);
        }
        if (current.dueAt(now) && !failedLatelyAt(now) && renewal.tryLock()) {
            try {
                return renewAhead(current);
            } finally {
                renewal.unlock();
            }
        }
        return current.token();
    }

    /**
     * Returns a token that is not the refused one. The refused one comes back only if a renewal was forced a moment
     * ago, so that another would not help.
     */
    AuthToken tokenAfterRefusal(AuthToken refused) {
        return newerThan(refused, clock.instant()).orElseGet(() -> waitForNewerThan(refused));
    }

    private Optional<AuthToken> newerThan(@Nullable AuthToken refused, Instant now) {
        IssuedToken current = held;
        return current == null || current.endedAt(now) || current.token().equals(refused)
                ? Optional.empty()
                : Optional.of(current.token());
    }

    private AuthToken waitForNewerThan(@Nullable AuthToken refused) {
        lock();
        try {
            Instant now = clock.instant();
            Optional<AuthToken> newer = newerThan(refused, now);
            if (newer.isPresent()) {
                return newer.get();
            }
            if (refused != null && holds(refused)) {
                if (forced.covers(now)) {
                    return refused;
                }
                forced = HoldOff.of(now, BETWEEN_FORCED_RENEWALS);
                held = null;
            }
            TokenFailure latest = failure;
            if (latest != null && latest.standsAt(now)) {
                throw latest.again(now);
            }
            return fetch();
        } finally {
            renewal.unlock();
        }
    }

    private boolean holds(AuthToken token) {
        IssuedToken current = held;
        return current != null && current.token().equals(token);
    }

    private AuthToken renewAhead(IssuedToken seen) {
        IssuedToken current = held;
        if (!seen.equals(current)) {
            return (current == null ? seen : current).token();
        }
        try {
            return fetch();
        } catch (ScaleOutException e) {
            CallLog.quietly(() ->
                    LOG.warn("event=token_kept expires_at={} message=\"{}\"", seen.expiresAt(), CallLog.quotable(e)));
            return seen.token();
        }
    }

    private AuthToken fetch() {
        RenewalReport report = new RenewalReport(listener);
        try {
            IssuedToken fetched = source.get();
            if (fetched.endedAt(clock.instant())) {
                throw outage("IAM gave a token that has already ended by this machine's clock", null);
            }
            held = fetched;
            failure = null;
            CallLog.quietly(() -> LOG.debug("event=token_renewed expires_at={}", fetched.expiresAt()));
            report.renewed();
            return fetched.token();
        } catch (ScaleOutException e) {
            throw remembered(e, report);
        } catch (RuntimeException e) {
            throw remembered(outage("no token could be fetched", e), report);
        }
    }

    /** The failure of an interrupted caller says nothing of IAM. */
    private ScaleOutException remembered(ScaleOutException e, RenewalReport report) {
        report.failed(e);
        if (!Thread.currentThread().isInterrupted()) {
            failure = TokenFailure.of(e, clock.instant(), refusalBackOff, failure);
        }
        return e;
    }

    private static ProviderUnavailableException outage(String what, @Nullable Throwable cause) {
        return ProviderUnavailableException.outage("Nothing was applied: " + what, ProviderError.NONE, cause);
    }

    private boolean failedLatelyAt(Instant now) {
        TokenFailure latest = failure;
        return latest != null && latest.standsAt(now);
    }

    private void lock() {
        try {
            renewal.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProviderUnavailableException.notAttempted(
                    "Nothing was applied: interrupted while waiting for a token", null);
        }
    }
}
