/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import org.jspecify.annotations.Nullable;

/**
 * How an HTTP call ended without a usable answer. Stays inside the adapter: what it means depends on whether the call
 * was a command, which must not be repeated, or a read.
 */
abstract sealed class CallFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CallFailure(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }

    /** What it means for a call that may order something. */
    abstract ScaleOutException ofCommand();

    /** What it means for a call that changes nothing. */
    abstract ScaleOutException ofRead();

    /** The HTTP status, or 0 if none came. */
    int status() {
        return 0;
    }

    /** Whether it says nothing of the provider, good or bad. */
    boolean saysNothing() {
        return false;
    }

    final String text() {
        return String.valueOf(getMessage());
    }

    /** It is proven that no byte of the request left. */
    static final class NotSent extends CallFailure {

        private static final long serialVersionUID = 1L;

        private final boolean outage;

        private NotSent(String message, boolean outage, @Nullable Throwable cause) {
            super(message, cause);
            this.outage = outage;
        }

        /** The provider, or a proxy on the way, could not be reached. */
        static NotSent unreachable(String message, @Nullable Throwable cause) {
            return new NotSent(message, true, cause);
        }

        /** The reason is on our side and says nothing of the provider. */
        static NotSent givenUp(String message) {
            return new NotSent(message, false, null);
        }

        @Override
        ScaleOutException ofCommand() {
            return outage
                    ? ProviderUnavailableException.outage(text(), ProviderError.NONE, getCause())
                    : ProviderUnavailableException.notAttempted(text(), null);
        }

        @Override
        ScaleOutException ofRead() {
            return ofCommand();
        }

        @Override
        boolean saysNothing() {
            return !outage;
        }
    }

    /** The request may have left, and no answer, or not all of it, came back. */
    static final class NoAnswer extends CallFailure {

        private static final long serialVersionUID = 1L;

        NoAnswer(String message, @Nullable Throwable cause) {
            super(message, cause);
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

        private final int status;
        private final transient ProviderError error;

        UnusableAnswer(String message, Answer answer) {
            super("The provider answered " + answer.status() + ", but " + message, null);
            this.status = answer.status();
            this.error = new ProviderError(null, null, answer.requestId());
        }

        @Override
        int status() {
            return status;
        }

        @Override
        ScaleOutException ofCommand() {
            return new OutcomeUnknownException(text(), error, null);
        }

        @Override
        ScaleOutException ofRead() {
            return ProviderUnavailableException.outage(text(), error, null);
        }
    }

    /** The provider answered with a status other than 2xx. */
    static final class ErrorAnswer extends CallFailure {

        private static final long serialVersionUID = 1L;

        private final transient ErrorReply reply;

        ErrorAnswer(ErrorReply reply) {
            super("The provider answered " + reply.status(), null);
            this.reply = reply;
        }

        ErrorReply reply() {
            return reply;
        }

        @Override
        int status() {
            return reply.status();
        }

        @Override
        ScaleOutException ofCommand() {
            return reply.refusal()
                    .orElseGet(() ->
                            new OutcomeUnknownException(text() + "; it may have been applied", reply.error(), null));
        }

        @Override
        ScaleOutException ofRead() {
            return reply.refusal().orElseGet(() -> ProviderUnavailableException.outage(text(), reply.error(), null));
        }
    }
}
