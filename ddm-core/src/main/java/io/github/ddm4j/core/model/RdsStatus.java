/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import java.util.Locale;
import java.util.Set;

/**
 * The status of a linked RDS instance. An open set: the provider adds values without notice, so any text is one. Two
 * texts are the same status if they differ in case, blanks, {@code -} and {@code _} alone.
 *
 * @param value the provider's word as it was told
 * @see <a href="https://docs.otc.t-systems.com/distributed-database-middleware/api-ref/appendix/status_description.html">Status of
 *     data nodes</a>
 * @since 0.1.0
 */
public record RdsStatus(String value) {

    /** The RDS instance is usable and at rest. */
    public static final RdsStatus NORMAL = new RdsStatus("Normal");

    private static final Set<String> NOT_READY = Set.of(
            "abnormal",
            "creating",
            "creationfailed",
            "createfailed",
            "switchoverinprogress",
            "changingtypetoprimary/standby",
            "rebooting",
            "changingport",
            "changinginstanceclass",
            "scalingup",
            "backingup",
            "restoring",
            "restorefailed",
            "storagefull",
            "deleted",
            "parameterchange");

    public RdsStatus {
        value = ProviderText.oneLine("value", value).strip();
    }

    /** Returns true if the RDS instance is usable and no operation is running on it. */
    public boolean ready() {
        return equals(NORMAL);
    }

    /**
     * Returns true if the RDS instance is known to be unusable or at work. An unknown word gives false, because it
     * decides nothing.
     */
    public boolean notReady() {
        return NOT_READY.contains(bare());
    }

    private String bare() {
        return value.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RdsStatus status && status.bare().equals(bare());
    }

    @Override
    public int hashCode() {
        return bare().hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
