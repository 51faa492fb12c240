/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static io.github.ddm4j.core.validation.ScaleOutRules.MAX_NODES;

import io.github.ddm4j.core.validation.Rule;
import io.github.ddm4j.core.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks the {@linkplain Rule rules} that need the instance's state. Reports all violations, in the order of the rules,
 * and does no I/O. Thread-safe.
 *
 * @since 0.1.0
 */
public final class InstanceRules {

    private InstanceRules() {}

    /**
     * Checks the RDS instances behind an instance's schemas: rule {@link Rule#V12}, once for each RDS instance that is
     * known to be unusable or at work. A status that nobody knows is no violation, and neither is a schema's own status.
     *
     * @return all violations, empty if none is known
     */
    public static List<Violation> checkLinkedRds(List<Schema> schemas) {
        return schemas.stream()
                .flatMap(schema -> schema.linkedRds().stream())
                .filter(rds -> rds.status().notReady())
                .map(InstanceRules::notReady)
                .distinct()
                .toList();
    }

    private static Violation notReady(LinkedRds rds) {
        String error = rds.error().map(text -> ": " + text).orElse("");
        return Violation.of(Rule.V12, "used_rds", rds.status(), " (" + rds.name() + " " + rds.id() + error + ")");
    }

    /**
     * Checks the number of nodes that the group of a request has: rule {@link Rule#V13}. Where the provider tells of no
     * group, the nodes of the instance count.
     *
     * @return the violation, or empty
     */
    public static Optional<Violation> checkNodes(int expected, ScaleOutRequest request, InstanceSnapshot snapshot) {
        Optional<GroupId> group = snapshot.groupFor(request).map(NodeGroup::id);
        int there = snapshot.nodesIn(group);
        String where = group.map(id -> " in group " + id).orElse("");
        return there == expected
                ? Optional.empty()
                : Optional.of(Violation.of(Rule.V13, "expected nodes", expected, ", " + there + where));
    }

    /**
     * Checks a request against the instance it is meant for: rules {@link Rule#V7} to {@link Rule#V11}.
     *
     * @return all violations, empty if the instance can take the request
     */
    public static List<Violation> check(ScaleOutRequest request, InstanceSnapshot snapshot) {
        List<Violation> found = new ArrayList<>();
        if (!snapshot.status().equals(InstanceStatus.RUNNING)) {
            found.add(Violation.of(Rule.V7, "status", snapshot.status()));
        }
        if (request.groupId().isEmpty() && snapshot.groups().size() > 1) {
            found.add(Violation.of(Rule.V8, "group_id", null));
        }
        request.groupId()
                .filter(group -> snapshot.group(group).isEmpty())
                .ifPresent(group -> found.add(Violation.of(Rule.V9, "group_id", group)));
        long after = (long) snapshot.nodeCount() + request.nodesToAdd();
        if (after > MAX_NODES) {
            String detail = " (" + snapshot.nodeCount() + " now, " + after + " after)";
            found.add(Violation.of(Rule.V10, "node_number", request.nodesToAdd(), detail));
        }
        if (!request.availabilityZones().isEmpty() && snapshot.billingMode() == BillingMode.PAY_PER_USE) {
            found.add(Violation.of(Rule.V11, "available_zones", request.availabilityZones()));
        }
        return List.copyOf(found);
    }
}
