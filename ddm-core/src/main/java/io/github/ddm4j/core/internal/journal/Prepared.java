/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

/** The result of the readings before an order. */
public sealed interface Prepared {

    /**
     * The order may be sent.
     *
     * @param baseline the state from before the order, in a form of the flow's
     * @param nodes the number of nodes that it adds
     */
    record Ready(String baseline, int nodes) implements Prepared {}

    /** The order is not sent: a rule refuses it, the instance is busy, there is nothing to do, or time is over. */
    record NotSent(String word, String why) implements Prepared {}
}
