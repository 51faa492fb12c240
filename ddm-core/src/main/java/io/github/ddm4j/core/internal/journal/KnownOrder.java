/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import java.util.Optional;

/**
 * The order of a key that is known to be applied.
 *
 * @param source how it is known
 * @param job the job that adds the nodes, if it is known
 * @param order the order, if there is one and it is known
 */
public record KnownOrder(Source source, Optional<JobId> job, Optional<OrderId> order) {

    /** The beginning of a witness that is a job. */
    public static final String JOB = "job:";

    /** The source of the knowledge that an order was applied. */
    public enum Source {
        /** The provider said so: proof. */
        RECEIPT,
        /** The provider's audit log has its trace. */
        TRACE,
        /** The instance and its jobs show it: an inference. */
        FOUND,
        /** A person has looked. */
        PERSON
    }

    /**
     * The text that no two keys may share: one order or job settles one key. Its order comes first, because that is what is
     * known of it from its receipt on, and its job only once it is paid.
     */
    public String witness(IdempotencyKey key) {
        return order.map(id -> "order:" + id)
                .or(() -> job.map(id -> JOB + id))
                .orElseGet(() -> "nodes:" + Digest.of(key.value()));
    }

    String inWords() {
        return job.map(id -> "job " + id)
                .or(() -> order.map(id -> "order " + id))
                .orElse("one that its nodes show");
    }

    boolean isProof() {
        return source == Source.RECEIPT;
    }

    boolean namesTheSame(KnownOrder other) {
        return job.equals(other.job) && order.equals(other.order);
    }
}
