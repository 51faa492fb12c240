/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.control;

import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.RdsStatus;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.fake.internal.cloud.InstanceState;
import java.time.Instant;
import java.util.function.BiFunction;

/** The calls that change instances and orders. */
final class InstanceRoutes {

    private InstanceRoutes() {}

    static void addTo(RouteTable table) {
        table.change("POST", "/instances", "adds an instance", call -> ContentReader.instance(call.fields()));
        table.change(
                "PATCH",
                "/instances/{id}",
                "sets status, and rdsReady for all its RDS instances",
                InstanceRoutes::instance);
        table.change(
                "DELETE",
                "/instances/{id}",
                "removes it",
                call -> (core, now) -> core.world().removeInstance(call.id()));
        table.change("POST", "/instances/{id}/groups", "adds a node group", call -> {
            NodeGroup group = ContentReader.group(call.fields());
            return (core, now) -> core.world().addGroup(call.id(), group, now);
        });
        table.change(
                "PUT", "/instances/{id}/schemas/{name}", "adds or replaces a schema with its RDS instances", call -> {
                    Schema schema = ContentReader.schema(call.varying().get(1), call.fields());
                    return changed(call, (instance, now) -> instance.withSchema(schema, now));
                });
        table.change("PATCH", "/instances/{id}/rds/{rds}", "sets status and error of an RDS instance", call -> {
            RdsStatus status = new RdsStatus(call.fields().text("status"));
            String error = call.fields().optionalText("error");
            return changed(
                    call, (instance, now) -> instance.withRds(call.varying().get(1), status, error, now));
        });
        table.change("POST", "/instances/{id}/scale-out", "somebody else adds nodes", call -> {
            String group = call.fields().optionalText("groupId");
            int nodes = call.fields().number("nodes", 1, ScaleOutRules.MAX_NODES, 1);
            return (core, now) -> core.world().enlargeByOthers(call.id(), group, nodes, now);
        });
        table.change("POST", "/instances/{id}/scale-in", "somebody else takes nodes away", call -> {
            int nodes = call.fields().number("nodes", 1, ScaleOutRules.MAX_NODES, 1);
            return (core, now) -> core.world().removeNodes(call.id(), nodes, now);
        });
        table.change(
                "POST",
                "/orders/{id}/pay",
                "pays an order",
                call -> (core, now) -> core.world().pay(call.id(), now));
    }

    private static ContentReader.Part changed(
            ControlCall call, BiFunction<InstanceState, Instant, InstanceState> change) {
        return (core, now) -> core.world().changeInstance(call.id(), now, change);
    }

    private static ContentReader.Part instance(ControlCall call) {
        FieldReader fields = call.fields();
        InstanceStatus status = fields.has("status") ? new InstanceStatus(fields.text("status")) : null;
        RdsStatus rds =
                !fields.has("rdsReady") ? null : fields.flag("rdsReady") ? RdsStatus.NORMAL : new RdsStatus("Abnormal");
        return changed(call, (instance, now) -> {
            InstanceState changed = rds == null ? instance : instance.withAllRds(rds, now);
            return status == null ? changed : changed.withStatus(status, now);
        });
    }
}
