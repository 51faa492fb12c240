/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.validation.ScaleOutRules;
import java.time.Instant;
import java.util.List;

/**
 * The rules that refuse an order, in this order: wrong fields, then what stands in the way in the instance, then in the
 * account, then what is sold out. As strict as the strictest published edition of the page. Codes that are published for a sister service
 * only are marked so.
 *
 * @see <a href="https://docs.otc.t-systems.com/distributed-database-middleware/api-ref/appendix/error_codes.html">Error
 *     codes</a>
 */
final class EnlargeRules {

    private EnlargeRules() {}

    /** @throws Refusal by the first rule that is broken */
    static void check(
            EnlargeCommand command, InstanceState instance, ProjectState project, Region region, Instant now) {
        FlavorState flavor = checkFields(command, instance, region);
        checkInstance(command, instance, now);
        checkAccount(command, instance, project);
        checkStock(command, instance, flavor);
    }

    private static FlavorState checkFields(EnlargeCommand command, InstanceState instance, Region region) {
        int nodes = command.nodesToAdd();
        if (nodes < 1) {
            throw Refusal.parameter("node_number", "must be at least 1, but was " + nodes);
        }
        FlavorState flavor = region.flavor(command.flavorId());
        if (flavor == null) {
            throw Refusal.parameter("flavor_id", "must be a flavor of the region, but was " + command.flavorId());
        }
        checkGroup(command, instance);
        checkZones(command, instance);
        return flavor;
    }

    private static void checkZones(EnlargeCommand command, InstanceState instance) {
        List<String> zones = command.zones();
        int nodes = command.nodesToAdd();
        if (!zones.isEmpty() && !instance.base().yearlyMonthly()) {
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
        int groups = instance.groups().size();
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
        if (!hasRoom(instance, command.nodesToAdd())) {
            // Published for RDS.
            throw Refusal.of(
                    400,
                    "DBS.200056",
                    "An instance has at most " + ScaleOutRules.MAX_NODES + " nodes; node_number " + command.nodesToAdd()
                            + " is too many for one with " + nodes(instance));
        }
    }

    private static boolean hasRoom(InstanceState instance, int more) {
        return nodes(instance) + (long) more <= ScaleOutRules.MAX_NODES;
    }

    /** Returns the number of nodes, including those that are ordered and not paid yet. */
    private static int nodes(InstanceState instance) {
        return instance.nodes().size() + instance.orderedNodes();
    }

    /** @throws IllegalArgumentException if the instance would have too many nodes */
    static void requireRoom(InstanceState instance, int more) {
        Inputs.require(
                hasRoom(instance, more),
                "nodes must be at most " + ScaleOutRules.MAX_NODES + ", but were " + (nodes(instance) + more));
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
        boolean paidNow = command.autoPay() || !instance.base().yearlyMonthly();
        if (project.balanceTooLow() && paidNow) {
            // Published for billing.
            throw Refusal.of(400, "CBC.99005003", "The balance of the account is too low");
        }
    }

    private static void checkStock(EnlargeCommand command, InstanceState instance, FlavorState flavor) {
        for (String zone : command.zonesFor(instance)) {
            String status = flavor.statusIn(zone);
            if (!status.equals(FlavorState.NORMAL)) {
                // Published for sister services.
                throw Refusal.of(
                        400,
                        "DBS.280450",
                        "The flavor " + flavor.code() + " is not available in " + zone + ": " + status);
            }
        }
    }
}
