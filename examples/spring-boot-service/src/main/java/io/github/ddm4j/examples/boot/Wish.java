/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.util.Optional;

/**
 * What a caller wants.
 *
 * @param key the caller's name of it; sent again under the same one, it is ordered once
 */
record Wish(Optional<IdempotencyKey> key, InstanceId instance, ScaleOutRequest request) {

    Submission submitTo(ScaleOutFlow flow) {
        return key.isPresent() ? flow.submit(key.get(), instance, request) : flow.submit(instance, request);
    }

    /** Returns true if the other is this one, sent again. Without a key each one is a wish of its own. */
    boolean isSameAs(Wish other) {
        return key.isPresent() && equals(other);
    }
}
