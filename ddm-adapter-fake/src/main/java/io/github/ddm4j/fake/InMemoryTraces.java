/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.Actor;
import io.github.ddm4j.core.model.OrderTrace.Asked;
import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.model.OrderTrace.Rating;
import io.github.ddm4j.core.model.OrderTrace.Result;
import io.github.ddm4j.core.port.AuditPort.Page;
import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.fake.internal.audit.TraceActor;
import io.github.ddm4j.fake.internal.audit.TraceField;
import io.github.ddm4j.fake.internal.audit.TracePage;
import io.github.ddm4j.fake.internal.audit.TraceQuery;
import io.github.ddm4j.fake.internal.audit.TraceState;
import io.github.ddm4j.fake.internal.json.JsonException;
import io.github.ddm4j.fake.internal.json.JsonObject;
import io.github.ddm4j.fake.internal.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The traces of a cloud as the port shows them to one adapter. */
record InMemoryTraces(String accessKey) {

    private static final int TRACES_A_PAGE = 100;
    private static final int LONGEST_TEXT = 16 * 1024;
    private static final int MOST_NODES = 1_000_000;

    /** The time by which the end of a listing lies ahead, as clocks may differ. */
    private static final Duration AHEAD = Duration.ofHours(1);

    static TraceQuery query(String project, InstanceId instance, Instant since, Optional<String> marker, Instant now) {
        return new TraceQuery(
                project,
                since.minusMillis(1),
                now.plus(AHEAD),
                Map.of("resource_id", instance.value(), "trace_name", OrderTrace.ENLARGE_NODE),
                marker.orElse(null),
                TRACES_A_PAGE);
    }

    Page page(TracePage page) {
        return new Page(
                page.traces().stream()
                        .map(trace -> trace(trace, page.leftOut()))
                        .toList(),
                Optional.ofNullable(page.marker()));
    }

    private OrderTrace trace(TraceState trace, Set<TraceField> leftOut) {
        return new OrderTrace(
                trace.id(),
                trace.name(),
                trace.at(),
                shown(TraceField.RECORD_TIME, leftOut, trace.recordedAt()),
                Optional.of(new InstanceId(trace.resource().id())),
                actor(trace, leftOut),
                asked(object(shown(TraceField.REQUEST, leftOut, trace.request().get()))),
                result(trace, leftOut));
    }

    private static <T> Optional<T> shown(TraceField field, Set<TraceField> leftOut, @Nullable T value) {
        return leftOut.contains(field) ? Optional.empty() : Optional.ofNullable(value);
    }

    private Actor actor(TraceState trace, Set<TraceField> leftOut) {
        TraceActor actor = trace.actor();
        if (actor == null) {
            return new Actor(By.UNKNOWN, Optional.empty(), Optional.empty(), Optional.of("SystemAction"));
        }
        Optional<TraceActor> user = shown(TraceField.USER, leftOut, actor);
        Optional<String> key = user.flatMap(one -> shown(TraceField.ACCESS_KEY, leftOut, one.accessKeyId()));
        return new Actor(
                by(actor.traceType(), key),
                user.map(TraceActor::user),
                shown(TraceField.SOURCE_IP, leftOut, actor.sourceIp()),
                Optional.of(actor.traceType()));
    }

    /** The key of this adapter never changes, so that any other is of others. */
    private By by(String traceType, Optional<String> key) {
        if (traceType.equals(TraceActor.CONSOLE)) {
            return By.OTHERS;
        }
        return key.map(known -> known.equals(accessKey) ? By.OUR_KEY : By.OTHERS)
                .orElse(By.UNKNOWN);
    }

    private static Asked asked(JsonObject request) {
        OptionalInt nodes = request.get("node_number") instanceof Integer number && number >= 1 && number <= MOST_NODES
                ? OptionalInt.of(number)
                : OptionalInt.empty();
        return new Asked(id(request, "flavor_id", FlavorId::new), nodes, id(request, "group_id", GroupId::new));
    }

    private static Result result(TraceState trace, Set<TraceField> leftOut) {
        JsonObject response =
                object(shown(TraceField.RESPONSE, leftOut, trace.response().get()));
        Optional<String> code = shown(TraceField.CODE, leftOut, trace.code());
        return new Result(
                Optional.of(Rating.valueOf(trace.rating().toUpperCase(Locale.ROOT))),
                code.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(code.get())),
                id(response, "jobId", JobId::new),
                id(response, "orderId", OrderId::new),
                response.get("errCode") instanceof String text ? Optional.of(text) : Optional.empty(),
                shown(TraceField.REQUEST_ID, leftOut, trace.requestId()));
    }

    private static <T> Optional<T> id(JsonObject object, String name, Function<String, T> type) {
        return object.get(name) instanceof String text
                        && ScaleOutRules.checkId(name, text).isEmpty()
                ? Optional.of(type.apply(text))
                : Optional.empty();
    }

    /** A text that is no JSON object, or too long to be an order, says nothing. */
    private static JsonObject object(Optional<String> text) {
        if (text.isEmpty() || text.get().length() > LONGEST_TEXT) {
            return new JsonObject();
        }
        try {
            return JsonText.parse(text.get().getBytes(StandardCharsets.UTF_8));
        } catch (JsonException none) {
            return new JsonObject();
        }
    }

    /** Does not show the access key. */
    @Override
    public String toString() {
        return "InMemoryTraces";
    }
}
