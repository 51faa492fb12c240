/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

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
record NodeState(
        Ids ids,
        long serial,
        String groupId,
        String zone,
        @Nullable JobState joinedBy) {

    String id() {
        return ids.node(serial);
    }

    String status(Instant now) {
        return joinedBy == null ? JobState.Phase.COMPLETED.nodeStatus : joinedBy.phase(now).nodeStatus;
    }

    String ip() {
        return "192.168." + (serial >> 8 & 0xFF) + "." + (serial & 0xFF);
    }

    Node toNode(Instant now) {
        return new Node(id(), status(now), Optional.of(new GroupId(groupId)));
    }
}
