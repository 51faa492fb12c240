/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

/**
 * A DDM instance.
 *
 * @param value the identifier as the API writes it; letters, digits, {@code _} and {@code -}
 * @since 0.1.0
 */
public record InstanceId(String value) {

    /** @throws io.github.ddm4j.core.exception.InvalidScaleOutException if the value breaks rule V1, V2 or V3 */
    public InstanceId {
        Identifiers.require("instance_id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
