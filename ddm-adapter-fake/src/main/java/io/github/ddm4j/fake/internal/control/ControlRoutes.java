/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.control;

import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.FlavorState;
import io.github.ddm4j.fake.internal.cloud.ProjectState;
import io.github.ddm4j.fake.internal.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The calls of the remote control. */
final class ControlRoutes {

    private final CloudCore cloud;
    private final Consumer<CloudCore> examples;
    private final RouteTable table;

    /** @param examples puts the examples into a cloud */
    ControlRoutes(CloudCore cloud, Consumer<CloudCore> examples, Outage outage) {
        this.cloud = cloud;
        this.examples = examples;
        this.table = new RouteTable(cloud);
        addLooks();
        addContent();
        InstanceRoutes.addTo(table);
        TroubleRoutes.addCredentials(table, cloud);
        TroubleRoutes.addTrouble(table, cloud, outage);
        AuditRoutes.addTo(table);
    }

    Consumer<CloudCore> examples() {
        return examples;
    }

    List<ControlRoute> routes() {
        return table.routes();
    }

    private void addLooks() {
        table.add("GET", "", "the calls of the remote control", call -> this::shown);
        table.add("GET", "/health", "whether the fake is up", call -> () -> new JsonObject().put("status", "up"));
        table.add(
                "GET",
                "/state",
                "everything that the page shows; with since=VERSION and waitSeconds, once it has changed",
                this::state);
        table.add(
                "GET",
                "/requests",
                "the latest requests and their answers, newest first; see the search below",
                call -> {
                    RequestSearch search = RequestSearch.of(call.parameters());
                    int limit = search.limit();
                    return () -> cloud.at(now -> search.in(cloud.log(), limit));
                });
        table.add("GET", "/requests/count", "how many of them there are, as a number", call -> {
            RequestSearch search = RequestSearch.of(call.parameters());
            return () -> cloud.at(now -> search.count(cloud.log()));
        });
        table.change(
                "DELETE",
                "/requests",
                "forgets them",
                call -> (core, now) -> core.log().clear());
    }

    private JsonObject shown() {
        return new JsonObject().putAll("calls", table.routes(), route -> new JsonObject()
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
        table.add("PUT", "/state", "begins anew with this content, now and at each reset", call -> {
            ContentReader.Part content = ContentReader.content(call.fields(), examples);
            return () -> {
                begin(content);
                return null;
            };
        });
        table.add("POST", "/reset", "begins anew with the content it began with", call -> () -> {
            cloud.reset();
            return null;
        });
        table.change("POST", "/projects", "adds a project", call -> ContentReader.project(call.fields()));
        table.change("PATCH", "/projects/{id}", "sets quota, accountFrozen, balanceTooLow", this::project);
        table.change(
                "PUT",
                "/flavors/{id}",
                "adds or replaces a class of nodes",
                call -> ContentReader.flavor(call.id(), call.fields()));
        table.change("PATCH", "/flavors/{id}", "sets its status by zone: normal, sellout, unsupported", this::flavor);
    }

    /**
     * Begins anew with a content that is tried out first, so that a content with a mistake leaves everything as it was.
     */
    void begin(ContentReader.Part content) {
        CloudCore scratch = cloud.scratch();
        scratch.change(now -> content.accept(scratch, now));
        cloud.reset(() -> cloud.change(now -> content.accept(cloud, now)));
    }

    private ContentReader.Part project(ControlCall call) {
        FieldReader fields = call.fields();
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
}
