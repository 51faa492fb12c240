/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.outcome;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ScaleOutException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failed call to the provider, as data. {@link #ofOrder()}, {@link #ofRead()} and {@link #ofToken()} make the
 * exception that the {@linkplain FailureKind outcome table} says. Immutable.
 *
 * <p>Texts and causes are shown to the caller: they must hold no header, no body and no part of a credential.
 *
 * @since 0.1.0
 */
public final class CallFailure {

    private final FailureKind kind;
    private final String why;
    private final int status;
    private final ProviderError error;
    private final @Nullable Duration retryAfter;
    private final @Nullable Throwable cause;

    private CallFailure(
            FailureKind kind,
            String why,
            int status,
            ProviderError error,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        this.kind = kind;
        this.why = requireNonNull(why, "why");
        this.status = status;
        this.error = requireNonNull(error, "error");
        this.retryAfter = retryAfter;
        this.cause = cause;
    }

    private CallFailure(FailureKind kind, String why, @Nullable Throwable cause) {
        this(kind, why, 0, ProviderError.NONE, null, cause);
    }

    /**
     * Returns a failure by which nothing was sent, as is proven, for a reason on this side that says nothing of the
     * provider.
     */
    public static CallFailure notAttempted(String why) {
        return new CallFailure(FailureKind.NOT_ATTEMPTED, why, null);
    }

    /** Returns a failure by which nothing was sent, as is proven, because the provider could not be reached. */
    public static CallFailure notSent(String why, @Nullable Throwable cause) {
        return new CallFailure(FailureKind.NOT_SENT, why, cause);
    }

    /**
     * Returns a failure by which the request may have been sent, and no answer came, or not all of it; also for a bug
     * on this side.
     */
    public static CallFailure noAnswer(String why, @Nullable Throwable cause) {
        return new CallFailure(FailureKind.NO_ANSWER, why, cause);
    }

    /**
     * Returns a failure by which the request may have been sent, and then the caller was interrupted or the adapter
     * closed.
     */
    public static CallFailure givenUp(String why) {
        return new CallFailure(FailureKind.GIVEN_UP, why, null);
    }

    /**
     * Returns the failure of an answer whose status is 2xx, but which cannot be used.
     *
     * @param why the fault of the answer, as the end of a sentence
     * @param error its description of an error, if it has one
     */
    public static CallFailure unusable(int status, String why, ProviderError error) {
        return new CallFailure(FailureKind.UNUSABLE_ANSWER, why, status, error, null, null);
    }

    /**
     * Returns the failure of an answer whose status is not 2xx.
     *
     * @param error its description of the error; {@link ProviderError#NONE} if it says nothing
     * @param retryAfter the time of its header {@code Retry-After}, see {@link RetryAfter}; null if it has none
     */
    public static CallFailure answered(int status, ProviderError error, @Nullable Duration retryAfter) {
        FailureKind kind = FailureKind.ofAnswer(status, error.code());
        return new CallFailure(kind, "", status, error, retryAfter, null);
    }

    /** Returns the row of the outcome table. */
    public FailureKind kind() {
        return kind;
    }

    /** Returns the HTTP status; 0 if none came. */
    public int status() {
        return status;
    }

    /** Returns the provider's description of the error. */
    public ProviderError error() {
        return error;
    }

    /** Returns the time that the provider asks to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    @Nullable
    Duration retryAfterOrNull() {
        return retryAfter;
    }

    @Nullable
    Throwable causeOrNull() {
        return cause;
    }

    /** Returns the exception of a call that may have ordered something. */
    public ScaleOutException ofOrder() {
        return as(kind.order());
    }

    /** Returns the exception of a call that only reads. */
    public ScaleOutException ofRead() {
        return as(kind.read());
    }

    /**
     * Returns the exception of a call to the provider by a verdict, which {@link FailureKind#order()} or {@link
     * FailureKind#read()} of its {@link #kind()} gives.
     */
    public ScaleOutException as(Verdict verdict) {
        return verdict.exception(message("The provider"), this);
    }

    /**
     * Returns the exception of a call that asks IAM for a token; nothing was applied then, whatever became of that
     * call. The cause is kept only if nothing was sent, because an answer may quote a token that nobody knows yet.
     */
    public ScaleOutException ofToken() {
        CallFailure shown = kind == FailureKind.NOT_SENT ? this : withoutCause();
        String what = kind.token() == Verdict.ACCESS_DENIED
                ? "IAM refused the credentials with status " + status
                : "IAM gave no token. " + message("IAM");
        return kind.token().exception("Nothing was applied: " + what, shown);
    }

    private CallFailure withoutCause() {
        return new CallFailure(kind, why, status, error, retryAfter, null);
    }

    private String message(String who) {
        return switch (kind) {
            case NOT_ATTEMPTED, NOT_SENT -> "Nothing was sent: " + why;
            case NO_ANSWER -> "No answer came: " + why;
            case GIVEN_UP -> "No answer was waited for: " + why;
            case UNUSABLE_ANSWER -> who + " answered with status " + status + ", but " + why;
            case INCONCLUSIVE -> who + " answered with status " + status;
            case SERVICE_FAULT -> who + " answered with status " + status + " and an error code of a fault inside";
            case TASK_NOT_FOUND -> who + " answered with status " + status + " and does not find the task";
            case THROTTLED -> who + " refused with status 429, too many calls";
            case UNAUTHORIZED, REFUSED, REFUSED_OTHERWISE -> who + " refused with status " + status;
        };
    }

    /** Describes the failure without the provider's own words. */
    @Override
    public String toString() {
        return kind + ": " + message("The provider");
    }
}
