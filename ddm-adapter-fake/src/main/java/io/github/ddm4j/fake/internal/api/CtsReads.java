/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.audit.TraceActor;
import io.github.ddm4j.fake.internal.audit.TraceField;
import io.github.ddm4j.fake.internal.audit.TracePage;
import io.github.ddm4j.fake.internal.audit.TraceQuery;
import io.github.ddm4j.fake.internal.audit.TraceState;
import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.Dated;
import io.github.ddm4j.fake.internal.cloud.Refusal;
import io.github.ddm4j.fake.internal.http.ServerAnswer;
import io.github.ddm4j.fake.internal.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The read of traces, of Cloud Trace Service: another service with an endpoint of its own, which the fake serves on the
 * same port. Everything that a request may leave out and everything that a trace may lack is as its page has it.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-cts/cts_api_0311.html">Querying a trace list</a>
 */
final class CtsReads {

    private static final int MAX_LIMIT = 200;
    private static final int USUAL_LIMIT = 10;
    private static final List<String> FILTERS = List.of(
            "service_type",
            "resource_type",
            "resource_id",
            "resource_name",
            "trace_id",
            "trace_name",
            "trace_rating",
            "user",
            "access_key_id");

    private final CloudCore cloud;

    CtsReads(CloudCore cloud) {
        this.cloud = cloud;
    }

    ServerAnswer traces(Call call) {
        Dated<TracePage> seen = cloud.traces(query(call));
        TracePage page = seen.value();
        JsonObject meta = new JsonObject().put("count", page.traces().size()).put("marker", page.marker());
        return ServerAnswer.json(
                200,
                new JsonObject()
                        .putAll("traces", page.traces(), trace -> trace(trace, page.leftOut()))
                        .put("meta_data", meta));
    }

    private TraceQuery query(Call call) {
        QueryParameters query = call.query();
        if (!query.mandatory("trace_type").equals("system")) {
            throw Refusal.parameter("trace_type", "must be system, because the fake keeps no data traces");
        }
        boolean from = query.text("from") != null;
        if (from != (query.text("to") != null)) {
            throw Refusal.parameter(from ? "to" : "from", "must be there if the other one is");
        }
        Instant now = cloud.now();
        Map<String, String> filters = new LinkedHashMap<>();
        for (String name : FILTERS) {
            String value = query.text(name);
            if (value != null) {
                filters.put(name, value);
            }
        }
        return new TraceQuery(
                call.project(),
                from ? query.epochMillis("from") : now.minus(Duration.ofHours(1)),
                from ? query.epochMillis("to") : now.plusMillis(1),
                filters,
                query.text("next"),
                query.number("limit", USUAL_LIMIT, 1, MAX_LIMIT));
    }

    private static JsonObject trace(TraceState trace, Set<TraceField> leftOut) {
        TraceActor actor = trace.actor();
        TraceState.Resource resource = trace.resource();
        return new JsonObject()
                .put("trace_id", trace.id())
                .put("trace_name", trace.name())
                .put("trace_rating", trace.rating())
                .put("trace_type", actor == null ? "SystemAction" : actor.traceType())
                .put("time", trace.at().toEpochMilli())
                .putIfPresent(
                        "record_time",
                        shown(
                                TraceField.RECORD_TIME,
                                leftOut,
                                trace.recordedAt().toEpochMilli()))
                .putIfPresent("code", shown(TraceField.CODE, leftOut, trace.code()))
                .putIfPresent(
                        "request",
                        shown(TraceField.REQUEST, leftOut, trace.request().get()))
                .putIfPresent(
                        "response",
                        shown(TraceField.RESPONSE, leftOut, trace.response().get()))
                .putIfPresent("user", actor == null ? null : shown(TraceField.USER, leftOut, user(actor, leftOut)))
                .putIfPresent(
                        "source_ip", actor == null ? null : shown(TraceField.SOURCE_IP, leftOut, actor.sourceIp()))
                .put("service_type", resource.service())
                .put("resource_type", resource.type())
                .put("resource_id", resource.id())
                .put("resource_name", resource.name())
                .put("api_version", "v2")
                .putIfPresent("request_id", shown(TraceField.REQUEST_ID, leftOut, trace.requestId()))
                .put("tracker_name", "system")
                .put("read_only", false);
    }

    private static <T> @Nullable T shown(TraceField field, Set<TraceField> leftOut, @Nullable T value) {
        return leftOut.contains(field) ? null : value;
    }

    private static JsonObject user(TraceActor actor, Set<TraceField> leftOut) {
        return new JsonObject()
                .put("id", actor.userId())
                .put("name", actor.user())
                .put("domain", new JsonObject().put("id", actor.domainId()).put("name", actor.domain()))
                .putIfPresent("access_key_id", shown(TraceField.ACCESS_KEY, leftOut, actor.accessKeyId()));
    }
}
