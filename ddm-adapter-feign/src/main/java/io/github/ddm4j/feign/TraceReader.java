/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

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
import org.jspecify.annotations.Nullable;

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
        Instant from = earlier(now, later(since, now.minus(KEPT)));
        String next = marker.orElse(null);
        return budget.read(
                call -> api.traces(
                        project,
                        instance,
                        // The provider leaves out the very moments that it is told.
                        from.toEpochMilli() - 1,
                        now.plus(AHEAD).toEpochMilli(),
                        TRACES_A_PAGE,
                        next,
                        call),
                reply -> page(reply, since, from, next));
    }

    private Page page(DecodedAnswer<TracesReply> reply, Instant since, Instant from, @Nullable String asked) {
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
        // An empty page is the last one: a marker beside it would lead in a circle.
        Optional<String> next = items.isEmpty() || body.meta() == null
                ? Optional.empty()
                : values.marker(body.meta().marker());
        if (next.isPresent() && next.get().equals(asked)) {
            throw values.unusable("its marker is that of the page before");
        }
        return new Page(traces, next, wholeFrom(items, body, values, since, from, next.isPresent()));
    }

    /**
     * Returns from when on a page has all. A scale-out that cannot be told, and a page that may not be the last one though no
     * other can be asked for, may hide any.
     */
    private static Optional<Instant> wholeFrom(
            List<TraceItem> items, TracesReply body, TraceValues values, Instant since, Instant from, boolean more) {
        boolean hasMarker =
                body.meta() != null && values.marker(body.meta().marker()).isPresent();
        boolean mayGoOn = !more && (hasMarker || body.meta() == null && items.size() >= TRACES_A_PAGE);
        if (mayGoOn || items.stream().anyMatch(item -> mayBeScaleOut(item, values) && !canBeTold(item, values))) {
            return Optional.of(Instant.MAX);
        }
        return from.isAfter(since) ? Optional.of(from) : Optional.empty();
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

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
