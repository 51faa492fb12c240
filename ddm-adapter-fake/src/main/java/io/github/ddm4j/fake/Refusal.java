/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is not a success: one of the fake's rules refused the request, or a fault says so. The message names
 * the rule.
 */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient @Nullable String code;
    private final transient @Nullable String words;
    private final transient @Nullable String retryAfter;

    private Refusal(int status, @Nullable String code, @Nullable String words, @Nullable String retryAfter) {
        super(status + " " + code + " " + words, null, false, false);
        this.status = status;
        this.code = code;
        this.words = words;
        this.retryAfter = retryAfter;
    }

    static Refusal of(int status, @Nullable String code, @Nullable String words) {
        return new Refusal(status, code, words, null);
    }

    /** A field of the request is missing or wrong. */
    static Refusal parameter(String field, String rule) {
        return of(400, "DBS.300375", "Invalid " + field + ": " + field + " " + rule);
    }

    /** The body as a whole cannot be read. */
    static Refusal body(String rule) {
        return of(400, "DBS.280001", "Parameter error. The body " + rule);
    }

    static Refusal notFound(String code, String what, String id) {
        return of(404, code, "There is no " + what + " " + id);
    }

    static Refusal gateway(int status, String code, String words) {
        return of(status, code, words);
    }

    /** The gateway does not know who is calling. */
    static Refusal unauthenticated(String why) {
        return of(401, "APIGW.0301", "Incorrect IAM authentication information: " + why);
    }

    /** Rounded up, so that who waits so long has waited long enough. */
    Refusal retryAfter(@Nullable Duration wait) {
        return retryAfter(
                wait == null ? null : String.valueOf(wait.plusNanos(999_999_999).toSeconds()));
    }

    Refusal retryAfter(@Nullable String header) {
        return new Refusal(status, code, words, header);
    }

    /** The same without a secret that it repeats. */
    Refusal hiding(String secret) {
        return words == null ? this : new Refusal(status, code, words.replace(secret, "***"), retryAfter);
    }

    int status() {
        return status;
    }

    @Nullable
    String code() {
        return code;
    }

    @Nullable
    String words() {
        return words;
    }

    /** The header's value. */
    @Nullable
    String retryAfter() {
        return retryAfter;
    }

    /** Whether it comes from the gateway in front of the service; its error codes say so. */
    boolean fromGateway() {
        return code != null && code.startsWith("APIG");
    }
}
