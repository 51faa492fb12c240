/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

/**
 * The way in which a scale-out would be paid for.
 *
 * @since 0.1.0
 */
public enum Payment {
    /** The nodes are paid for by use, from the moment they are there. */
    BY_USE,
    /** An order is paid from the account at once. */
    ORDER_PAID_AT_ONCE,
    /** An order waits until somebody pays it; no node comes before. */
    ORDER_PAID_BY_HAND,
    /** The provider does not tell how the instance is billed. */
    UNKNOWN
}
