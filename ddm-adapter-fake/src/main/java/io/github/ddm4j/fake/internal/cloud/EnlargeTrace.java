/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import io.github.ddm4j.fake.internal.audit.TraceActor;
import io.github.ddm4j.fake.internal.audit.TraceLog;
import io.github.ddm4j.fake.internal.audit.TraceState;
import io.github.ddm4j.fake.internal.json.JsonObject;
import io.github.ddm4j.fake.internal.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The trace that an order leaves, with request and response as the API writes them. */
record EnlargeTrace(EnlargeCommand command, InstanceState.Base instance, TraceActor actor, String id, Instant at) {

    /** @param job what the order started, or null if it has to be paid first */
    void succeeded(EnlargeResult result, @Nullable JobState job, TraceLog log, Supplier<String> resultId) {
        boolean fails = job != null && job.failReason() != null;
        TraceState trace = trace(
                TraceState.NORMAL,
                "200",
                () -> text(new JsonObject()
                        .put("instanceId", result.instanceId())
                        .putIfPresent("instanceName", result.instanceName())
                        .putIfPresent("jobId", result.jobId())
                        .putIfPresent("orderId", result.orderId())));
        log.happened(trace, false, fails ? TraceState.WARNING : TraceState.NORMAL, resultId);
    }

    void refused(Refusal refusal, TraceLog log) {
        TraceState trace = trace(
                TraceState.WARNING,
                String.valueOf(refusal.status()),
                () -> text(new JsonObject()
                        .putIfPresent("externalMessage", refusal.words())
                        .putIfPresent("errCode", refusal.code())));
        log.happened(trace, true, TraceState.WARNING, () -> id);
    }

    private TraceState trace(String rating, String code, Supplier<@Nullable String> response) {
        return new TraceState(
                id,
                TraceState.ENLARGE_NODE,
                rating,
                at,
                at,
                TraceState.Resource.instance(instance.projectId(), instance.id(), instance.name()),
                actor,
                code,
                () -> request(command),
                response,
                "request-of-" + id);
    }

    private static String request(EnlargeCommand command) {
        return text(new JsonObject()
                .put("flavor_id", command.flavorId())
                .put("node_number", command.nodesToAdd())
                .putIfPresent("group_id", command.groupId())
                .putIfPresent("is_auto_pay", command.autoPay() ? Boolean.TRUE : null)
                .putIfPresent("available_zones", command.zones().isEmpty() ? null : command.zones()));
    }

    private static String text(JsonObject object) {
        return new String(JsonText.bytes(object), StandardCharsets.UTF_8);
    }
}
