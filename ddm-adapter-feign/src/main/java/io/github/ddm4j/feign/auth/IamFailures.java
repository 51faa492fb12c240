/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.core.outcome.FailureKind;
import io.github.ddm4j.feign.internal.CallFailed;
import io.github.ddm4j.feign.internal.HttpCall;
import java.time.Duration;

/** The meaning of failed calls to IAM. */
final class IamFailures {

    /** The pause after a 429 without a time, because the provider counts calls by the minute. */
    private static final Duration THROTTLED = Duration.ofMinutes(1);

    private IamFailures() {}

    /** Returns the failure of a call for a token: refused credentials, or an IAM that does not work. */
    static ScaleOutException ofToken(RuntimeException failed) {
        CallFailure failure = failure(failed);
        if (Thread.currentThread().isInterrupted()) {
            return CallFailure.givenUp("the calling thread was interrupted").ofToken();
        }
        boolean untold =
                failure.kind() == FailureKind.THROTTLED && failure.retryAfter().isEmpty();
        return (untold ? CallFailure.answered(failure.status(), failure.error(), THROTTLED) : failure).ofToken();
    }

    /** Returns the failure of a call that only reads. */
    static ScaleOutException ofRead(RuntimeException failed) {
        return failed instanceof ScaleOutException noToken
                ? noToken
                : failure(failed).ofRead();
    }

    private static CallFailure failure(RuntimeException failed) {
        return failed instanceof CallFailed known ? known.failure() : HttpCall.unexpected(failed);
    }
}
