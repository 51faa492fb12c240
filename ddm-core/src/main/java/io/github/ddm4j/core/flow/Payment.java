/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

/**
 * The way in which a scale-out would be paid for.
 *
 * @since 0.1.0
 */
public enum Payment {
    /** By use, from the moment the nodes are there. */
    BY_USE,
    /** By an order that is paid from the account at once. */
    ORDER_PAID_AT_ONCE,
    /** By an order that waits until somebody pays it; no node comes before. */
    ORDER_PAID_BY_HAND,
    /** The provider does not tell how the instance is billed. */
    UNKNOWN
}
