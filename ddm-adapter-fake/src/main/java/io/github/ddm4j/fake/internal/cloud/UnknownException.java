/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

/** A test names something that is not there. */
public final class UnknownException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnknownException(String what, String id) {
        super("no " + what + " " + id);
    }
}
