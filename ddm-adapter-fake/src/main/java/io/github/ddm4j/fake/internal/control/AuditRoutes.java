/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.control;

import io.github.ddm4j.fake.internal.audit.TraceActor;
import io.github.ddm4j.fake.internal.audit.TraceField;
import io.github.ddm4j.fake.internal.audit.TraceLog;
import io.github.ddm4j.fake.internal.audit.TraceState;
import io.github.ddm4j.fake.internal.cloud.CredentialStore.User;
import io.github.ddm4j.fake.internal.cloud.InstanceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The calls that change the audit log. */
final class AuditRoutes {

    private static final int MANY = 1_000_000;
    private static final int MOST_COPIES = 10;
    private static final int WEEK = (int) TraceLog.KEPT.toSeconds();

    private AuditRoutes() {}

    static void addTo(RouteTable table) {
        table.change(
                "PUT",
                "/audit",
                "sets switchedOn, recording, recordingRefusals, readable, lagSeconds, resultAfterSeconds, copies, loseNext,"
                        + " leftOut of the audit log, and as whom others scale out: othersUser, with othersAccessKey over"
                        + " the API, without on the console",
                call -> settings(call.fields()));
        table.change(
                "POST",
                "/instances/{id}/traces",
                "adds a trace of an order that never was: secondsAgo, below 0 in the future; user, with accessKey over the"
                        + " API, without on the console; id, name, failed, code, request, response",
                call -> trace(call.id(), call.fields()));
    }

    /** What is not given stays as it is. */
    private static ContentReader.Part settings(FieldReader fields) {
        List<Consumer<TraceLog>> changes = new ArrayList<>();
        flag(fields, "switchedOn", TraceLog::switchOn, changes);
        flag(fields, "recording", TraceLog::record, changes);
        flag(fields, "recordingRefusals", TraceLog::recordRefusals, changes);
        flag(fields, "readable", TraceLog::allow, changes);
        time(fields, "lagSeconds", TraceLog::delayBy, changes);
        time(fields, "resultAfterSeconds", (log, later) -> log.pairAfter(later.isZero() ? null : later), changes);
        number(fields, "copies", 1, MOST_COPIES, TraceLog::copy, changes);
        number(fields, "loseNext", 0, MANY, TraceLog::lose, changes);
        if (fields.has("leftOut")) {
            List<TraceField> leftOut =
                    fields.texts("leftOut").stream().map(TraceField::named).toList();
            changes.add(log -> log.leaveOut(leftOut));
        }
        TraceActor others = actor(fields, "othersUser", "othersAccessKey");
        if (others != null) {
            changes.add(log -> log.setOthers(others));
        }
        return (core, now) ->
                changes.forEach(change -> change.accept(core.world().traces()));
    }

    private static void flag(
            FieldReader fields, String name, BiConsumer<TraceLog, Boolean> set, List<Consumer<TraceLog>> changes) {
        if (fields.has(name)) {
            boolean value = fields.flag(name);
            changes.add(log -> set.accept(log, value));
        }
    }

    private static void time(
            FieldReader fields, String name, BiConsumer<TraceLog, Duration> set, List<Consumer<TraceLog>> changes) {
        if (fields.has(name)) {
            Duration value = fields.time(name, 0, Duration::ofSeconds);
            changes.add(log -> set.accept(log, value));
        }
    }

    private static void number(
            FieldReader fields,
            String name,
            int least,
            int most,
            BiConsumer<TraceLog, Integer> set,
            List<Consumer<TraceLog>> changes) {
        if (fields.has(name)) {
            int value = fields.number(name, least, most);
            changes.add(log -> set.accept(log, value));
        }
    }

    /** Returns who it was: over the API with an access key, on the console without; null if nobody is named. */
    private static @Nullable TraceActor actor(FieldReader fields, String userField, String keyField) {
        String key = fields.optionalText(keyField);
        if (key != null) {
            return new User(User.DEFAULT.domain(), fields.text(userField)).actor(key, TraceLog.ADDRESS_OF_OTHERS);
        }
        String user = fields.optionalText(userField);
        return user == null ? null : new User(User.DEFAULT.domain(), user).onConsole(TraceLog.ADDRESS_OF_OTHERS);
    }

    private static ContentReader.Part trace(String instanceId, FieldReader fields) {
        Duration ago = Duration.ofSeconds(fields.number("secondsAgo", -WEEK, WEEK, 0));
        TraceActor actor = actor(fields, "user", "accessKey");
        String id = fields.optionalText("id");
        String name = fields.text("name", TraceState.ENLARGE_NODE);
        String rating = fields.flag("failed") ? TraceState.WARNING : TraceState.NORMAL;
        String code = fields.has("code") ? String.valueOf(fields.number("code", 100, 599)) : null;
        String request = fields.optionalText("request");
        String response = fields.optionalText("response");
        return (core, now) -> {
            InstanceState.Base base = core.world().instance(instanceId).base();
            core.world()
                    .traces()
                    .add(new TraceState(
                            id == null ? core.world().newTraceId() : id,
                            name,
                            rating,
                            now.minus(ago),
                            now,
                            TraceState.Resource.instance(base.projectId(), base.id(), base.name()),
                            actor,
                            code,
                            () -> request,
                            () -> response,
                            null));
        };
    }
}
