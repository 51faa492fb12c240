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
}
