/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.internal.run.CallBudget;
import io.github.ddm4j.core.internal.run.CallBudget.Booking;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Events;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.port.InstancePort;
import java.util.List;
import java.util.Optional;

/** Reads the schemas of an instance, if that is wanted. Schemas that cannot be read are not known, and stop nothing. */
public final class SchemaReader {

    private final InstancePort instances;
    private final boolean wanted;
    private final Events events;

    public SchemaReader(Context context) {
        this.instances = context.ports().instances();
        this.wanted = context.settings().checkLinkedRds();
        this.events = context.events();
    }

    /** Returns the requests to book for a read. */
    public int cost() {
        return wanted ? CallBudget.SCHEMAS : 0;
    }

    /** Returns the schemas, or that they are not known. */
    public Optional<List<Schema>> read(InstanceId instanceId, Booking booking) {
        if (!wanted) {
            return Optional.empty();
        }
        try {
            Optional<List<Schema>> schemas = booking.useIfTold(cost(), () -> instances.schemas(instanceId));
            schemas.ifPresent(all -> booking.charge(CallBudget.pagesOf(all.size()) - 1));
            return schemas;
        } catch (RuntimeException | Error failed) {
            events.tell(new FlowEvent.ReadFailed(Optional.of(instanceId), failed));
            return Optional.empty();
        }
    }
}
