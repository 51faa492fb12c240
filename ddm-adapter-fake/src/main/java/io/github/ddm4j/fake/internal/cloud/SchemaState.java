/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import io.github.ddm4j.core.model.LinkedRds;
import io.github.ddm4j.core.model.Schema;
import java.time.Instant;
import java.util.List;

/**
 * A schema of an instance.
 *
 * @param updatedAt the moment of its last change, or of an RDS instance behind it
 */
public record SchemaState(Schema schema, Instant createdAt, Instant updatedAt) {

    /** The number of shards on an RDS instance, as in the documented example. */
    public static final int SHARDS_PER_RDS = 8;

    /** The sharding mode, as the API writes it: without an RDS instance to spread over there is nothing to shard. */
    public String shardMode() {
        return schema.linkedRds().isEmpty() ? "single" : "cluster";
    }

    public int shards() {
        return SHARDS_PER_RDS * schema.linkedRds().size();
    }

    boolean ready() {
        return schema.linkedRds().stream().noneMatch(rds -> rds.status().notReady());
    }

    /** Returns the schema with another state of those RDS instances that it names. */
    SchemaState with(LinkedRds changed, Instant now) {
        List<LinkedRds> all = schema.linkedRds().stream()
                .map(rds -> rds.id().equals(changed.id()) ? changed : rds)
                .toList();
        return all.equals(schema.linkedRds())
                ? this
                : new SchemaState(new Schema(schema.name(), schema.status(), all), createdAt, now);
    }
}
