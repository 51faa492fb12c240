/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.Node;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node. Its id follows from its serial number, and is made when somebody looks.
 *
 * @param joinedBy the job that adds it, or null if it was there from the start
 */
public record NodeState(
        Ids ids,
        long serial,
        String groupId,
        String zone,
        @Nullable JobState joinedBy) {

    public String id() {
        return ids.node(serial);
    }

    public String name() {
        return "node-" + serial;
    }

    public String status(Instant now) {
        return joinedBy == null ? JobState.Phase.COMPLETED.nodeStatus : joinedBy.phase(now).nodeStatus;
    }

    public String address() {
        return Ids.address(serial);
    }

    /** The virtual machine it runs on. */
    public String serverId() {
        return ids.uuid("server", serial);
    }

    public String dataVolumeId() {
        return ids.uuid("data volume", serial);
    }

    public String systemVolumeId() {
        return ids.uuid("system volume", serial);
    }

    public Node toNode(Instant now) {
        return new Node(id(), status(now), Optional.of(new GroupId(groupId)));
    }
}
