/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import io.github.ddm4j.fake.internal.http.BadRequest;
import io.github.ddm4j.fake.internal.http.HttpDate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is not a success: one of the fake's rules refused the request, or a fault says so. The message names
 * the rule.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient @Nullable String code;
    private final transient @Nullable String words;
    private final transient ComeBack comeBack;

    /**
     * The word of an answer on when to come back.
     *
     * @param pause how long to wait, or null
     * @param asDate whether the pause is written as a date
     * @param header what is written as it stands, or null
     */
    private record ComeBack(
            @Nullable Duration pause,
            boolean asDate,
            @Nullable String header) {

        static final ComeBack UNSAID = new ComeBack(null, false, null);
    }

    private Refusal(int status, @Nullable String code, @Nullable String words, ComeBack comeBack) {
        super(status + " " + code + " " + words, null, false, false);
        this.status = status;
        this.code = code;
        this.words = words;
        this.comeBack = comeBack;
    }

    public static Refusal of(int status, @Nullable String code, @Nullable String words) {
        return new Refusal(status, code, words, ComeBack.UNSAID);
    }

    /** A field of the request is missing or wrong. */
    public static Refusal parameter(String field, String rule) {
        return of(400, "DBS.300375", "Invalid " + field + ": " + field + " " + rule);
    }

    /** The body as a whole cannot be read. */
    public static Refusal body(String rule) {
        return of(400, "DBS.280001", "Parameter error. The body " + rule);
    }

    public static Refusal notFound(String code, String what, String id) {
        return of(404, code, "There is no " + what + " " + id);
    }

    /** The gateway could make no request of what came. */
    public static Refusal malformed(BadRequest what) {
        return of(what.status(), "APIGW.0201", what.getMessage());
    }

    /** The gateway does not know who is calling. */
    public static Refusal unauthenticated(String why) {
        return of(401, "APIGW.0301", "Incorrect IAM authentication information: " + why);
    }

    /** The same answer, which also says when to come back. */
    public Refusal retryAfter(@Nullable Duration wait, boolean asDate) {
        return new Refusal(status, code, words, new ComeBack(wait, asDate, null));
    }

    /** The same answer with this header, in any form or in none that makes sense. */
    public Refusal retryAfter(String header) {
        return new Refusal(status, code, words, new ComeBack(null, false, header));
    }

    /** The same without a secret that it repeats. */
    public Refusal hiding(String secret) {
        return new Refusal(status, without(secret, code), without(secret, words), comeBack);
    }

    private static @Nullable String without(String secret, @Nullable String text) {
        return text == null ? null : text.replace(secret, "***");
    }

    public int status() {
        return status;
    }

    @Nullable
    public String code() {
        return code;
    }

    @Nullable
    public String words() {
        return words;
    }

    /** The pause asked for in whole seconds, or null; rounded up, so that it is long enough for the provider. */
    @Nullable
    public Duration pause() {
        Duration wait = comeBack.pause();
        return wait == null
                ? null
                : Duration.ofSeconds(wait.plusNanos(999_999_999).toSeconds());
    }

    /** The value of the header Retry-After, or null. */
    @Nullable
    public String retryAfter(Instant now) {
        Duration wait = pause();
        if (wait == null) {
            return comeBack.header();
        }
        return comeBack.asDate() ? HttpDate.of(now.plus(wait)) : String.valueOf(wait.toSeconds());
    }

    /** Tells an answer of the gateway in front of the service from one of the service; its error codes say so. */
    public boolean fromGateway() {
        return code != null && code.startsWith("APIG");
    }
}
