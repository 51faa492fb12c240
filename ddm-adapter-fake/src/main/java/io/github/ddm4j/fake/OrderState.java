/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import java.util.List;

/** An order of nodes for a yearly/monthly instance. */
record OrderState(String id, String instanceId, String groupId, List<String> zones, boolean paid) {

    OrderState {
        zones = List.copyOf(zones);
    }

    int nodes() {
        return zones.size();
    }

    OrderState asPaid() {
        return new OrderState(id, instanceId, groupId, zones, true);
    }
}
