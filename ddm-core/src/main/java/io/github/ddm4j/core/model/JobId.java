/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

/**
 * An asynchronous job of the provider. Mostly, but not always, a UUID.
 *
 * @param value the identifier as the API writes it; letters, digits, {@code _} and {@code -}
 * @since 0.1.0
 */
public record JobId(String value) {

    /** @throws io.github.ddm4j.core.exception.InvalidScaleOutException if the value breaks rule V1, V2 or V3 */
    public JobId {
        Identifiers.require("job_id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
