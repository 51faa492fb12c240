/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import feign.FeignException;
import feign.Request;
import feign.Response;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.core.outcome.FailureKind;
import io.github.ddm4j.core.outcome.RetryAfter;
import io.github.ddm4j.core.port.SendPermit;
import io.github.ddm4j.feign.http.HttpAnswer;
import io.github.ddm4j.feign.http.HttpFailure;
import io.github.ddm4j.feign.http.Transport.Attempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The attempt of one HTTP call and the gate before it, handed through Feign as the call's options. It keeps the answer
 * as well: the description of an error may quote credentials, and only the answer knows which ones were sent. Used by
 * one thread.
 */
public final class HttpCall extends Request.Options {

    private final Attempt attempt;
    private final @Nullable Supplier<SendPermit> gate;
    private final Clock clock;
    private @Nullable HttpAnswer answer;

    private HttpCall(Attempt attempt, @Nullable Supplier<SendPermit> gate, Clock clock) {
        // Nobody reads Feign's own times: the attempt has its deadline.
        super(1, TimeUnit.HOURS, 1, TimeUnit.HOURS, false);
        this.attempt = attempt;
        this.gate = gate;
        this.clock = clock;
    }

    /** Makes a call that asks nobody for leave, see {@link #make(Attempt, Supplier, Clock, Function)}. */
    public static <T> DecodedAnswer<T> make(Attempt attempt, Clock clock, Function<HttpCall, @Nullable T> request) {
        return make(attempt, null, clock, request);
    }

    /**
     * Makes a call, and returns its decoded answer.
     *
     * @param attempt the time for all of it, and what becomes of its connection
     * @param gate asked for leave when the connection stands; null for none
     * @param clock the clock that the provider's dates are compared with
     * @param request the call of a Feign interface
     * @throws CallFailed if no usable answer came
     * @throws ScaleOutException if there are no credentials, or the gate refuses; nothing was sent
     */
    public static <T> DecodedAnswer<T> make(
            Attempt attempt,
            @Nullable Supplier<SendPermit> gate,
            Clock clock,
            Function<HttpCall, @Nullable T> request) {
        HttpCall call = new HttpCall(attempt, gate, clock);
        try {
            T body = request.apply(call);
            HttpAnswer answer = call.answer;
            if (body == null || answer == null) {
                throw new CallFailed(call.failure(null));
            }
            return new DecodedAnswer<>(body, answer);
        } catch (CallFailed | ScaleOutException known) {
            throw known;
        } catch (HttpFailure failure) {
            throw new CallFailed(of(failure));
        } catch (RuntimeException thrown) {
            throw new CallFailed(call.failure(thrown));
        }
    }

    Attempt attempt() {
        return attempt;
    }

    @Nullable
    Supplier<SendPermit> gate() {
        return gate;
    }

    /** Keeps an answer, and returns the part of it that Feign needs. */
    Response answered(Request request, HttpAnswer received) {
        answer = received;
        return Response.builder()
                .request(request)
                .status(received.status())
                .headers(Map.of())
                .body(received.body())
                .build();
    }

    private CallFailure failure(@Nullable RuntimeException thrown) {
        HttpAnswer received = answer;
        if (received == null) {
            return unexpected(thrown);
        }
        if (received.ok()) {
            return DecodedAnswer.unusable("its body is not the JSON we know", received);
        }
        return CallFailure.answered(
                received.status(),
                ErrorBody.read(received),
                RetryAfter.parse(received.header("Retry-After"), clock.instant())
                        .orElse(null));
    }

    /** Returns the row of the outcome table that an answer other than 2xx belongs to. */
    static FailureKind kind(HttpAnswer received) {
        return CallFailure.answered(received.status(), ErrorBody.read(received), null)
                .kind();
    }

    private static CallFailure of(HttpFailure failure) {
        return switch (failure.kind()) {
            case NOT_SENT -> CallFailure.notSent(failure.why(), failure.getCause());
            case GIVEN_UP_UNSENT -> CallFailure.notAttempted(failure.why());
            case GIVEN_UP -> CallFailure.givenUp(failure.why());
            case NO_ANSWER -> CallFailure.noAnswer(failure.why(), failure.getCause());
            case UNUSABLE_ANSWER -> DecodedAnswer.unusable(failure.why(), requireNonNull(failure.answer()));
        };
    }

    /** Returns the failure that nobody expects, a bug of ours too: it may have come after the sending. */
    public static CallFailure unexpected(@Nullable Throwable thrown) {
        Throwable cause = thrown;
        // Feign's exceptions hold the request, or the body of an answer. They end here.
        while (cause instanceof FeignException) {
            cause = cause.getCause();
        }
        String what = cause == null ? "unknown" : cause.getClass().getSimpleName();
        return CallFailure.noAnswer("it broke off in an unexpected way, " + what, cause);
    }

    /**
     * Loads all classes that a refusal needs. A class whose initialising fails once, on a stack that is at its end or
     * without memory, is broken for good. Every later refusal would then count as unknown.
     */
    static void warmUp() {
        HttpAnswer refused = HttpAnswer.of(400, "{\"errCode\":\"DBS.280001\"}".getBytes(UTF_8));
        Clock noon = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        try {
            make(Attempt.within(Duration.ofSeconds(1)), noon, call -> {
                call.answer = refused;
                throw new NotOk();
            });
        } catch (CallFailed failed) {
            failed.failure().ofOrder();
        }
    }

    /** Tells Feign that the status is none of success; the answer is read here, where its secrets are known. */
    static final class NotOk extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotOk() {
            super(null, null, false, false);
        }
    }
}
