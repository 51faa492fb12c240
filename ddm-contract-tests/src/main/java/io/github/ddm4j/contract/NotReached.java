/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

/**
 * The situation of a rule did not come about, for a reason that another rule is about. The test fails, and says so; the
 * rule itself is not broken, as far as anybody knows.
 */
final class NotReached extends AssertionError {

    private static final long serialVersionUID = 1L;

    /** @param why how the call failed that brings the situation about, or that nothing should go wrong with in it */
    NotReached(Throwable why) {
        super(String.valueOf(why), why);
    }
}
