/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The offer of the region to every project: zones, engines and classes of nodes. Not thread-safe. */
public final class Region {

    /**
     * A version of DDM.
     *
     * @param id by which the classes of nodes for it are found
     */
    public record Engine(String id, String version) {}

    /** The one version there is. */
    public static final Engine ENGINE = new Engine("b6907aa2-aacb-3ac9-9782-b90b152d456c", "3.0.8");

    /** The zone of a node when nobody names one. */
    public static final String DEFAULT_ZONE = "az1";

    private final Set<String> zones = new TreeSet<>(List.of(DEFAULT_ZONE, "az2", "az3"));
    private final Map<String, FlavorState> flavors = new LinkedHashMap<>();

    public Collection<String> zones() {
        return zones;
    }

    public Collection<FlavorState> flavors() {
        return flavors.values();
    }

    @Nullable
    FlavorState flavor(String id) {
        return flavors.get(id);
    }

    void addZone(String zone) {
        zones.add(zone);
    }

    /** Adds a class of nodes, unless there is one with this id. */
    public void addFlavor(String id) {
        flavors.putIfAbsent(id, FlavorState.of(id));
    }

    /** Adds a class of nodes, or replaces the one with its id. */
    public void setFlavor(FlavorState flavor) {
        flavors.put(flavor.id(), flavor);
        zones.addAll(flavor.statusByZone().keySet());
    }

    /** @throws IllegalArgumentException if there is no such class of nodes */
    public void changeFlavor(String id, UnaryOperator<FlavorState> change) {
        FlavorState flavor = flavors.get(id);
        if (flavor == null) {
            throw new UnknownException("flavor", id);
        }
        setFlavor(change.apply(flavor));
    }
}
