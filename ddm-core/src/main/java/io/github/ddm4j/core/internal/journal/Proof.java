/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import java.util.Optional;

/** The knowledge at the end of a call that sends an order. */
public sealed interface Proof {

    /** The provider accepted it. */
    record Receipt(Optional<JobId> job, Optional<OrderId> order) implements Proof {

        KnownOrder knownOrder() {
            return new KnownOrder(KnownOrder.Source.RECEIPT, job, order);
        }
    }

    /** The order was surely not applied: the provider refused it, or it never left. */
    record NotApplied(String word, String why) implements Proof {}
}
