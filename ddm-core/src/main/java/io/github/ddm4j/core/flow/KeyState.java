/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

/**
 * The state of an idempotency key in a journal.
 *
 * @since 0.1.0
 */
public enum KeyState {
    /** Claimed; nothing has been sent under this claim. */
    OPEN,
    /** An order may leave, or may have left. Written before its first byte, so that a crash from here on means unknown. */
    SENDING,
    /** Settled: the order was applied. The same key answers this for ever. */
    APPLIED,
    /** Settled: no order was applied. The same wish may be made again under the same key. */
    REFUSED,
    /** Nobody can say yet. Nothing is sent for the key, nor for its instance, until it is settled. */
    IN_DOUBT;

    /** Returns true if it is known whether an order was applied. */
    public boolean isSettled() {
        return this == APPLIED || this == REFUSED;
    }
}
