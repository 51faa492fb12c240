/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** How an API writes its errors; the gateway in front of all of them writes its own. */
enum ErrorShape {
    /** DDM v1 and v2. */
    EXTERNAL_MESSAGE {
        @Override
        ObjectNode body(Refusal refusal) {
            return Json.object().put("externalMessage", refusal.words()).put("errCode", refusal.code());
        }
    },
    /** DDM v3. */
    ERROR_MSG {
        @Override
        ObjectNode body(Refusal refusal) {
            return Json.object().put("error_code", refusal.code()).put("error_msg", refusal.words());
        }
    },
    /** IAM v3, where the code is the status, as a number. */
    IAM {
        @Override
        ObjectNode body(Refusal refusal) {
            ObjectNode body = Json.object();
            body.putObject("error")
                    .put("code", refusal.status())
                    .put("message", refusal.words())
                    .put("title", refusal.status() == 401 ? "Unauthorized" : "Error");
            return body;
        }
    };

    abstract ObjectNode body(Refusal refusal);

    HttpAnswer answer(Refusal refusal, String requestId) {
        HttpAnswer answer = refusal.words() == null
                ? HttpAnswer.empty(refusal.status())
                : HttpAnswer.json(refusal.status(), bodyOrGateway(refusal, requestId));
        @Nullable Long seconds = refusal.retryAfterSeconds();
        return seconds == null ? answer : answer.with("Retry-After", seconds.toString());
    }

    private ObjectNode bodyOrGateway(Refusal refusal, String requestId) {
        if (!refusal.fromGateway()) {
            return body(refusal);
        }
        return Json.object()
                .put("error_msg", refusal.words())
                .put("error_code", refusal.code())
                .put("request_id", requestId);
    }
}
