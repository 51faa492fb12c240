/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

/** What is known of a key. */
public enum KeyState {
    /** Claimed; nothing has been sent under this claim. */
    OPEN,
    /** An order may leave, or may have left. Written before its first byte, so that a crash from here on means unknown. */
    SENDING,
    /** Settled: the order was applied. */
    APPLIED,
    /** Settled: no order was applied. The same wish may be made again. */
    REFUSED,
    /** Nobody can say yet. Nothing is sent for the key, nor for its instance, until it is settled. */
    IN_DOUBT;

    boolean isSettled() {
        return this == APPLIED || this == REFUSED;
    }
}
