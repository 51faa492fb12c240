/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.flow.Preview;
import io.github.ddm4j.core.internal.run.CallBudget;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.FlowSettings;
import io.github.ddm4j.core.internal.run.Step;
import io.github.ddm4j.core.internal.run.Step.Stopped;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceRules;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the state that a request would meet, and sends nothing. */
public final class Previewer {

    private final Context context;
    private final SchemaReader schemas;

    public Previewer(Context context, SchemaReader schemas) {
        this.context = context;
        this.schemas = schemas;
    }

    public Step<Preview> preview(InstanceId instanceId, ScaleOutRequest request) {
        return Step.begin(() -> {
                    context.state().check();
                    return context.budget()
                            .book(
                                    CallBudget.INSTANCE + schemas.cost(),
                                    context.time().elapsed().plus(FlowSettings.LONGEST));
                })
                .then(booking -> Step.begin(() -> {
                            InstanceSnapshot instance = booking.use(
                                    CallBudget.INSTANCE,
                                    () -> context.ports().instances().instance(instanceId));
                            return Step.done(preview(request, instance, schemas.read(instanceId, booking)));
                        })
                        .atEnd(booking::close))
                .recover(Previewer::notRead);
    }

    private static Preview preview(ScaleOutRequest request, InstanceSnapshot instance, Optional<List<Schema>> schemas) {
        List<Violation> violations = new ArrayList<>(InstanceRules.check(request, instance));
        violations.addAll(InstanceRules.checkLinkedRds(schemas.orElse(List.of())));
        return new Preview(request, instance, schemas, violations);
    }

    private static <T> Step<T> notRead(Throwable failure) {
        return Step.failed(
                failure instanceof Stopped stopped
                        ? ProviderUnavailableException.notAttempted(
                                "The instance was not read: " + stopped.by().text(), null)
                        : failure);
    }
}
