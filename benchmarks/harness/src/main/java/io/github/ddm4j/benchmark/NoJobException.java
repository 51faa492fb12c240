/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

/** The client reported success, but gave no job. */
public final class NoJobException extends IllegalStateException {

    private static final long serialVersionUID = 1L;
}
