/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * A condition that must hold right before an order is sent: rule V13. If it does not hold, nothing is sent.
 *
 * @param nodes how many nodes the group has that is to grow, or the instance where the provider tells of no group; empty
 *     for any number
 * @since 0.1.0
 */
public record Precondition(OptionalInt nodes) {

    /** The precondition that always holds. */
    public static final Precondition NONE = new Precondition(OptionalInt.empty());

    public Precondition {
        requireNonNull(nodes, "nodes");
    }

    /** Returns the precondition that the group that is to grow has exactly so many nodes. */
    public static Precondition nodes(int nodes) {
        return new Precondition(OptionalInt.of(nodes));
    }
}
