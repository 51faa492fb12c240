/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import feign.FeignException;
import feign.Request;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.core.outcome.RetryAfter;
import io.github.ddm4j.feign.http.Answer;
import io.github.ddm4j.feign.http.HttpFailure;
import io.github.ddm4j.feign.http.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/**
 * What one HTTP call has of its own, handed through Feign as its options: the time it has. Keeps the answer as well, because
 * what an answer says of an error may quote credentials, and which ones were sent is known here alone. Used by one thread.
 */
public final class HttpCall extends Request.Options {

    private final Duration time;
    private final Clock clock;
    private @Nullable Answer answer;

    private HttpCall(Duration time, Clock clock) {
        super(time.toMillis(), TimeUnit.MILLISECONDS, time.toMillis(), TimeUnit.MILLISECONDS, false);
        this.time = time;
        this.clock = clock;
    }

    /**
     * Makes a call.
     *
     * @param time the time for all of it
     * @param clock what the provider's dates are compared with
     * @param request the call of a Feign interface
     * @throws CallFailed if no usable answer came
     * @throws ScaleOutException if there are no credentials; nothing was sent
     */
    public static <T> Reply<T> make(Duration time, Clock clock, Function<HttpCall, @Nullable T> request) {
        HttpCall call = new HttpCall(time, clock);
        try {
            T body = request.apply(call);
            Answer answer = call.answer;
            if (body == null || answer == null) {
                throw new CallFailed(call.failure(null));
            }
            return new Reply<>(body, answer);
        } catch (CallFailed | ScaleOutException known) {
            throw known;
        } catch (HttpFailure failure) {
            throw new CallFailed(of(failure));
        } catch (RuntimeException thrown) {
            throw new CallFailed(call.failure(thrown));
        }
    }

    Duration time() {
        return time;
    }

    void answered(Answer received) {
        answer = received;
    }

    private CallFailure failure(@Nullable RuntimeException thrown) {
        Answer received = answer;
        if (received == null) {
            return unexpected(thrown);
        }
        if (received.ok()) {
            return Reply.unusable("its body is not the JSON we know", received);
        }
        return CallFailure.answered(
                received.status(),
                ErrorBody.read(received),
                RetryAfter.parse(received.header("Retry-After"), clock.instant())
                        .orElse(null));
    }

    private static CallFailure of(HttpFailure failure) {
        Answer answer = failure.answer();
        return switch (failure.kind()) {
            case NOT_SENT -> CallFailure.notSent(failure.why(), failure.getCause());
            case GIVEN_UP_UNSENT -> CallFailure.notAttempted(failure.why());
            case GIVEN_UP -> CallFailure.givenUp(failure.why());
            case NO_ANSWER -> CallFailure.noAnswer(failure.why(), failure.getCause());
            case UNUSABLE_ANSWER ->
                answer == null ? CallFailure.noAnswer(failure.why(), null) : Reply.unusable(failure.why(), answer);
        };
    }

    /** A failure that nobody expects, a bug of ours too: it may have come after the sending. */
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
     * Loads all that a refusal needs. A class whose initialising fails once, on a stack that is at its end or for want of
     * memory, is broken for good, and every later refusal would be reported as unknown.
     */
    static void warmUp() {
        Answer refused = new Answer(400, new Header[0], "{\"errCode\":\"DBS.280001\"}".getBytes(UTF_8), new Secrets());
        Clock noon = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        try {
            make(Duration.ofSeconds(1), noon, call -> {
                call.answered(refused);
                throw new NotOk();
            });
        } catch (CallFailed failed) {
            failed.failure().ofOrder();
        }
    }

    /** Tells Feign that the status is none of success; what the answer says is read here, where its secrets are known. */
    static final class NotOk extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotOk() {
            super(null, null, false, false);
        }
    }
}
