/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

/** The result of the readings before an order. */
public sealed interface Prepared {

    /**
     * It may be sent.
     *
     * @param baseline what was seen, in a form of the flow's
     * @param nodes how many nodes it adds
     */
    record Ready(String baseline, int nodes) implements Prepared {}

    /** It is not sent: a rule refuses it, the instance is busy, there is nothing to do, or time is over. */
    record NotSent(String word, String why) implements Prepared {}
}
