/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static java.util.Objects.requireNonNullElse;

import feign.FeignException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.feign.http.Secrets;
import io.github.ddm4j.feign.internal.CallFailure;
import io.github.ddm4j.feign.internal.CallFailure.ErrorAnswer;
import io.github.ddm4j.feign.internal.CallFailure.GivenUp;
import io.github.ddm4j.feign.internal.CallFailure.NotSent;
import io.github.ddm4j.feign.internal.ErrorReply;
import io.github.ddm4j.feign.internal.NothingLearned;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what a failed call to IAM means. The password stands in none of it, even if IAM quotes it. */
final class IamFailures {

    /** The provider counts calls by the minute. */
    private static final Duration THROTTLED = Duration.ofMinutes(1);

    private final Secrets secrets = new Secrets();

    IamFailures(IamUser user) {
        secrets.add(List.of(user.password()));
    }

    /** Refused credentials, or an IAM that does not work. */
    ScaleOutException ofToken(RuntimeException failed) {
        Throwable thrown = belowFeign(failed);
        if (thrown instanceof ErrorAnswer answer) {
            return ofAnswer(answer);
        }
        if (!(thrown instanceof CallFailure failure)) {
            return outage("IAM could not be asked: " + thrown.getClass().getSimpleName(), null);
        }
        if (failure instanceof GivenUp || Thread.currentThread().isInterrupted()) {
            return ProviderUnavailableException.notAttempted(
                    "Nothing was applied: IAM was not heard to the end: " + detail(failure), null);
        }
        // What came back may quote a token, so a cause is shown only where nothing did.
        return outage("IAM gave no token: " + detail(failure), failure instanceof NotSent ? failure.getCause() : null);
    }

    private ScaleOutException ofAnswer(ErrorAnswer answer) {
        ErrorReply reply = answer.reply();
        ProviderError error = clean(reply.error());
        int status = reply.status();
        if (status == 429) {
            return ProviderUnavailableException.throttled(
                    "Nothing was applied: IAM answered 429, too many calls",
                    error,
                    requireNonNullElse(answer.retryAfter(), THROTTLED));
        }
        if (status >= 400 && status <= 499 && status != 408) {
            return new ScaleOutRejectedException(
                    RejectionReason.ACCESS, "Nothing was applied: IAM refused the credentials with " + status, error);
        }
        return ProviderUnavailableException.outage(
                "Nothing was applied: IAM gave no token: it answered " + status, error, null);
    }

    private ProviderError clean(ProviderError error) {
        return new ProviderError(
                secrets.hide(error.code()), secrets.hide(error.message()), secrets.hide(error.requestId()));
    }

    /** The outcome of a call that only reads. */
    static ScaleOutException ofRead(RuntimeException failed) {
        Throwable thrown = belowFeign(failed);
        if (thrown instanceof CallFailure failure) {
            thrown = failure.ofRead();
        }
        if (thrown instanceof NothingLearned unheard) {
            return unheard.outcome();
        }
        return thrown instanceof ScaleOutException outcome
                ? outcome
                : outage("IAM could not be asked: " + thrown.getClass().getSimpleName(), null);
    }

    private static ProviderUnavailableException outage(String what, @Nullable Throwable cause) {
        return ProviderUnavailableException.outage("Nothing was applied: " + what, ProviderError.NONE, cause);
    }

    /** A failure's text without its first clause, which is about a request to DDM. */
    private static String detail(CallFailure failure) {
        String text = failure.text();
        return text.substring(text.indexOf(": ") + 1).strip().replace("The provider answered", "it answered");
    }

    /** Feign's exceptions hold the request, password and all. They end here. */
    private static Throwable belowFeign(Throwable thrown) {
        Throwable below = thrown;
        while (below instanceof FeignException && below.getCause() != null) {
            below = below.getCause();
        }
        return below;
    }
}
