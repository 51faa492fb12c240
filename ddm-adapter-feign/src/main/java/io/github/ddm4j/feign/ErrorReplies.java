/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import feign.Response;
import feign.codec.ErrorDecoder;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.feign.CallFailure.ErrorAnswer;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads error bodies. Four shapes are about: {@code errCode/externalMessage} of DDM v1 and v2, {@code
 * error_code/error_msg} of DDM v3, the same with {@code request_id} of the gateway, and the nested {@code error} of IAM.
 * Any other body, or none, is fine too: then only the status speaks.
 */
final class ErrorReplies implements ErrorDecoder {

    private static final ObjectReader TREES = JsonCodec.trees();
    private static final List<String> CODE = List.of("errCode", "error_code", "code");
    private static final List<String> MESSAGE = List.of("externalMessage", "error_msg", "message");

    private final Clock clock;

    ErrorReplies(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Exception decode(String methodKey, Response response) {
        return new ErrorAnswer(of(TransportClient.answer(response)));
    }

    /** What an answer other than 2xx says. Never fails. */
    ErrorReply of(Answer answer) {
        JsonNode body = tree(answer.body());
        JsonNode said = body.path("error").isObject() ? body.path("error") : body;
        String requestId = first(body, List.of("request_id"));
        ProviderError error = new ProviderError(
                answer.hideSecrets(first(said, CODE)),
                answer.hideSecrets(first(said, MESSAGE)),
                requestId == null ? answer.requestId() : answer.hideSecrets(requestId));
        return new ErrorReply(answer.status(), error, RetryAfter.parse(answer.header("Retry-After"), clock));
    }

    private static JsonNode tree(byte[] body) {
        try {
            return TREES.readTree(body);
        } catch (IOException garbage) {
            return MissingNode.getInstance();
        }
    }

    private static @Nullable String first(JsonNode node, List<String> names) {
        for (String name : names) {
            JsonNode value = node.path(name);
            if (value.isTextual() && !value.textValue().isBlank() || value.isNumber()) {
                return value.asText();
            }
        }
        return null;
    }
}
