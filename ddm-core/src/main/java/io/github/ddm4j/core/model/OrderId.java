/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

/**
 * A purchase order of the provider's billing, placed for a yearly/monthly instance.
 *
 * @param value the identifier as the API writes it; letters, digits, {@code _} and {@code -}
 * @since 0.1.0
 */
public record OrderId(String value) {

    /** @throws io.github.ddm4j.core.exception.InvalidScaleOutException if the value breaks rule V1, V2 or V3 */
    public OrderId {
        Identifiers.require("order_id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
