/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static java.util.Collections.min;

import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reason that there is no token, remembered so that IAM is left alone for a while. While IAM does not work, the
 * time doubles from a second to a minute. After a 429 it is the time that IAM asks for, and after a refusal of the
 * credentials a given one.
 *
 * @param what the exception that was thrown
 * @param holdOff the time in which IAM is not asked
 * @param outages the number of times in a row that IAM has not worked
 */
record TokenFailure(ScaleOutException what, HoldOff holdOff, int outages) {

    private static final Duration FIRST_OUTAGE = Duration.ofSeconds(1);
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(1);
    private static final Duration LONGEST_THROTTLE = Duration.ofMinutes(10);
    private static final int MAX_DOUBLINGS = 6;

    static TokenFailure of(
            ScaleOutException what, Instant now, Duration refusalBackOff, @Nullable TokenFailure previous) {
        int outages = !what.signalsOutage() ? 0 : previous == null ? 1 : previous.outages + 1;
        return new TokenFailure(what, HoldOff.of(now, backOff(what, outages, refusalBackOff)), outages);
    }

    private static Duration backOff(ScaleOutException what, int outages, Duration refusalBackOff) {
        if (what instanceof ScaleOutRejectedException) {
            return refusalBackOff;
        }
        if (what.signalsOutage()) {
            return min(List.of(FIRST_OUTAGE.multipliedBy(1L << Math.min(outages - 1, MAX_DOUBLINGS)), LONGEST_OUTAGE));
        }
        return min(List.of(retryAfter(what).orElse(Duration.ZERO), LONGEST_THROTTLE));
    }

    private static Optional<Duration> retryAfter(ScaleOutException what) {
        return what instanceof ProviderUnavailableException unavailable ? unavailable.retryAfter() : Optional.empty();
    }

    boolean standsAt(Instant now) {
        return holdOff.covers(now);
    }

    /** Returns the same decision for another caller, in an exception of its own. */
    ScaleOutException again(Instant now) {
        ProviderError error = new ProviderError(
                what.errorCode().orElse(null),
                what.providerMessage().orElse(null),
                what.requestId().orElse(null));
        Duration left = Duration.between(now, holdOff.until());
        String notAsked = ", and is not asked again before " + holdOff.until();
        if (what instanceof ScaleOutRejectedException rejected) {
            return new ScaleOutRejectedException(
                    rejected.reason(), "Nothing was applied: IAM refused the credentials" + notAsked, error);
        }
        return what.signalsOutage()
                ? ProviderUnavailableException.outage("Nothing was applied: IAM gave no token" + notAsked, error, what)
                : ProviderUnavailableException.throttled(
                        "Nothing was applied: IAM asked for fewer requests" + notAsked, error, left);
    }
}
