/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.Stamp;
import java.util.Optional;

/**
 * A person's statement about a doubt.
 *
 * @param stamp the stamp of the doubt that the person has seen; what was said of it holds for no other
 * @param verdict the person's verdict
 * @param job the job that adds the nodes, where the person names it
 * @param order the order, where the person names it
 * @param by the name of the person
 * @param reason the reason
 */
public record Testimony(
        Stamp stamp, Verdict verdict, Optional<JobId> job, Optional<OrderId> order, String by, String reason) {

    /** The verdicts that a person can give. */
    public enum Verdict {
        /** The order was applied. */
        APPLIED,
        /** No order was applied, and none waits to be paid. */
        NOT_APPLIED,
        /** Nobody knows; other keys of the instance go on all the same. */
        ALONGSIDE
    }

    String why() {
        return "settled by " + by + ": " + reason;
    }
}
