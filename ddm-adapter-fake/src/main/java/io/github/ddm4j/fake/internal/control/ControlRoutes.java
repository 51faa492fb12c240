/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.control;

import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.RdsStatus;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.FlavorState;
import io.github.ddm4j.fake.internal.cloud.InstanceState;
import io.github.ddm4j.fake.internal.cloud.ProjectState;
import io.github.ddm4j.fake.internal.cloud.Throttle;
import io.github.ddm4j.fake.internal.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The calls of the remote control. */
final class ControlRoutes {

    private static final int MANY = 1_000_000;

    private final CloudCore cloud;
    private final Consumer<CloudCore> examples;
    private final Outage outage;
    private final List<ControlRoute> routes = new ArrayList<>();

    /** @param examples puts the examples into a cloud */
    ControlRoutes(CloudCore cloud, Consumer<CloudCore> examples, Outage outage) {
        this.cloud = cloud;
        this.examples = examples;
        this.outage = outage;
        addLooks();
        addContent();
        addInstances();
        addCredentials();
        addTrouble();
    }

    Consumer<CloudCore> examples() {
        return examples;
    }

    List<ControlRoute> routes() {
        return routes;
    }

    private void add(
            String method, String path, String meaning, Function<ControlCall, Supplier<@Nullable Object>> reads) {
        routes.add(new ControlRoute(method, path, meaning, reads));
    }

    /** A call that changes the cloud, and answers with nothing. */
    private void change(String method, String path, String meaning, Function<ControlCall, ContentReader.Part> reads) {
        add(method, path, meaning, call -> {
            ContentReader.Part part = reads.apply(call);
            return () -> {
                cloud.change(now -> part.accept(cloud, now));
                return null;
            };
        });
    }

    private void addLooks() {
        add("GET", "", "the calls of the remote control", call -> this::shown);
        add("GET", "/health", "whether the fake is up", call -> () -> new JsonObject().put("status", "up"));
        add(
                "GET",
                "/state",
                "everything that the page shows; with since=VERSION and waitSeconds, once it has changed",
                this::state);
        add("GET", "/requests", "the latest requests and their answers, newest first; see the search below", call -> {
            RequestSearch search = RequestSearch.of(call.parameters());
            int limit = search.limit();
            return () -> cloud.at(now -> search.in(cloud.log(), limit));
        });
        add("GET", "/requests/count", "how many of them there are, as a number", call -> {
            RequestSearch search = RequestSearch.of(call.parameters());
            return () -> cloud.at(now -> search.count(cloud.log()));
        });
        change(
                "DELETE",
                "/requests",
                "forgets them",
                call -> (core, now) -> core.log().clear());
    }

    private JsonObject shown() {
        return new JsonObject().putAll("calls", routes, route -> new JsonObject()
                .put("method", route.method())
                .put("path", ControlDesk.PREFIX + route.path())
                .put("meaning", route.meaning()));
    }

    private Supplier<@Nullable Object> state(ControlCall call) {
        Map<String, String> parameters = call.parameters();
        long since = number(parameters, "since", -1);
        Duration wait = Duration.ofSeconds(Math.min(60, Math.max(0, number(parameters, "waitSeconds", 0))));
        return () -> {
            if (since >= 0) {
                awaitChange(since, wait);
            }
            return cloud.at(now -> StateView.of(cloud, now));
        };
    }

    private static long number(Map<String, String> parameters, String name, long ifAbsent) {
        String text = parameters.get(name);
        if (text == null) {
            return ifAbsent;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException(name + " must be a number, but was " + text);
        }
        return Long.parseLong(text);
    }

    private void awaitChange(long since, Duration wait) {
        try {
            cloud.awaitChange(since, wait);
        } catch (InterruptedException e) {
            // The server is being closed: what there is now is as good as what comes.
            Thread.currentThread().interrupt();
        }
    }

    private void addContent() {
        add("PUT", "/state", "begins anew with this content, now and at each reset", call -> {
            ContentReader.Part content = ContentReader.content(call.fields(), examples);
            return () -> {
                begin(content);
                return null;
            };
        });
        add("POST", "/reset", "begins anew with the content it began with", call -> () -> {
            cloud.reset();
            return null;
        });
        change("POST", "/projects", "adds a project", call -> ContentReader.project(call.fields()));
        change("PATCH", "/projects/{id}", "sets quota, accountFrozen, balanceTooLow", this::project);
        change(
                "PUT",
                "/flavors/{id}",
                "adds or replaces a class of nodes",
                call -> ContentReader.flavor(call.id(), call.fields()));
        change("PATCH", "/flavors/{id}", "sets its status by zone: normal, sellout, unsupported", this::flavor);
    }

    /** Tried out first, so that a content with a mistake leaves everything as it was. */
    void begin(ContentReader.Part content) {
        CloudCore scratch = cloud.scratch();
        scratch.change(now -> content.accept(scratch, now));
        cloud.reset(() -> cloud.change(now -> content.accept(cloud, now)));
    }

    private ContentReader.Part project(ControlCall call) {
        Fields fields = call.fields();
        List<UnaryOperator<ProjectState>> changes = new ArrayList<>();
        if (fields.has("quota")) {
            int quota = fields.number("quota", 0, Integer.MAX_VALUE);
            changes.add(project -> project.withQuota(quota));
        }
        if (fields.has("accountFrozen")) {
            boolean frozen = fields.flag("accountFrozen");
            changes.add(project -> project.withFrozen(frozen));
        }
        if (fields.has("balanceTooLow")) {
            boolean tooLow = fields.flag("balanceTooLow");
            changes.add(project -> project.withBalanceTooLow(tooLow));
        }
        return (core, now) -> changes.forEach(change -> core.world().changeProject(call.id(), change));
    }

