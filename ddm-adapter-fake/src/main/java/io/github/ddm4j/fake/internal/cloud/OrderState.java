/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import java.time.Instant;
import java.util.List;

/** An order of nodes for a yearly/monthly instance. */
public record OrderState(
        String id, String instanceId, String groupId, List<String> zones, Instant placedAt, boolean paid) {

    public OrderState {
        zones = List.copyOf(zones);
    }

    public int nodes() {
        return zones.size();
    }

    OrderState asPaid() {
        return new OrderState(id, instanceId, groupId, zones, placedAt, true);
    }
}
