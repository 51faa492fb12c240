/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One enlarge request as it arrived: well-formed, but not yet checked against the state. */
record EnlargeCommand(
        String projectId,
        String instanceId,
        String flavorId,
        int nodesToAdd,
        @Nullable String groupId,
        boolean autoPay,
        List<String> zones) {

    EnlargeCommand {
        zones = List.copyOf(zones);
    }

    /**
     * Equal to this, but with the instance's own identifiers of project, instance and flavor, so that those of the request
     * can be collected: a cloud keeps all commands, and under load there are many.
     */
    EnlargeCommand sharingIdsOf(FakeInstance instance) {
        String flavor = instance.flavorId().value();
        return new EnlargeCommand(
                instance.projectId().value(),
                instance.id().value(),
                flavor.equals(flavorId) ? flavor : flavorId,
                nodesToAdd,
                groupId,
                autoPay,
                zones);
    }
}
