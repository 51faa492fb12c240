/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of an error. Four shapes of body are about: {@code errCode/externalMessage} of DDM v1 and v2,
 * {@code error_code/error_msg} of DDM v3, the same with {@code request_id} of the gateway, and the nested {@code error}
 * of IAM. Any other body, or none, is fine too: then only the status speaks.
 */
record ErrorReply(int status, ProviderError error) {

    private static final ObjectReader TREES = MappedJson.trees();
    private static final List<String> CODE = List.of("errCode", "error_code", "code");
    private static final List<String> MESSAGE = List.of("externalMessage", "error_msg", "message");

    /** Reads an answer. Never fails. */
    static ErrorReply of(Answer answer) {
        JsonNode body = tree(answer.body());
        JsonNode said = body.path("error").isObject() ? body.path("error") : body;
        String requestId = first(body, List.of("request_id"));
        ProviderError error = new ProviderError(
                answer.hideSecrets(first(said, CODE)),
                answer.hideSecrets(first(said, MESSAGE)),
                requestId == null ? answer.requestId() : answer.hideSecrets(requestId));
        return new ErrorReply(answer.status(), error);
    }

    /**
     * Whether the status proves that the request was not applied. False for 3xx, 408, 5xx and anything that is no HTTP
     * status at all.
     */
    boolean refuses() {
        return status >= 400 && status <= 499 && status != 408;
    }

    /** The outcome, if this is a refusal. */
    ScaleOutException refusal(@Nullable Duration retryAfter) {
        if (status == 429) {
            return ProviderUnavailableException.throttled(
                    "The provider refused with status 429, too many calls", error, retryAfter);
        }
        return new ScaleOutRejectedException(
                Reasons.of(status, error.code()), "The provider refused with status " + status, error);
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
