/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

/**
 * A node group of a DDM instance.
 *
 * @param value the identifier as the API writes it; letters, digits, {@code _} and {@code -}
 * @since 0.1.0
 */
public record GroupId(String value) {

    /** @throws io.github.ddm4j.core.exception.InvalidScaleOutException if the value breaks rule V1, V2 or V3 */
    public GroupId {
        Identifiers.require("group_id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
