/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.Dated;
import io.github.ddm4j.fake.internal.cloud.InstanceState;
import io.github.ddm4j.fake.internal.cloud.NodeState;
import io.github.ddm4j.fake.internal.cloud.Page;
import io.github.ddm4j.fake.internal.cloud.Refusal;
import io.github.ddm4j.fake.internal.cloud.SchemaState;
import io.github.ddm4j.fake.internal.http.ServerAnswer;
import io.github.ddm4j.fake.internal.json.JsonObject;
import java.util.List;
import java.util.function.Predicate;

/** The reads of instances and of what belongs to one. */
final class InstanceReads {

    private final CloudCore cloud;

    InstanceReads(CloudCore cloud) {
        this.cloud = cloud;
    }

    private Dated<InstanceState> instance(Call call) {
        return cloud.instance(call.project(), call.id());
    }

    ServerAnswer listV1(Call call) {
        return list(call, "total_record", true);
    }

    ServerAnswer listV3(Call call) {
        return list(call, "total", false);
    }

    private ServerAnswer list(Call call, String total, boolean withCreated) {
        Paging paging = Paging.of(call.query(), Paging.USUAL_LIMIT);
        Dated<List<InstanceState>> seen = cloud.instances(call.project());
        Page<InstanceState> page = paging.of(seen.value());
        return ServerAnswer.json(
                200,
                new JsonObject()
                        .put("instance_num", page.total())
                        .putAll("instances", page.rows(), instance -> {
                            JsonObject row = DdmBodies.instance(instance, cloud.flavorOf(instance), seen.at());
                            return withCreated ? row : row.without("created");
                        })
                        .put("page_size", paging.limit())
                        .put(total, page.total())
                        .put("total_page", (page.total() + paging.limit() - 1) / paging.limit())
                        .put("page_no", paging.offset() / paging.limit() + 1));
    }

    ServerAnswer detailV1(Call call) {
        Dated<InstanceState> seen = instance(call);
        InstanceState instance = seen.value();
        JsonObject body = DdmBodies.instance(instance, cloud.flavorOf(instance), seen.at());
        return ServerAnswer.json(
                200,
                body.putAll("nodes", instance.nodes(), node -> DdmBodies.nodeOfInstance(instance, node, seen.at())));
    }

    ServerAnswer detailV3(Call call) {
        Dated<InstanceState> seen = instance(call);
        return ServerAnswer.json(
                200,
                new JsonObject().putAll("instances", List.of(seen.value()), one -> DdmV3Bodies.detail(one, seen.at())));
    }

    ServerAnswer nodes(Call call) {
        Paging paging = Paging.of(call.query(), Paging.MAX_LIMIT);
        Dated<InstanceState> seen = instance(call);
        Page<NodeState> page = paging.of(seen.value().nodes());
        return ServerAnswer.json(
                200,
                new JsonObject()
                        .putAll("nodes", page.rows(), node -> DdmBodies.node(node, node.address(), seen.at()))
                        .put("offset", paging.offset())
                        .put("limit", paging.limit())
                        .put("total", page.total()));
    }

    ServerAnswer nodeV1(Call call) {
        Dated<InstanceState> seen = instance(call);
        return ServerAnswer.json(200, DdmBodies.nodeDetail(node(call, seen.value()), seen.at()));
    }

    ServerAnswer nodeV3(Call call) {
        Dated<InstanceState> seen = instance(call);
        return ServerAnswer.json(200, DdmV3Bodies.nodeDetail(node(call, seen.value()), seen.at()));
    }

    private static NodeState node(Call call, InstanceState instance) {
        return instance.nodes().stream()
                .filter(node -> node.id().equals(call.part()))
                .findFirst()
                // Published for RDS.
                .orElseThrow(() -> Refusal.notFound("DBS.200002", "node", call.part()));
    }

    ServerAnswer groups(Call call) {
        Paging paging = Paging.of(call.query(), Paging.USUAL_LIMIT);
        InstanceState instance = instance(call).value();
        Page<InstanceState.Group> page = paging.of(instance.groupsWithNodes());
        return ServerAnswer.json(
                200,
                new JsonObject()
                        .put("total_count", page.total())
                        .putAll(
                                "group_list",
                                page.rows(),
                                group -> DdmV3Bodies.group(group, cloud.flavorOf(instance))));
    }

    ServerAnswer schemas(Call call) {
        Paging paging = Paging.of(call.query(), Paging.USUAL_LIMIT);
        Page<SchemaState> page = paging.of(instance(call).value().schemas());
        return ServerAnswer.json(
                200,
                new JsonObject()
                        .putAll("databases", page.rows(), SchemaBodies::row)
                        .put("total", page.total()));
    }

    /** The name is not told by its case here. */
    ServerAnswer schemaV1(Call call) {
        InstanceState instance = instance(call).value();
        SchemaState schema = schema(call, instance, name -> name.equalsIgnoreCase(call.part()));
        return ServerAnswer.json(200, new JsonObject().put("database", SchemaBodies.detailV1(schema, instance)));
    }

    ServerAnswer schemaV3(Call call) {
        InstanceState instance = instance(call).value();
        return ServerAnswer.json(200, SchemaBodies.detailV3(schema(call, instance, call.part()::equals)));
    }

    private static SchemaState schema(Call call, InstanceState instance, Predicate<String> named) {
        return instance.schemas().stream()
                .filter(schema -> named.test(schema.schema().name()))
                .findFirst()
                .orElseThrow(() -> Refusal.of(400, "DBS.300129", "There is no schema " + call.part()));
    }
}
