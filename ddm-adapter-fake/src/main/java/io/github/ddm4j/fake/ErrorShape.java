/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import org.jspecify.annotations.Nullable;

/** How an API writes its errors; the gateway in front of all of them writes its own. */
enum ErrorShape {
    /** DDM v1 and v2. */
    EXTERNAL_MESSAGE {
        @Override
        JsonObject body(Refusal refusal) {
            return new JsonObject().put("externalMessage", refusal.words()).put("errCode", refusal.code());
        }
    },
    /** DDM v3. */
    ERROR_MSG {
        @Override
        JsonObject body(Refusal refusal) {
            return new JsonObject().put("error_code", refusal.code()).put("error_msg", refusal.words());
        }
    },
    /** IAM v3, where the code is the status, as a number. */
    IAM {
        @Override
        JsonObject body(Refusal refusal) {
            JsonObject error = new JsonObject()
                    .put("code", refusal.status())
                    .put("message", refusal.words())
                    .put("title", refusal.status() == 401 ? "Unauthorized" : "Error");
            return new JsonObject().put("error", error);
        }
    };

    abstract JsonObject body(Refusal refusal);

    HttpAnswer answer(Refusal refusal, String requestId) {
        HttpAnswer answer = refusal.words() == null
                ? HttpAnswer.empty(refusal.status())
                : HttpAnswer.json(refusal.status(), bodyOrGateway(refusal, requestId));
        @Nullable String wait = refusal.retryAfter();
        return wait == null ? answer : answer.with("Retry-After", wait);
    }

    private JsonObject bodyOrGateway(Refusal refusal, String requestId) {
        if (!refusal.fromGateway()) {
            return body(refusal);
        }
        return new JsonObject()
                .put("error_msg", refusal.words())
                .put("error_code", refusal.code())
                .put("request_id", requestId);
    }
}