    private ContentReader.Part flavor(ControlCall call) {
        Map<String, String> zones = call.fields().textsByName("zones");
        return (core, now) -> zones.forEach((zone, status) ->
                core.world().region().changeFlavor(call.id(), (FlavorState flavor) -> flavor.with(zone, status)));
    }

    private void addInstances() {
        change("POST", "/instances", "adds an instance", call -> ContentReader.instance(call.fields()));
        change("PATCH", "/instances/{id}", "sets status, and rdsReady for all its RDS instances", this::instance);
        change(
                "DELETE",
                "/instances/{id}",
                "removes it",
                call -> (core, now) -> core.world().removeInstance(call.id()));
        change("POST", "/instances/{id}/groups", "adds a node group", call -> {
            NodeGroup group = ContentReader.group(call.fields());
            return (core, now) -> core.world().addGroup(call.id(), group, now);
        });
        change("PUT", "/instances/{id}/schemas/{name}", "adds or replaces a schema with its RDS instances", call -> {
            Schema schema = ContentReader.schema(call.varying().get(1), call.fields());
            return changed(call, (instance, now) -> instance.withSchema(schema, now));
        });
        change("PATCH", "/instances/{id}/rds/{rds}", "sets status and error of an RDS instance", call -> {
            RdsStatus status = new RdsStatus(call.fields().text("status"));
            String error = call.fields().optionalText("error");
            return changed(
                    call, (instance, now) -> instance.withRds(call.varying().get(1), status, error, now));
        });
        change("POST", "/instances/{id}/scale-out", "somebody else adds nodes", call -> {
            String group = call.fields().optionalText("groupId");
            int nodes = call.fields().number("nodes", 1, ScaleOutRules.MAX_NODES, 1);
            return (core, now) -> core.world().enlargeByOthers(call.id(), group, nodes, now);
        });
        change("POST", "/instances/{id}/scale-in", "somebody else takes nodes away", call -> {
            int nodes = call.fields().number("nodes", 1, ScaleOutRules.MAX_NODES, 1);
            return (core, now) -> core.world().removeNodes(call.id(), nodes, now);
        });
        change(
                "POST",
                "/orders/{id}/pay",
                "pays an order",
                call -> (core, now) -> core.world().pay(call.id(), now));
    }

    private static ContentReader.Part changed(
            ControlCall call, BiFunction<InstanceState, Instant, InstanceState> change) {
        return (core, now) -> core.world().changeInstance(call.id(), now, change);
    }

    private ContentReader.Part instance(ControlCall call) {
        Fields fields = call.fields();
        InstanceStatus status = fields.has("status") ? new InstanceStatus(fields.text("status")) : null;
        RdsStatus rds =
                !fields.has("rdsReady") ? null : fields.flag("rdsReady") ? RdsStatus.NORMAL : new RdsStatus("Abnormal");
        return changed(call, (instance, now) -> {
            InstanceState changed = rds == null ? instance : instance.withAllRds(rds, now);
            return status == null ? changed : changed.withStatus(status, now);
        });
    }

    private void addCredentials() {
        change("POST", "/users", "adds an IAM user", call -> ContentReader.user(call.fields()));
        change(
                "POST",
                "/access-keys",
                "adds an access key; with securityToken and validSeconds a temporary one",
                call -> ContentReader.accessKey(call.fields()));
        add("POST", "/tokens", "adds a token, or issues one and answers with it", call -> {
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
        change(
                "DELETE",
                "/tokens",
                "ends all tokens",
                call -> (core, now) -> core.credentials().revokeTokens());
    }

    private void addTrouble() {
        change("POST", "/faults", "adds a fault; see the table below", call -> ContentReader.fault(call.fields()));
        change(
                "DELETE",
                "/faults",
                "forgets the faults that have not struck",
                call -> (core, now) -> core.traffic().faults().clear());
        change("PUT", "/throttle", "lets only so many requests through in each period", call -> {
            Throttle throttle = new Throttle(
                    call.fields().number("requests", 0, MANY),
                    call.fields().time("periodSeconds", 1, Duration::ofSeconds),
                    call.fields().flag("tellRetryAfter"));
            return (core, now) -> core.traffic().limit(throttle);
        });
        change(
                "DELETE",
                "/throttle",
                "lets all through again",
                call -> (core, now) -> core.traffic().limit(null));
        add("POST", "/clock", "lets the time run ahead by advanceSeconds", call -> {
            Duration ahead = call.fields().time("advanceSeconds", 0, Duration::ofSeconds);
            return () -> {
                cloud.advance(ahead);
                return null;
            };
        });
        change("PUT", "/jobs", "sets how long jobs take that start from now on", call -> {
            Duration duration = call.fields().time("durationSeconds", 0, Duration::ofSeconds);
            return (core, now) -> core.world().setJobDuration(duration);
        });
        change("POST", "/jobs/failures", "fails the next job to start", call -> {
            String reason = call.fields().text("reason", "told to");
            return (core, now) -> core.world().failNextJob(reason);
        });
        add("PUT", "/reachable", "takes the provider down, or up; forSeconds brings it back", call -> {
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
