/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.LinkedRds;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.RdsStatus;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.feign.DdmWire.RdsItem;
import io.github.ddm4j.feign.DdmWire.SchemaItem;
import io.github.ddm4j.feign.DdmWire.SchemasReply;
import io.github.ddm4j.feign.Pages.Page;
import io.github.ddm4j.feign.internal.DecodedAnswer;
import java.util.List;

/**
 * Reads the schemas of an instance (v1), whose list holds the RDS instances behind each with their status. A list in which
 * these instances or one of their statuses are missing is no usable answer, because it would pass for one without trouble.
 */
final class LinkedRdsReader {

    private final ReadApi api;
    private final ProjectId project;

    LinkedRdsReader(ReadApi api, ProjectId project) {
        this.api = api;
        this.project = project;
    }

    List<Schema> read(InstanceId instance, ReadRetry.Budget budget) {
        return Pages.all(
                offset -> budget.read(
                        call -> api.schemas(project, instance, Pages.toSend(offset), call), LinkedRdsReader::page),
                // Whole: two schemas whose names show alike both count.
                schema -> schema);
    }

    private static Page<Schema> page(DecodedAnswer<SchemasReply> reply) {
        WireValues values = new WireValues(reply);
        SchemasReply body = reply.body();
        return Page.of(body.items(), item -> schema(item, values), ReadApi.SCHEMAS_A_PAGE, body.total(), values);
    }

    private static Schema schema(SchemaItem item, WireValues values) {
        List<RdsItem> linked = item.linkedRds();
        if (linked == null || linked.contains(null)) {
            throw values.unusable("it does not tell the RDS instances behind a schema");
        }
        return new Schema(
                values.shown(item.name()).orElse(""),
                values.shown(item.status()).orElse(""),
                linked.stream().map(rds -> linkedRds(rds, values)).toList());
    }

    private static LinkedRds linkedRds(RdsItem item, WireValues values) {
        return new LinkedRds(
                values.shown(item.id()).orElse(""),
                values.shown(item.name()).orElse(""),
                new RdsStatus(values.required("status of an RDS instance", item.status())),
                values.shown(item.error()));
    }
}
