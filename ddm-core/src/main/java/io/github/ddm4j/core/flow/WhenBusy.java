/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

/**
 * The treatment of a scale-out while the same flow submits another one of the same instance.
 *
 * @since 0.1.0
 */
public enum WhenBusy {
    /**
     * The scale-out waits for its turn, in the order of arrival, as long as it may be sent. Its turn comes when the
     * outcome of the other one is known, not when its job has ended. The instance may still be busy then, and refuse
     * it.
     */
    WAIT,
    /** The scale-out is refused at once, with {@link io.github.ddm4j.core.exception.RejectionReason#INSTANCE_BUSY}. */
    REFUSE
}
