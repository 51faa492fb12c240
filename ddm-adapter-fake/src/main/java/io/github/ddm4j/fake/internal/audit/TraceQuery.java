/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the log.
 *
 * @param from the moment after which traces happened
 * @param to the moment before which they happened
 * @param filters values by the names of the API, such as {@code resource_id}
 * @param marker the id of the last trace of the page before, or null for the first page
 * @param limit the most traces of the page
 */
public record TraceQuery(
        String projectId,
        Instant from,
        Instant to,
        Map<String, String> filters,
        @Nullable String marker,
        int limit) {

    public TraceQuery {
        filters = Map.copyOf(filters);
    }

    boolean asksFor(TraceState trace) {
        String traceId = filters.get("trace_id");
        if (traceId != null) {
            return traceId.equals(trace.id());
        }
        return trace.at().isAfter(from)
                && trace.at().isBefore(to)
                && filters.entrySet().stream()
                        .allMatch(filter -> Objects.equals(filter.getValue(), value(trace, filter.getKey())));
    }

    private static @Nullable String value(TraceState trace, String name) {
        TraceActor actor = trace.actor();
        return switch (name) {
            case "service_type" -> trace.resource().service();
            case "resource_type" -> trace.resource().type();
            case "resource_id" -> trace.resource().id();
            case "resource_name" -> trace.resource().name();
            case "trace_name" -> trace.name();
            case "trace_rating" -> trace.rating();
            case "user" -> actor == null ? null : actor.user();
            case "access_key_id" -> actor == null ? null : actor.accessKeyId();
            default -> throw new IllegalArgumentException("no filter " + name);
        };
    }
}
