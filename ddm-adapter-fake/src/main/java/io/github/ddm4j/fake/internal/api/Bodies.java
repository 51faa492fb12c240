/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.cloud.Refusal;
import io.github.ddm4j.fake.internal.json.JsonException;
import io.github.ddm4j.fake.internal.json.JsonObject;
import io.github.ddm4j.fake.internal.json.JsonText;

/** The bodies of requests. */
final class Bodies {

    private Bodies() {}

    /** @throws Refusal 400 if it is not exactly one object without a name twice */
    static JsonObject parse(byte[] body) {
        try {
            return JsonText.parse(body);
        } catch (JsonException e) {
            throw Refusal.body(String.valueOf(e.getMessage()));
        }
    }
}
