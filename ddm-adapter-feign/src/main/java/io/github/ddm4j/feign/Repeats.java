/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import io.github.ddm4j.feign.http.Transport.Attempt;
import io.github.ddm4j.feign.internal.CallFailure;
import io.github.ddm4j.feign.internal.CallFailure.NotSent;
import io.github.ddm4j.feign.internal.CallOptions;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Repeats reads that failed in a way that may pass: within one deadline, a bounded number of times, after a pause that
 * grows and differs from caller to caller, or that the provider asked for. Never used for a command.
 */
final class Repeats {

    /** The requests of one port call that may be repeated, which makes three attempts at the one that fails. */
    static final int MAX = 2;

    /** Doubled once, for {@link #MAX} is two. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    /** Waits; returns early when there is nothing more to wait for. */
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    private final Duration deadline;
    private final Pause pause;
    private final LongSupplier nanoTime;
    private final DoubleSupplier random;

    /**
     * @param nanoTime such as {@link System#nanoTime()}
     * @param random from 0 to 1
     */
    Repeats(Duration deadline, Pause pause, LongSupplier nanoTime, DoubleSupplier random) {
        this.deadline = deadline;
        this.pause = pause;
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /** Starts the clock of one port call. */
    Budget start() {
        return new Budget(nanoTime.getAsLong() + deadline.toNanos());
    }

    /** What one port call has left. Used by one thread. */
    final class Budget {

        private final long end;
        private int repeats;

        private Budget(long end) {
            this.end = end;
        }

        /** Makes a request, repeated if need be. */
        <T> T read(Function<CallOptions, T> request) {
            while (true) {
                // Closed where the answer is none to the question, and with it the connection that it came by.
                try (Attempt attempt = Attempt.until(end)) {
                    T answer = request.apply(timeLeft(attempt));
                    attempt.keep();
                    return answer;
                } catch (RuntimeException thrown) {
                    if (!(CallFailure.belowFeign(thrown) instanceof CallFailure failure) || !waitAfter(failure)) {
                        throw thrown;
                    }
                }
            }
        }

        private CallOptions timeLeft(Attempt attempt) {
            if (end - nanoTime.getAsLong() <= 0) {
                throw new NotSent("no time was left", null);
            }
            return new CallOptions(attempt);
        }

        /** Waits before the next attempt. False if there is to be none. */
        private boolean waitAfter(CallFailure failure) {
            if (!failure.mayPass() || repeats == MAX) {
                return false;
            }
            Duration wait = pauseAfter(failure.retryAfter());
            if (wait.toNanos() >= end - nanoTime.getAsLong()) {
                return false;
            }
            repeats++;
            try {
                pause.of(wait);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private Duration pauseAfter(@Nullable Duration asked) {
            if (asked != null) {
                return asked;
            }
            long most = FIRST_PAUSE.toNanos() << repeats;
            return Duration.ofNanos((long) (most * random.getAsDouble()));
        }
    }
}
