/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import feign.FeignException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.feign.http.Answer;
import io.github.ddm4j.feign.http.HttpFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an HTTP call ended without a usable answer. Stays inside the adapter: what it means depends on whether the call
 * was a command, which must not be repeated, or a read.
 */
public abstract sealed class CallFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private CallFailure(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }

    /** What the transport tells, as a failure of a call. */
    static CallFailure of(HttpFailure failure) {
        Answer answer = failure.answer();
        return switch (failure.kind()) {
            case NOT_SENT -> new NotSent(failure.why(), failure.getCause());
            case GIVEN_UP_UNSENT -> new GivenUp(failure.why(), false);
            case GIVEN_UP -> new GivenUp(failure.why(), true);
            case NO_ANSWER -> new NoAnswer(failure.why(), failure.getCause());
            case UNUSABLE_ANSWER ->
                answer == null ? new NoAnswer(failure.why(), null) : new UnusableAnswer(failure.why(), answer);
        };
    }

    /** What it means for a call that may order something: a {@link ScaleOutException}, or one in {@link NothingLearned}. */
    public abstract RuntimeException ofCommand();

    /** What it means for a call that changes nothing, likewise. */
    public abstract RuntimeException ofRead();

    /** Whether a read may fare better a little later. */
    public boolean mayPass() {
        return true;
    }

    /** How long the provider asks to wait, or null. */
    @Nullable
    public Duration retryAfter() {
        return null;
    }

    /** The HTTP status, or 0 if none came. */
    public int status() {
        return 0;
    }

    public final String text() {
        return String.valueOf(getMessage());
    }

    /** What was thrown, without Feign's wrapping: its exceptions can hold a request or a body, and end here. */
    public static @Nullable Throwable belowFeign(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof FeignException) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** It is proven that no byte of the request left, because the provider could not be reached. */
    public static final class NotSent extends CallFailure {

        private static final long serialVersionUID = 1L;

        public NotSent(String why, @Nullable Throwable cause) {
            super("Nothing was sent: " + why, cause);
        }

        @Override
        public ScaleOutException ofCommand() {
            return ProviderUnavailableException.outage(text(), ProviderError.NONE, getCause());
        }

        @Override
        public ScaleOutException ofRead() {
            return ofCommand();
        }
    }

    /** We gave up, for a reason on our side that says nothing of the provider: an interrupt, or the adapter's end. */
    public static final class GivenUp extends CallFailure {

        private static final long serialVersionUID = 1L;

        private final boolean mayHaveLeft;

        /** @param mayHaveLeft whether the request may have left before */
        public GivenUp(String why, boolean mayHaveLeft) {
            super(mayHaveLeft ? "No answer was waited for: " + why : "Nothing was sent: " + why, null);
            this.mayHaveLeft = mayHaveLeft;
        }

        @Override
        public RuntimeException ofCommand() {
            return mayHaveLeft ? new OutcomeUnknownException(text(), ProviderError.NONE, null) : ofRead();
        }

        @Override
        public NothingLearned ofRead() {
            return new NothingLearned(ProviderUnavailableException.notAttempted(text(), null));
        }

        @Override
        public boolean mayPass() {
            return false;
        }
    }

    /** The request may have left, and no answer, or not all of it, came back. */
    public static final class NoAnswer extends CallFailure {

        private static final long serialVersionUID = 1L;

        public NoAnswer(String why, @Nullable Throwable cause) {
            super("No answer came: " + why, cause);
        }

        @Override
        public ScaleOutException ofCommand() {
            return new OutcomeUnknownException(text(), ProviderError.NONE, getCause());
        }

        @Override
        public ScaleOutException ofRead() {
            return ProviderUnavailableException.outage(text(), ProviderError.NONE, getCause());
        }
    }

    /** The status says yes, but the body is not one we know. */
    public static final class UnusableAnswer extends CallFailure {

        private static final long serialVersionUID = 1L;

        private final transient ErrorReply reply;

        public UnusableAnswer(String why, Answer answer) {
            super("The provider answered with status " + answer.status() + ", but " + why, null);
            this.reply = ErrorReply.of(answer);
        }

        @Override
        public int status() {
            return reply.status();
        }

        @Override
        public ScaleOutException ofCommand() {
            return new OutcomeUnknownException(text(), reply.error(), null);
        }

        @Override
        public ScaleOutException ofRead() {
            return ProviderUnavailableException.outage(text(), reply.error(), null);
        }
    }

    /** The provider answered with a status other than 2xx. */
    public static final class ErrorAnswer extends CallFailure {

        private static final long serialVersionUID = 1L;

        private final transient ErrorReply reply;
        private final @Nullable Duration retryAfter;

        public ErrorAnswer(ErrorReply reply, @Nullable Duration retryAfter) {
            super("The provider answered with status " + reply.status(), null);
            this.reply = reply;
            this.retryAfter = retryAfter;
        }

        public ErrorReply reply() {
            return reply;
        }

        @Override
        public int status() {
            return reply.status();
        }

        @Override
        public boolean mayPass() {
            return reply.status() == 429 || !reply.refuses();
        }

        @Override
        public @Nullable Duration retryAfter() {
            return retryAfter;
        }

        @Override
        public ScaleOutException ofCommand() {
            return reply.refuses()
                    ? reply.refusal(retryAfter)
                    : new OutcomeUnknownException(text(), reply.error(), null);
        }

        @Override
        public ScaleOutException ofRead() {
            return reply.refuses()
                    ? reply.refusal(retryAfter)
                    : ProviderUnavailableException.outage(text(), reply.error(), null);
        }
    }
}
