/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One enlarge request as it arrived: well-formed, but not yet checked against the state. */
public record EnlargeCommand(
        String projectId,
        String instanceId,
        String flavorId,
        int nodesToAdd,
        @Nullable String groupId,
        boolean autoPay,
        List<String> zones) {

    public EnlargeCommand {
        zones = List.copyOf(zones);
    }

    /** Returns the zone of each node to add: as asked for, or the next ones of the instance. */
    List<String> zonesFor(InstanceState instance) {
        int before = instance.nodes().size() + instance.orderedNodes();
        return zones.isEmpty()
                ? IntStream.range(before, before + nodesToAdd)
                        .mapToObj(instance.base()::zoneOfNode)
                        .toList()
                : zones;
    }

    /**
     * Returns an equal command with the instance's own identifiers of project, instance and flavor, so that those of
     * the request can be collected. A cloud keeps all commands, and under load there are many.
     */
    EnlargeCommand sharingIdsOf(InstanceState.Base instance) {
        return new EnlargeCommand(
                instance.projectId(),
                instance.id(),
                instance.flavorId().equals(flavorId) ? instance.flavorId() : flavorId,
                nodesToAdd,
                groupId,
                autoPay,
                zones);
    }
}
