/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import io.github.ddm4j.contract.pact.Tap.Message;
import java.util.function.UnaryOperator;

/**
 * One way in which a message breaks the pact in just one point.
 *
 * @param point what is broken: the status, the path, a parameter of the query, a header, the body as a whole, or a field of it
 * @param way how
 * @param damage does it to a message that keeps the pact
 */
record Breakage(String point, String way, UnaryOperator<Message> damage) {

    /** Shown as the name of the test. */
    @Override
    public String toString() {
        return point + " " + way;
    }
}
