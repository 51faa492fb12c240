/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.core.model.LinkedRds;
import io.github.ddm4j.fake.internal.cloud.InstanceState;
import io.github.ddm4j.fake.internal.cloud.SchemaState;
import io.github.ddm4j.fake.internal.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The bodies of schemas, whose times v1 writes as milliseconds and v3 as text.
 *
 * @see <a href="https://docs.otc.t-systems.com/distributed-database-middleware/api-ref/apis_recommended/schemas/querying_schemas_a_v1_api.html">Querying
 *     schemas</a>
 */
final class SchemaBodies {

    private SchemaBodies() {}

    private static JsonObject common(SchemaState schema) {
        return new JsonObject()
                .put("name", schema.schema().name())
                .put("shard_mode", schema.shardMode())
                .put("shard_number", schema.shards())
                .put("status", schema.schema().status());
    }

    /** A row of GET /v1/{project_id}/instances/{instance_id}/databases. */
    static JsonObject row(SchemaState schema) {
        return common(schema)
                .put("shard_unit", SchemaState.SHARDS_PER_RDS)
                .put("created", schema.createdAt().toEpochMilli())
                .putAll("used_rds", schema.schema().linkedRds(), SchemaBodies::rds);
    }

    private static JsonObject rds(LinkedRds rds) {
        return new JsonObject()
                .put("id", rds.id())
                .put("name", rds.name())
                .put("status", rds.status().value())
                .putIfPresent("error_msg", rds.error().orElse(null));
    }

    /** GET /v1/{project_id}/instances/{instance_id}/databases/{ddm_dbname}, within {@code database}. */
    static JsonObject detailV1(SchemaState schema, InstanceState instance) {
        long created = schema.createdAt().toEpochMilli();
        return row(schema)
                .put("updated", schema.updatedAt().toEpochMilli())
                .putAll("databases", shards(schema), shard -> new JsonObject()
                        .put("dbslot", shard.index())
                        .put("name", shard.name())
                        .put("status", "RUNNING")
                        .put("created", created)
                        .put("updated", created)
                        .put("id", shard.rds().id())
                        .put("idName", shard.rds().name()))
                .put("dataVips", List.of(instance.groups().get(0).address() + ":" + DdmBodies.PORT));
    }

    /** GET /v3/{project_id}/instances/{instance_id}/databases/{database_name}. */
    static JsonObject detailV3(SchemaState schema) {
        return common(schema)
                .put("created", DdmBodies.time(schema.createdAt()))
                .put("updated", DdmBodies.time(schema.updatedAt()))
                .putAll("shards", shards(schema), shard -> new JsonObject()
                        .put("data_node_id", shard.rds().id())
                        .put("physical_db_name", shard.name())
                        .put("status", "RUNNING")
                        .put("shard_index", shard.index()))
                .putAll("data_nodes", schema.schema().linkedRds(), rds -> new JsonObject()
                        .put("id", rds.id())
                        .put("status", rds.status().value())
                        .put("name", rds.name())
                        .put("engine_name", "mysql")
                        .put("engine_version", "5.7")
                        .put("mem", 4)
                        .put("cpu", 2));
    }

    private record Shard(int index, String name, LinkedRds rds) {}

    private static List<Shard> shards(SchemaState schema) {
        return IntStream.range(0, schema.shards())
                .mapToObj(i -> new Shard(
                        i,
                        String.format("%s_%04d", schema.schema().name(), i),
                        schema.schema().linkedRds().get(i / SchemaState.SHARDS_PER_RDS)))
                .toList();
    }
}
