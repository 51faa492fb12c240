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
import java.util.ArrayList;
import java.util.List;

/** Lists the schemas of an instance with the RDS instances behind them (v1). */
final class SchemaLister {

    private static final int SCHEMAS_A_PAGE = 128;

    private final ReadApi api;
    private final ProjectId project;

    SchemaLister(ReadApi api, ProjectId project) {
        this.api = api;
        this.project = project;
    }

    List<Schema> list(InstanceId instance, ReadRetry.Budget budget) {
        return Pages.all(
                offset -> budget.read(
                        call -> api.schemas(project, instance, offset, SCHEMAS_A_PAGE, call), SchemaLister::schemas),
                Schema::name);
    }

    private static Page<Schema> schemas(DecodedAnswer<SchemasReply> answer) {
        WireValues values = new WireValues(answer);
        SchemasReply body = answer.body();
        return Page.of(body.items(), item -> schema(item, values), SCHEMAS_A_PAGE, body.total(), values);
    }

    private static Schema schema(SchemaItem item, WireValues values) {
        List<RdsItem> linked = item.linkedRds() == null ? new ArrayList<>() : item.linkedRds();
        if (linked.contains(null)) {
            throw values.unusable("it holds an RDS instance that is none");
        }
        return new Schema(
                values.required("name", item.name()),
                values.shown(item.status()).orElse(""),
                linked.stream().map(rds -> linkedRds(rds, values)).toList());
    }

    private static LinkedRds linkedRds(RdsItem item, WireValues values) {
        return new LinkedRds(
                values.shown(item.id()).orElse(""),
                values.shown(item.name()).orElse(""),
                new RdsStatus(values.shown(item.status()).orElse("")),
                values.shown(item.error()));
    }
}
