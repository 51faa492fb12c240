/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import java.util.Locale;

/**
 * The status of an instance. An open set: the provider adds values without notice, so any text is one.
 *
 * @param value the provider's word, in upper case
 * @see <a href="https://docs.otc.t-systems.com/distributed-database-middleware/api-ref/appendix/status_description.html">Status of instances</a>
 * @since 0.1.0
 */
public record InstanceStatus(String value) {

    /** The instance is usable and at rest: the only status in which a scale-out may start. */
    public static final InstanceStatus RUNNING = new InstanceStatus("RUNNING");

    /** The instance is growing: nodes are being added. */
    public static final InstanceStatus GROWING = new InstanceStatus("GROWING");

    /** The instance is abnormal. */
    public static final InstanceStatus ERROR = new InstanceStatus("ERROR");

    public InstanceStatus {
        value = ProviderText.oneLine("value", value).strip().toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
