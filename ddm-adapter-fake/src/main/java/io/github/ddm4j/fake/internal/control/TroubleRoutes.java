/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.control;

import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.Throttle;
import io.github.ddm4j.fake.internal.json.JsonObject;
import java.time.Duration;

/** The calls that change who may call, and those that break something. */
final class TroubleRoutes {

    private static final int MANY = 1_000_000;

    private TroubleRoutes() {}

    static void addCredentials(RouteTable table, CloudCore cloud) {
        table.change("POST", "/users", "adds an IAM user", call -> ContentReader.user(call.fields()));
        table.change(
                "POST",
                "/access-keys",
                "adds an access key; with securityToken and validSeconds a temporary one",
                call -> ContentReader.accessKey(call.fields()));
        table.add("POST", "/tokens", "adds a token, or issues one and answers with it", call -> {
            String project = call.fields().text("projectId");
            String token = call.fields().optionalText("token");
            return () -> cloud.changing(now -> new JsonObject()
                    .put(
                            "token",
                            (token == null
                                            ? cloud.issueToken(project)
                                            : cloud.credentials().addToken(token, project, now))
                                    .value()));
        });
        table.change(
                "DELETE",
                "/tokens",
                "ends all tokens",
                call -> (core, now) -> core.credentials().revokeTokens());
    }

    static void addTrouble(RouteTable table, CloudCore cloud, Outage outage) {
        table.change(
                "POST", "/faults", "adds a fault; see the table below", call -> ContentReader.fault(call.fields()));
        table.change(
                "DELETE",
                "/faults",
                "forgets the faults that have not struck",
                call -> (core, now) -> core.traffic().faults().clear());
        table.change("PUT", "/throttle", "lets only so many requests through in each period", call -> {
            Throttle throttle = new Throttle(
                    call.fields().number("requests", 0, MANY),
                    call.fields().time("periodSeconds", 1, Duration::ofSeconds),
                    call.fields().flag("tellRetryAfter"));
            return (core, now) -> core.traffic().limit(throttle);
        });
        table.change(
                "DELETE",
                "/throttle",
                "lets all through again",
                call -> (core, now) -> core.traffic().limit(null));
        table.add("POST", "/clock", "lets the time run ahead by advanceSeconds", call -> {
            Duration ahead = call.fields().time("advanceSeconds", 0, Duration::ofSeconds);
            return () -> {
                cloud.advance(ahead);
                return null;
            };
        });
        table.change("PUT", "/jobs", "sets how long jobs take that start from now on", call -> {
            Duration duration = call.fields().time("durationSeconds", 0, Duration::ofSeconds);
            return (core, now) -> core.world().setJobDuration(duration);
        });
        table.change("POST", "/jobs/failures", "fails the next job to start", call -> {
            String reason = call.fields().text("reason", "told to");
            return (core, now) -> core.world().failNextJob(reason);
        });
        table.add("PUT", "/reachable", "takes the provider down, or up; forSeconds brings it back", call -> {
            boolean reachable = call.fields().flag("reachable");
            Duration back =
                    call.fields().has("forSeconds") ? call.fields().time("forSeconds", 1, Duration::ofSeconds) : null;
            outage.check(reachable, back);
            return () -> {
                outage.begin(reachable, back);
                return null;
            };
        });
    }
}
