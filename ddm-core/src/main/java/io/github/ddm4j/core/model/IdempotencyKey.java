/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.validation.ScaleOutRules;
import java.util.List;

/**
 * The caller's own name of one wish: a ticket, an autoscaler's decision. The same key stands for the same wish for
 * ever, so that a wish made twice cannot order twice. Keys that differ in case or in an accent are different keys.
 *
 * @param value 1 to {@value ScaleOutRules#MAX_ID_LENGTH} visible characters, blanks allowed but not at either end
 * @since 0.1.0
 */
public record IdempotencyKey(String value) {

    /** @throws io.github.ddm4j.core.exception.InvalidScaleOutException if the value breaks rule V1, V3 or V15 */
    public IdempotencyKey {
        ScaleOutRules.checkKey("idempotency_key", value).ifPresent(violation -> {
            throw new InvalidScaleOutException(List.of(violation));
        });
    }

    @Override
    public String toString() {
        return value;
    }
}
