/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.audit;

import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One trace, as the log keeps it. Its texts are made only when somebody reads, because under load there are many traces.
 *
 * @param rating {@code normal}, {@code warning} or {@code incident}
 * @param at when the operation happened
 * @param recordedAt when the log had it, which is when it can be read
 * @param actor who did it, or null if the trace does not say
 * @param code the HTTP status of the call as text, or null
 * @param request the body of the call, or null
 * @param response the body of its answer, or null
 * @param requestId the gateway's id of the call, or null
 */
public record TraceState(
        String id,
        String name,
        String rating,
        Instant at,
        Instant recordedAt,
        Resource resource,
        @Nullable TraceActor actor,
        @Nullable String code,
        Supplier<@Nullable String> request,
        Supplier<@Nullable String> response,
        @Nullable String requestId) {

    public static final String ENLARGE_NODE = "enlargeNode";
    public static final String NORMAL = "normal";
    public static final String WARNING = "warning";

    /** What an operation was about. */
    public record Resource(String projectId, String id, String name, String type, String service) {

        public static Resource instance(String projectId, String id, String name) {
            return new Resource(projectId, id, name, "instance", "DDM");
        }
    }

    String traceType() {
        return actor == null ? "SystemAction" : actor.traceType();
    }

    TraceState recorded(Instant moment) {
        return new TraceState(id, name, rating, at, moment, resource, actor, code, request, response, requestId);
    }

    /** The trace of the result of an asynchronous operation, which says less than that of its request. */
    TraceState result(String resultId, String resultRating, Instant moment) {
        return new TraceState(
                resultId, name, resultRating, moment, moment, resource, actor, null, () -> null, () -> null, null);
    }
}
