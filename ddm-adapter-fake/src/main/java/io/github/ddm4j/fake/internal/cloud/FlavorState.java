/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A class of nodes.
 *
 * @param code its name, such as {@code ddm.2xlarge.2}
 * @param ram in GB
 * @param architecture {@code X86} or {@code ARM}
 * @param statusByZone {@code normal}, {@code unsupported} or {@code sellout}; a zone that it does not name is normal
 */
public record FlavorState(
        String id, String code, int vcpus, int ram, String architecture, Map<String, String> statusByZone) {

    public static final String NORMAL = "normal";
    public static final String SOLD_OUT = "sellout";

    public FlavorState {
        check(code, vcpus, ram, architecture);
        statusByZone = Map.copyOf(statusByZone);
    }

    public static FlavorState of(String id) {
        return new FlavorState(id, "ddm.2xlarge.2", 8, 16, "X86", Map.of());
    }

    /** @throws IllegalArgumentException if there could not be such a class of nodes */
    public static void check(String code, int vcpus, int ram, String architecture) {
        Inputs.requireText("code", code);
        Inputs.requireAtLeast("vcpus", vcpus, 1);
        Inputs.requireAtLeast("ram", ram, 1);
        Inputs.require(
                architecture.equals("X86") || architecture.equals("ARM"),
                "architecture must be X86 or ARM, but was " + architecture);
    }

    public String statusIn(String zone) {
        return statusByZone.getOrDefault(zone, NORMAL);
    }

    public FlavorState with(String zone, String status) {
        Map<String, String> changed = new LinkedHashMap<>(statusByZone);
        changed.put(zone, status);
        return new FlavorState(id, code, vcpus, ram, architecture, changed);
    }
}
