/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.text;

import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.Observation.AuditLog;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.Actor;
import io.github.ddm4j.core.model.OrderTrace.Asked;
import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.model.OrderTrace.Rating;
import io.github.ddm4j.core.model.OrderTrace.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** The provider's audit log as fields, both ways. Texts of the first version have none. */
final class TraceFields {

    private TraceFields() {}

    static void write(Fields to, AuditLog log) {
        to.since(Fields.WITH_AUDIT_LOG);
        to.putAll("traces", log.traces(), TraceFields::write);
        to.put("readTo", log.readTo());
        to.put("showsOurs", log.showsOurs());
    }

    static Optional<AuditLog> find(Fields from) {
        return from.find("traces")
                .map(number -> new AuditLog(
                        from.all("traces", TraceFields::trace),
                        from.find("readTo", Duration::parse),
                        from.flag("showsOurs")));
    }

    static void write(Fields to, OrderTrace trace) {
        to.since(Fields.WITH_AUDIT_LOG);
        to.put("id", trace.id());
        to.put("name", trace.name());
        to.put("time", trace.time());
        to.put("recordedAt", trace.recordedAt());
        to.put("instance", trace.instanceId());
        to.put("by", trace.actor().by().name());
        to.put("user", trace.actor().user());
        to.put("address", trace.actor().address());
        to.put("kind", trace.actor().kind());
        to.put("flavor", trace.asked().flavorId());
        number(to, "nodes", trace.asked().nodes());
        to.put("group", trace.asked().groupId());
        to.put("rating", trace.result().rating().map(Rating::name));
        number(to, "status", trace.result().status());
        to.put("job", trace.result().jobId());
        to.put("order", trace.result().orderId());
        to.put("errorCode", trace.result().errorCode());
        to.put("request", trace.result().requestId());
    }

    static OrderTrace trace(Fields from) {
        return new OrderTrace(
                from.text("id"),
                from.text("name"),
                from.instant("time"),
                from.find("recordedAt", Instant::parse),
                from.find("instance", InstanceId::new),
                // A word of a later version may stand for us, so it counts as nobody known.
                new Actor(
                        from.word("by", By.class, By.UNKNOWN),
                        from.find("user"),
                        from.find("address"),
                        from.find("kind")),
                new Asked(from.find("flavor", FlavorId::new), number(from, "nodes"), from.find("group", GroupId::new)),
                new Result(
                        from.find("rating").flatMap(TraceFields::rating),
                        number(from, "status"),
                        from.find("job", JobId::new),
                        from.find("order", OrderId::new),
                        from.find("errorCode"),
                        from.find("request")));
    }

    private static Optional<Rating> rating(String word) {
        return Arrays.stream(Rating.values())
                .filter(each -> each.name().equals(word))
                .findFirst();
    }

    private static void number(Fields to, String name, OptionalInt number) {
        number.ifPresent(value -> to.put(name, value));
    }

    private static OptionalInt number(Fields from, String name) {
        return from.find(name, Integer::valueOf).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }
}
