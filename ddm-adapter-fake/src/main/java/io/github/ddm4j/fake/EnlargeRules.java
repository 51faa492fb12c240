/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.validation.ScaleOutRules;
import java.time.Instant;
import java.util.List;

/**
 * What the provider refuses, in this order: wrong fields, then what stands in the way in the instance, then in the
 * account. As strict as the strictest published edition of the page. Codes that are published for a sister service
 * only are marked so.
 *
 * @see <a href="https://docs.otc.t-systems.com/distributed-database-middleware/api-ref/appendix/error_codes.html">Error
 *     codes</a>
 */
final class EnlargeRules {

    private EnlargeRules() {}

    /** @throws Refusal by the first rule that is broken */
    static void check(
            EnlargeCommand command, InstanceState instance, ProjectState project, boolean flavorKnown, Instant now) {
        checkFields(command, instance, flavorKnown);
        checkInstance(command, instance, now);
        checkAccount(command, instance, project);
    }

    private static void checkFields(EnlargeCommand command, InstanceState instance, boolean flavorKnown) {
        int nodes = command.nodesToAdd();
        if (nodes < 1) {
            throw Refusal.parameter("node_number", "must be at least 1, but was " + nodes);
        }
        if (!flavorKnown) {
            throw Refusal.parameter("flavor_id", "must be a flavor of the region, but was " + command.flavorId());
        }
        checkGroup(command, instance);
        checkZones(command, instance);
    }

    private static void checkZones(EnlargeCommand command, InstanceState instance) {
        List<String> zones = command.zones();
        int nodes = command.nodesToAdd();
        if (!zones.isEmpty() && !instance.yearlyMonthly()) {
            throw Refusal.parameter("available_zones", "is for yearly/monthly instances only");
        }
        for (String zone : zones) {
            if (ScaleOutRules.checkId("available_zones", zone).isPresent()) {
                throw Refusal.parameter("available_zones", "must name zones of the region, but names " + zone);
            }
        }
        if (!zones.isEmpty() && zones.size() != nodes) {
            throw Refusal.parameter(
                    "available_zones",
                    "must name one zone for each of the " + nodes + " nodes, but names " + zones.size());
        }
    }

    private static void checkGroup(EnlargeCommand command, InstanceState instance) {
        String groupId = command.groupId();
        int groups = instance.seed().groups().size();
        if (groupId == null && groups > 1) {
            throw Refusal.parameter("group_id", "is mandatory, because the instance has " + groups + " groups");
        }
        if (groupId != null && !instance.hasGroup(groupId)) {
            throw Refusal.parameter("group_id", "must be a group of the instance, but was " + groupId);
        }
    }

    private static void checkInstance(EnlargeCommand command, InstanceState instance, Instant now) {
        InstanceStatus status = instance.status(now);
        if (!status.equals(InstanceStatus.RUNNING)) {
            throw Refusal.of(409, "DBS.200019", "Another operation is running: the instance is " + status);
        }
        if (!instance.rdsReady()) {
            throw Refusal.of(400, "DBS.300323", "A linked RDS instance is not usable, or not idle");
        }
        int before = instance.nodes().size() + instance.orderedNodes();
        if (before + (long) command.nodesToAdd() > ScaleOutRules.MAX_NODES) {
            // Published for RDS.
            throw Refusal.of(
                    400,
                    "DBS.200056",
                    "An instance has at most " + ScaleOutRules.MAX_NODES + " nodes; node_number " + command.nodesToAdd()
                            + " is too many for one with " + before);
        }
    }

    private static void checkAccount(EnlargeCommand command, InstanceState instance, ProjectState project) {
        if (project.frozen()) {
            // Published for DDS.
            throw Refusal.of(400, "DBS.280449", "The account is frozen");
        }
        if (project.nodes() + (long) command.nodesToAdd() > project.quota()) {
            // Published for RDS.
            throw Refusal.of(413, "DBS.200046", "The quota of " + project.quota() + " nodes is used up");
        }
        boolean paidNow = command.autoPay() || !instance.yearlyMonthly();
        if (project.balanceTooLow() && paidNow) {
            // Published for billing.
            throw Refusal.of(400, "CBC.99005003", "The balance of the account is too low");
        }
    }
}
