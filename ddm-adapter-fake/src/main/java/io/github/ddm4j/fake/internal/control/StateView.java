/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.control;

import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.CredentialStore.Token;
import io.github.ddm4j.fake.internal.cloud.FlavorState;
import io.github.ddm4j.fake.internal.cloud.InstanceState;
import io.github.ddm4j.fake.internal.cloud.JobState;
import io.github.ddm4j.fake.internal.cloud.OrderState;
import io.github.ddm4j.fake.internal.cloud.ProjectState;
import io.github.ddm4j.fake.internal.cloud.Throttle;
import io.github.ddm4j.fake.internal.cloud.World;
import io.github.ddm4j.fake.internal.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Everything that the page shows, as JSON. Of the lists that grow with the requests it has the latest entries. */
final class StateView {

    /** The most jobs, orders, tokens and requests that are shown. */
    static final int LATEST = 50;

    private static final int SHOWN_END = 4;

    private StateView() {}

    /** @param cloud whose lock is held */
    static JsonObject of(CloudCore cloud, Instant now) {
        World world = cloud.world();
        Throttle throttle = cloud.traffic().throttle();
        return new JsonObject()
                .put("version", cloud.version())
                .put("now", now.toString())
                .put("reachable", cloud.reachable())
                .put("busy", world.instances().stream().anyMatch(instance -> instance.growing(now)))
                .put("jobSeconds", world.jobDuration().toSeconds())
                .put("throttle", throttle == null ? null : throttle.toString())
                .putAll("projects", List.copyOf(world.projects()), StateView::project)
                .putAll("instances", List.copyOf(world.instances()), instance -> instance(instance, now))
                .putAll("jobs", jobs(world), job -> job(job, now))
                .putAll("orders", latest(world.orders()), StateView::order)
                .putAll("flavors", List.copyOf(world.region().flavors()), StateView::flavor)
                .putAll("users", List.copyOf(cloud.credentials().users()), user -> new JsonObject()
                        .put("domain", user.domain())
                        .put("name", user.name()))
                .putAll("tokens", latest(cloud.credentials().tokens()), token -> token(token, now))
                .putAll("faults", cloud.traffic().faults().waiting(), waiting -> new JsonObject()
                        .put("fault", waiting.fault().toString())
                        .put("times", waiting.times()))
                .put("failingJobs", List.copyOf(world.failReasons()))
                .put("requests", RequestSearch.ALL.in(cloud.log(), LATEST));
    }

    private static <T> List<T> latest(Collection<T> all) {
        List<T> last = new ArrayList<>(
                all.stream().skip(Math.max(0, all.size() - LATEST)).toList());
        Collections.reverse(last);
        return last;
    }

    private static List<JobState> jobs(World world) {
        return world.projects().stream()
                .flatMap(project -> world.jobs(project.id()).page(Instant.MIN, Instant.MAX, 0, LATEST).rows().stream())
                .sorted(Comparator.comparing(JobState::createdAt).reversed())
                .limit(LATEST)
                .toList();
    }

    private static JsonObject project(ProjectState project) {
        return new JsonObject()
                .put("id", project.id())
                .put("name", project.name())
                .put("nodes", project.nodes())
                .put("quota", project.quota() == Integer.MAX_VALUE ? null : project.quota())
                .put("accountFrozen", project.frozen())
                .put("balanceTooLow", project.balanceTooLow());
    }

    private static JsonObject instance(InstanceState instance, Instant now) {
        InstanceState.Base base = instance.base();
        return new JsonObject()
                .put("id", base.id())
                .put("name", base.name())
                .put("projectId", base.projectId())
                .put("status", instance.status(now).value())
                .put("yearlyMonthly", base.yearlyMonthly())
                .put("flavorId", base.flavorId())
                .put("zones", instance.zones())
                .put("nodeCount", instance.nodes().size())
                .put("updated", instance.updatedAt(now).toString())
                .putAll("groups", instance.groupsWithNodes(), group -> new JsonObject()
                        .put("id", group.state().id())
                        .put("name", group.state().name())
                        .put("readOnly", group.state().readOnly())
                        .put("address", group.state().address())
                        .putAll("nodes", group.nodes(), node -> new JsonObject()
                                .put("id", node.id())
                                .put("name", node.name())
                                .put("status", node.status(now))
                                .put("zone", node.zone())))
                .putAll("schemas", instance.schemas(), schema -> new JsonObject()
                        .put("name", schema.schema().name())
                        .put("status", schema.schema().status())
                        .putAll("rds", schema.schema().linkedRds(), rds -> new JsonObject()
                                .put("id", rds.id())
                                .put("name", rds.name())
                                .put("status", rds.status().value())
                                .put("error", rds.error().orElse(null))));
    }

    private static JsonObject job(JobState job, Instant now) {
        JobState.Phase phase = job.phase(now);
        boolean running = phase == JobState.Phase.RUNNING;
        return new JsonObject()
                .put("id", job.id())
                .put("instanceId", job.instanceId())
                .put("instanceName", job.instanceName())
                .put("status", phase.jobStatus)
                .put("percent", running ? job.percent(now) : 100)
                .put("created", job.createdAt().toString())
                .put("ends", job.endsAt().toString())
                .put("failReason", phase == JobState.Phase.FAILED ? job.failReason() : null);
    }

    private static JsonObject order(OrderState order) {
        return new JsonObject()
                .put("id", order.id())
                .put("instanceId", order.instanceId())
                .put("groupId", order.groupId())
                .put("nodes", order.nodes())
                .put("placed", order.placedAt().toString())
                .put("paid", order.paid());
    }

    private static JsonObject flavor(FlavorState flavor) {
        JsonObject zones = new JsonObject();
        flavor.statusByZone().forEach(zones::put);
        return new JsonObject()
                .put("id", flavor.id())
                .put("code", flavor.code())
                .put("vcpus", flavor.vcpus())
                .put("ram", flavor.ram())
                .put("architecture", flavor.architecture())
                .put("zones", zones);
    }

    private static JsonObject token(Token token, Instant now) {
        return new JsonObject()
                .put("end", end(token.value()))
                .put("projectId", token.projectId())
                .put("user", token.user().name())
                .put("expires", token.expiresAt().toString())
                .put("ended", !now.isBefore(token.expiresAt()));
    }

    /** Returns the end of a token: enough to tell tokens apart, and too little to use one. */
    private static String end(String token) {
        return "…" + token.substring(Math.max(token.length() / 2, token.length() - SHOWN_END));
    }
}
