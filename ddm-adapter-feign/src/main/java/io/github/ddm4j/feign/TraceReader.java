/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static java.util.Collections.max;
import static java.util.Collections.min;
import static java.util.Comparator.naturalOrder;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.Actor;
import io.github.ddm4j.core.model.OrderTrace.Asked;
import io.github.ddm4j.core.model.OrderTrace.Rating;
import io.github.ddm4j.core.model.OrderTrace.Result;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.port.AuditPort.Page;
import io.github.ddm4j.feign.CtsWire.TraceItem;
import io.github.ddm4j.feign.CtsWire.TracesReply;
import io.github.ddm4j.feign.internal.DecodedAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads traces, page by page. Which fields the provider fills is not documented, so a field that is missing or odd is told
 * as missing, and only an answer that is no page of traces cannot be used.
 */
final class TraceReader {

    private static final int TRACES_A_PAGE = 100;

    /** The time for which the provider keeps traces, less an hour because clocks differ. */
    private static final Duration KEPT = Duration.ofDays(7).minusHours(1);

    /** The time by which the end of the listing lies ahead, so that a slow clock of ours hides no trace. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private final CtsApi api;
    private final ProjectId project;
    private final TraceOwner owner;
    private final Clock clock;

    TraceReader(CtsApi api, ProjectId project, TraceOwner owner, Clock clock) {
        this.api = api;
        this.project = project;
        this.owner = owner;
        this.clock = clock;
    }

    Page read(InstanceId instance, Instant since, Optional<String> marker, ReadRetry.Budget budget) {
        Instant now = clock.instant();
        Instant from = min(List.of(now, max(List.of(since, now.minus(KEPT)))));
        return budget.read(
                call -> api.traces(
                        project,
                        instance,
                        // The provider leaves out the very moments that it is told.
                        from.toEpochMilli() - 1,
                        now.plus(AHEAD).toEpochMilli(),
                        TRACES_A_PAGE,
                        marker.orElse(null),
                        call),
                reply -> page(reply, since, from, marker));
    }

    private Page page(DecodedAnswer<TracesReply> reply, Instant since, Instant from, Optional<String> asked) {
        TraceValues values = new TraceValues(reply);
        TracesReply body = reply.body();
        List<TraceItem> items = body.items();
        if (items == null || items.contains(null)) {
            throw values.unusable("it holds no list of traces");
        }
        items.forEach(item -> owner.meet(values.userName(item.user()), values.accessKey(item.user())));
        List<OrderTrace> traces = items.stream()
                .flatMap(item -> trace(item, values).stream())
                .filter(trace -> trace.time().toEpochMilli() >= since.toEpochMilli())
                .toList();
        Optional<String> marker = body.meta() == null
                ? Optional.empty()
                : values.marker(body.meta().marker());
        // An empty page is the last one: a marker beside it would lead in a circle.
        Optional<String> next = items.isEmpty() ? Optional.empty() : marker;
        if (next.isPresent() && next.equals(asked)) {
            throw values.unusable("its marker is that of the page before");
        }
        // What may not be the last page, though no other can be asked for, may hide any scale-out; one that cannot be
        // told hides one of its time.
        boolean mayGoOn = marker.isPresent() ? items.isEmpty() : body.meta() == null && items.size() >= TRACES_A_PAGE;
        Instant untold = items.stream()
                .filter(item -> mayBeScaleOut(item, values) && !canBeTold(item, values))
                .map(item -> values.moment(item.time())
                        .map(time -> time.plusMillis(1))
                        .orElse(Instant.MAX))
                .max(naturalOrder())
                .orElse(from);
        Instant wholeFrom = mayGoOn ? Instant.MAX : max(List.of(from, untold));
        return new Page(traces, next, Optional.of(wholeFrom).filter(start -> start.isAfter(since)));
    }

    private static boolean isScaleOut(TraceItem item, TraceValues values) {
        return values.shown(item.name()).filter(OrderTrace.ENLARGE_NODE::equals).isPresent();
    }

    /** Nothing else was asked for, so a trace without a name may be one. */
    private static boolean mayBeScaleOut(TraceItem item, TraceValues values) {
        return isScaleOut(item, values) || values.shown(item.name()).isEmpty();
    }

    private static boolean canBeTold(TraceItem item, TraceValues values) {
        return isScaleOut(item, values)
                && values.shown(item.id()).isPresent()
                && values.moment(item.time()).isPresent();
    }

    private Optional<OrderTrace> trace(TraceItem item, TraceValues values) {
        Optional<String> accessKey = values.accessKey(item.user());
        Optional<String> id = values.shown(item.id(), accessKey);
        Optional<Instant> time = values.moment(item.time());
        if (id.isEmpty() || time.isEmpty() || !isScaleOut(item, values)) {
            return Optional.empty();
        }
        Optional<String> kind = values.shown(item.kind(), accessKey);
        Optional<String> user = values.userName(item.user());
        return Optional.of(new OrderTrace(
                id.get(),
                OrderTrace.ENLARGE_NODE,
                time.get(),
                values.moment(item.recordedAt()),
                values.id(item.resourceId(), InstanceId::new, accessKey),
                new Actor(
                        owner.by(kind, user, accessKey),
                        values.without(accessKey, user),
                        values.shown(item.address(), accessKey),
                        kind),
                asked(values.object(item.request()), accessKey, values),
                result(item, accessKey, values)));
    }

    private static Asked asked(JsonNode request, Optional<String> accessKey, TraceValues values) {
        return new Asked(
                values.id(request.get("flavor_id"), FlavorId::new, accessKey),
                values.number(request.get("node_number"), 1, 1_000_000),
                values.id(request.get("group_id"), GroupId::new, accessKey));
    }

    private static Result result(TraceItem item, Optional<String> accessKey, TraceValues values) {
        JsonNode response = values.object(item.response());
        return new Result(
                rating(values.shown(item.rating())),
                values.number(item.code(), 100, 599),
                values.id(first(response, "jobId", "job_id"), JobId::new, accessKey),
                values.id(first(response, "orderId", "order_id"), OrderId::new, accessKey),
                values.shown(first(response, "errCode", "error_code"), accessKey),
                values.shown(item.requestId(), accessKey));
    }

    private static Optional<Rating> rating(Optional<String> word) {
        return switch (word.orElse("").toLowerCase(Locale.ROOT)) {
            case "normal" -> Optional.of(Rating.NORMAL);
            case "warning" -> Optional.of(Rating.WARNING);
            case "incident" -> Optional.of(Rating.INCIDENT);
            default -> Optional.empty();
        };
    }

    private static JsonNode first(JsonNode object, String one, String other) {
        return object.hasNonNull(one) ? object.path(one) : object.path(other);
    }
}
