/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.validation.ScaleOutRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules V1 to V3 at the door of every id. */
final class Identifiers {

    private Identifiers() {}

    /** @throws InvalidScaleOutException if the value breaks rule V1, V2 or V3 */
    static void require(String field, @Nullable String value) {
        ScaleOutRules.checkId(field, value).ifPresent(violation -> {
            throw new InvalidScaleOutException(List.of(violation));
        });
    }
}
