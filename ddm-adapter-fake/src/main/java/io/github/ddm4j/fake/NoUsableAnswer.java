/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

/** The request was there, and no usable answer came back. */
final class NoUsableAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoUsableAnswer(String what) {
        super(what, null, false, false);
    }
}
