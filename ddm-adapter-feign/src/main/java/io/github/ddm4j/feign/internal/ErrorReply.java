/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.feign.http.Answer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of an error. Four shapes of body are about: {@code errCode/externalMessage} of DDM v1 and v2,
 * {@code error_code/error_msg} of DDM v3, the same with {@code request_id} of the gateway, and the nested {@code error}
 * of IAM. Any other body, or none, is fine too: then only the status speaks.
 */
public record ErrorReply(int status, ProviderError error) {

    private static final List<String> CODE = List.of("errCode", "error_code", "code");
    private static final List<String> MESSAGE = List.of("externalMessage", "error_msg", "message");

    /**
     * Loads all that a refusal needs, when an adapter is built: a class whose initialising fails once, on a stack that is at
     * its end or for want of memory, is broken for good, and every later refusal would be called unknown.
     */
    public static void load() {
        Answer refused = Answer.of(400, "{\"errCode\":\"DBS.280001\"}".getBytes(UTF_8));
        of(refused).refusal(null);
    }

    /** Reads an answer. Never fails. */
    public static ErrorReply of(Answer answer) {
        ErrorBody body = ErrorBody.read(answer.body());
        String requestId = body.requestId();
        ProviderError error = new ProviderError(
                answer.hideSecrets(body.first(CODE)),
                answer.hideSecrets(body.first(MESSAGE)),
                requestId == null ? answer.requestId() : answer.hideSecrets(requestId));
        return new ErrorReply(answer.status(), error);
    }

    /**
     * Whether the status proves that the request was not applied. False for 3xx, 408, 5xx and anything that is no HTTP
     * status at all.
     */
    public boolean refuses() {
        return status >= 400 && status <= 499 && status != 408;
    }

    /** The outcome, if this is a refusal. */
    public ScaleOutException refusal(@Nullable Duration retryAfter) {
        if (status == 429) {
            return ProviderUnavailableException.throttled(
                    "The provider refused with status 429, too many calls", error, retryAfter);
        }
        return new ScaleOutRejectedException(
                Reasons.of(status, error.code()), "The provider refused with status " + status, error);
    }
}
