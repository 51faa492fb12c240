/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.model.IdempotencyKey;
import java.time.Duration;
import java.util.Optional;

/**
 * An order of another key of the instance, of late. Where it is known to be applied, its job is no proof for anybody else,
 * and the instance is busy until the job is seen ended or the order seen paid.
 *
 * @param knownOrder what it brought about; empty if it is in doubt whether it was applied
 * @param nodes the number of nodes that it adds
 * @param baseline the state from before its order left, in a form of the flow's; empty if the record was shortened
 * @param evidence the observations since, in a form of the flow's
 * @param age how long ago that was written, by the store's clock
 */
public record Late(
        IdempotencyKey key,
        Optional<KnownOrder> knownOrder,
        int nodes,
        String baseline,
        String evidence,
        Duration age) {

    /** Returns true if nothing has become of the order since but time. */
    boolean isSame(Late other) {
        return key.equals(other.key) && knownOrder.equals(other.knownOrder) && baseline.equals(other.baseline);
    }
}
