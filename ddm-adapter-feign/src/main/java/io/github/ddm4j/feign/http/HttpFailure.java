/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import org.jspecify.annotations.Nullable;

/** The end of a request without a usable answer, as data. Its meaning for the caller is decided above the transport. */
public final class HttpFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The point that a request reached. */
    public enum Kind {
        /** No byte of it left, because the provider could not be reached. That is proven. */
        NOT_SENT,
        /** No byte of it left, because nobody waits for it any more. That is proven. */
        GIVEN_UP_UNSENT,
        /** It may have left; then nobody waited for it any more. */
        GIVEN_UP,
        /** It may have left, and no answer, or not all of it, came back. */
        NO_ANSWER,
        /** The status says yes, but the body cannot be taken. */
        UNUSABLE_ANSWER
    }

    private final Kind kind;
    private final transient @Nullable HttpAnswer answer;

    HttpFailure(Kind kind, String why, @Nullable Throwable cause) {
        this(kind, why, cause, null);
    }

    private HttpFailure(Kind kind, String why, @Nullable Throwable cause, @Nullable HttpAnswer answer) {
        super(why, cause, false, false);
        this.kind = kind;
        this.answer = answer;
    }

    static HttpFailure unusable(String why, HttpAnswer answer) {
        return new HttpFailure(Kind.UNUSABLE_ANSWER, why, null, answer);
    }

    public Kind kind() {
        return kind;
    }

    /** Returns the reason, as the end of a sentence. */
    public String why() {
        return String.valueOf(getMessage());
    }

    /** Returns the answer that came back; null unless the failure is that this answer is unusable. */
    public @Nullable HttpAnswer answer() {
        return answer;
    }
}
