/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import feign.FeignException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an HTTP call ended without a usable answer. Stays inside the adapter: what it means depends on whether the call
 * was a command, which must not be repeated, or a read.
 */
abstract sealed class CallFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private CallFailure(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }

    /** What it means for a call that may order something: a {@link ScaleOutException}, or one in {@link NothingLearned}. */
    abstract RuntimeException ofCommand();

    /** What it means for a call that changes nothing, likewise. */
    abstract RuntimeException ofRead();

    /** Whether a read may fare better a little later. */
    boolean mayPass() {
        return true;
    }

    /** How long the provider asks to wait, or null. */
    @Nullable
    Duration retryAfter() {
        return null;
    }

    /** The HTTP status, or 0 if none came. */
    int status() {
        return 0;
    }

    final String text() {
        return String.valueOf(getMessage());
    }

    /** What was thrown, without Feign's wrapping: its exceptions can hold a request or a body, and end here. */
    static @Nullable Throwable belowFeign(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof FeignException) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** It is proven that no byte of the request left, because the provider could not be reached. */
    static final class NotSent extends CallFailure {

        private static final long serialVersionUID = 1L;

        NotSent(String why, @Nullable Throwable cause) {
            super("Nothing was sent: " + why, cause);
        }

        @Override
        ScaleOutException ofCommand() {
            return ProviderUnavailableException.outage(text(), ProviderError.NONE, getCause());
        }

        @Override
        ScaleOutException ofRead() {
            return ofCommand();
        }
    }

    /** We gave up, for a reason on our side that says nothing of the provider: an interrupt, or the adapter's end. */
    static final class GivenUp extends CallFailure {

        private static final long serialVersionUID = 1L;

        private final boolean mayHaveLeft;

        /** @param mayHaveLeft whether the request may have left before */
        GivenUp(String why, boolean mayHaveLeft) {
            super(mayHaveLeft ? "No answer was waited for: " + why : "Nothing was sent: " + why, null);
            this.mayHaveLeft = mayHaveLeft;
        }

        @Override
        RuntimeException ofCommand() {
            return mayHaveLeft ? new OutcomeUnknownException(text(), ProviderError.NONE, null) : ofRead();
        }

        @Override
        NothingLearned ofRead() {
            return new NothingLearned(ProviderUnavailableException.notAttempted(text(), null));
        }

        @Override
        boolean mayPass() {
            return false;
        }
    }

    /** The request may have left, and no answer, or not all of it, came back. */
    static final class NoAnswer extends CallFailure {

        private static final long serialVersionUID = 1L;

        NoAnswer(String why, @Nullable Throwable cause) {
            super("No answer came: " + why, cause);
        }

        @Override
        ScaleOutException ofCommand() {
            return new OutcomeUnknownException(text(), ProviderError.NONE, getCause());
        }

        @Override
        ScaleOutException ofRead() {
            return ProviderUnavailableException.outage(text(), ProviderError.NONE, getCause());
        }
    }

    /** The status says yes, but the body is not one we know. */
    static final class UnusableAnswer extends CallFailure {

        private static final long serialVersionUID = 1L;

        private final transient ErrorReply reply;

        UnusableAnswer(String why, Answer answer) {
            super("The provider answered with status " + answer.status() + ", but " + why, null);
            this.reply = ErrorReply.of(answer);
        }

        @Override
        int status() {
            return reply.status();
        }

        @Override
        ScaleOutException ofCommand() {
            return new OutcomeUnknownException(text(), reply.error(), null);
        }

        @Override
        ScaleOutException ofRead() {
            return ProviderUnavailableException.outage(text(), reply.error(), null);
        }
    }

    /** The provider answered with a status other than 2xx. */
    static final class ErrorAnswer extends CallFailure {

        private static final long serialVersionUID = 1L;

        private final transient ErrorReply reply;
        private final @Nullable Duration retryAfter;

        ErrorAnswer(ErrorReply reply, @Nullable Duration retryAfter) {
            super("The provider answered with status " + reply.status(), null);
            this.reply = reply;
            this.retryAfter = retryAfter;
        }

        ErrorReply reply() {
            return reply;
        }

        @Override
        int status() {
            return reply.status();
        }

        @Override
        boolean mayPass() {
            return reply.status() == 429 || !reply.refuses();
        }

        @Override
        @Nullable
        Duration retryAfter() {
            return retryAfter;
        }

        @Override
        ScaleOutException ofCommand() {
            return reply.refuses()
                    ? reply.refusal(retryAfter)
                    : new OutcomeUnknownException(text(), reply.error(), null);
        }

        @Override
        ScaleOutException ofRead() {
            return reply.refuses()
                    ? reply.refusal(retryAfter)
                    : ProviderUnavailableException.outage(text(), reply.error(), null);
        }
    }
}
