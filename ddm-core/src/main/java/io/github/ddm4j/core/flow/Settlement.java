/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import java.util.Optional;

/**
 * A person's verdict on a key that is in doubt, after a look at the instance, its jobs and the account's orders.
 *
 * @since 0.1.0
 */
public sealed interface Settlement {

    /**
     * The order was applied: the key answers so for ever.
     *
     * @param jobId the job that adds the nodes, where the person knows it
     * @param orderId the order, where the person knows it
     */
    record Applied(Optional<JobId> jobId, Optional<OrderId> orderId) implements Settlement {

        public Applied {
            requireNonNull(jobId, "jobId");
            requireNonNull(orderId, "orderId");
        }
    }

    /** No order was applied, and none waits to be paid: the same key may be submitted again, and orders then. */
    record NotApplied() implements Settlement {}

    /** Nobody knows. The key stays in doubt, and other keys of the instance go on all the same. */
    record Alongside() implements Settlement {}

    /** Returns the verdict that the order was applied by this job. */
    static Settlement applied(JobId jobId) {
        return new Applied(Optional.of(jobId), Optional.empty());
    }

    /** Returns the verdict that the order was applied, and that this is its id. */
    static Settlement applied(OrderId orderId) {
        return new Applied(Optional.empty(), Optional.of(orderId));
    }

    /** Returns the verdict that no order was applied, and none waits to be paid. */
    static Settlement notApplied() {
        return new NotApplied();
    }

    /** Returns the verdict that nobody knows, and that other keys of the instance go on all the same. */
    static Settlement alongside() {
        return new Alongside();
    }
}
