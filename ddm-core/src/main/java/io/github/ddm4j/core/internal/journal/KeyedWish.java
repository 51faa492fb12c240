/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;

/**
 * A caller's wish under a key.
 *
 * @param key the caller's name of it
 * @param instance the instance that it is about
 * @param terms everything that makes it another wish if it differs: for an order the group, flavor, nodes, payment and sorted
 *     zones; for a target the target
 * @param counts whether what was applied of late decides what is ordered, because a target is counted or a limit holds. Then
 *     it is read under the claim, where nothing can be added to it any more
 */
public record KeyedWish(IdempotencyKey key, InstanceId instance, String terms, boolean counts) {

    String digest() {
        return Digest.of(instance + "\n" + terms);
    }
}
