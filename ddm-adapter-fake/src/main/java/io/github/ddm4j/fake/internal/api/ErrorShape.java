/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.cloud.Refusal;
import io.github.ddm4j.fake.internal.http.ServerAnswer;
import io.github.ddm4j.fake.internal.json.JsonObject;
import java.time.Instant;
import java.util.function.Supplier;

/** The shapes in which the APIs write their errors; the gateway in front of all of them has its own. */
enum ErrorShape {
    /** The shape of DDM v1 and v2. */
    EXTERNAL_MESSAGE {
        @Override
        JsonObject body(Refusal refusal) {
            return new JsonObject().put("externalMessage", refusal.words()).put("errCode", refusal.code());
        }
    },
    /** The shape of DDM v3. */
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

    /** @param now by which a Retry-After that is a date is counted */
    ServerAnswer answer(Refusal refusal, String requestId, Supplier<Instant> now) {
        ServerAnswer answer = refusal.words() == null
                ? ServerAnswer.empty(refusal.status())
                : ServerAnswer.json(refusal.status(), bodyOrGateway(refusal, requestId));
        String comeBack = refusal.retryAfter(now.get());
        return comeBack == null ? answer : answer.with("Retry-After", comeBack);
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
