/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.core.outcome.Verdict;
import io.github.ddm4j.feign.http.Transport.Attempt;
import io.github.ddm4j.feign.internal.CallFailed;
import io.github.ddm4j.feign.internal.DecodedAnswer;
import io.github.ddm4j.feign.internal.HttpCall;
import java.time.Clock;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Repeats reads that failed in a way that may pass, within one deadline and a bounded number of times. The pause before
 * each grows and differs from caller to caller, unless the provider asks for another. Never used for a command.
 */
final class ReadRetry {

    /** The repetitions that one port call may make, so that a request that fails has one attempt more. */
    static final int MAX = 2;

    /** The pause before the first repetition; it doubles with each further one. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    /** Waits; returns early when there is nothing more to wait for. */
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    private final int most;
    private final Duration deadline;
    private final Clock clock;
    private final Sleeper sleeper;
    private final LongSupplier nanoTime;
    private final DoubleSupplier random;

    /**
     * @param most the number of requests of one port call that may be repeated
     * @param clock the clock that the provider's dates are compared with
     * @param nanoTime such as {@link System#nanoTime()}
     * @param random from 0 to 1
     */
    ReadRetry(int most, Duration deadline, Clock clock, Sleeper sleeper, LongSupplier nanoTime, DoubleSupplier random) {
        this.most = most;
        this.deadline = deadline;
        this.clock = clock;
        this.sleeper = sleeper;
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /** Starts the clock of one port call. */
    Budget start() {
        return new Budget(nanoTime.getAsLong() + deadline.toNanos());
    }

    /** The time that one port call has left. Used by one thread. */
    final class Budget {

        private final long end;
        private int repeats;

        private Budget(long end) {
            this.end = end;
        }

        /**
         * Makes a request, repeated if need be.
         *
         * @param request the call of a Feign interface
         * @param meaning turns its answer into a value; a request whose answer cannot be used is repeated too
         */
        <W, T> T read(Function<HttpCall, W> request, Function<DecodedAnswer<W>, T> meaning) {
            while (true) {
                // Closing drops the connection of an answer that is none to the question.
                try (Attempt attempt = Attempt.until(end)) {
                    refuseIfOver();
                    T answer = meaning.apply(HttpCall.make(attempt, clock, request));
                    attempt.keep();
                    return answer;
                } catch (CallFailed failed) {
                    if (!waitAfter(failed.failure())) {
                        throw failed;
                    }
                }
            }
        }

        private void refuseIfOver() {
            if (end - nanoTime.getAsLong() <= 0) {
                throw new CallFailed(CallFailure.notAttempted("no time was left"));
            }
        }

        /** Waits before the next attempt. Returns false if there is to be none. */
        private boolean waitAfter(CallFailure failure) {
            Verdict verdict = failure.kind().read();
            boolean mayPass = verdict == Verdict.OUTAGE || verdict == Verdict.THROTTLED;
            if (!mayPass || repeats == most) {
                return false;
            }
            Duration wait = failure.retryAfter().orElseGet(this::randomPause);
            if (wait.toNanos() >= end - nanoTime.getAsLong()) {
                return false;
            }
            repeats++;
            try {
                sleeper.sleep(wait);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private Duration randomPause() {
            long most = FIRST_PAUSE.toNanos() << repeats;
            return Duration.ofNanos((long) (most * random.getAsDouble()));
        }
    }
}
