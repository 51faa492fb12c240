/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.NodeGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The state, as maps of immutable values, and what can happen to it; no operation looks at more than one instance. Not
 * thread-safe: {@link FakeCloud} calls it under its lock.
 */
final class World {

    /** An enlarge request that was applied; turned into what is shown only when somebody looks. */
    private record Applied(
            EnlargeCommand command,
            @Nullable String jobId,
            @Nullable String orderId) {}

    /** An enlarge request that lies there and takes effect later. */
    private record Late(Instant due, EnlargeCommand command) {}

    static final String DEFAULT_ZONE = "az1";

    private final Ids ids;
    private final Map<String, ProjectState> projects = new LinkedHashMap<>();
    private final Map<String, InstanceState> instances = new HashMap<>();
    private final Map<String, JobLog> jobs = new HashMap<>();
    private final Map<String, OrderState> orders = new LinkedHashMap<>();
    private final Set<String> flavors = new HashSet<>();
    private final List<Applied> applied = new ArrayList<>();
    private final Queue<String> failReasons = new ArrayDeque<>();
    private final Queue<Late> late = new PriorityQueue<>(Comparator.comparing(Late::due));
    private Duration jobDuration;
    private long serial;

    World(long seed, Duration jobDuration) {
        this.ids = new Ids(seed);
        this.jobDuration = jobDuration;
    }

    void addProject(String id, String name) {
        projects.putIfAbsent(id, ProjectState.of(id, name));
        jobs.computeIfAbsent(id, key -> new JobLog());
    }

    Collection<ProjectState> projects() {
        return projects.values();
    }

    /** @throws Refusal unless there is such a project, and it is the one the credentials are for */
    void requireAccess(String projectId, String ownProjectId) {
        if (!projects.containsKey(projectId)) {
            throw Refusal.notFound("DBS.200002", "project", projectId);
        }
        if (!projectId.equals(ownProjectId)) {
            throw Refusal.gateway(403, "APIGW.0306", "The credentials are not for the project " + projectId);
        }
    }

    void changeProject(String id, UnaryOperator<ProjectState> change) {
        if (projects.computeIfPresent(id, (key, project) -> change.apply(project)) == null) {
            throw new IllegalArgumentException("no project " + id);
        }
    }

    void addFlavor(String id) {
        flavors.add(id);
    }

    void addInstance(FakeInstance seed, Instant now) {
        String id = seed.id().value();
        String projectId = seed.projectId().value();
        if (instances.containsKey(id)) {
            throw new IllegalArgumentException("there is an instance " + id + " already");
        }
        addProject(projectId, projectId);
        addFlavor(seed.flavorId().value());
        List<NodeState> nodes = new ArrayList<>();
        for (NodeGroup group : seed.groups()) {
            for (int i = 0; i < group.nodeCount(); i++) {
                nodes.add(node(group.id().value(), DEFAULT_ZONE, null));
            }
        }
        instances.put(id, new InstanceState(seed, now, nodes, 0, null, true, null));
        changeProject(projectId, project -> project.plusNodes(nodes.size()));
    }

    /** @throws IllegalArgumentException if there is no such instance */
    InstanceState instance(String id) {
        InstanceState instance = instances.get(id);
        if (instance == null) {
            throw new IllegalArgumentException("no instance " + id);
        }
        return instance;
    }

    /** @throws Refusal 404 if the project has no such instance */
    InstanceState instance(String projectId, String id) {
        InstanceState instance = instances.get(id);
        if (instance == null || !instance.seed().projectId().value().equals(projectId)) {
            // Published for RDS.
            throw Refusal.notFound("DBS.200002", "instance", id);
        }
        return instance;
    }

    void changeInstance(String id, UnaryOperator<InstanceState> change) {
        instances.put(id, change.apply(instance(id)));
    }

    /** Takes nodes away, the newest first, as a scale-in by somebody else would. */
    void removeNodes(String id, int count) {
        InstanceState instance = instance(id);
        int left = instance.nodes().size() - count;
        if (count < 1 || left < 1) {
            throw new IllegalArgumentException("cannot remove " + count + " nodes from " + id);
        }
        instances.put(id, instance.withNodes(instance.nodes().subList(0, left)));
        changeProject(instance.seed().projectId().value(), project -> project.plusNodes(-count));
    }

    void setJobDuration(Duration duration) {
        jobDuration = duration;
    }

    void failNextJob(String reason) {
        failReasons.add(reason);
    }

    JobLog jobs(String projectId) {
        return jobs.getOrDefault(projectId, new JobLog());
    }

    /** @throws Refusal if the project has no such job */
    JobState job(String projectId, String id) {
        JobState job = jobs(projectId).find(id);
        if (job == null) {
            throw Refusal.of(400, "DBS.300400", "There is no job " + id);
        }
        return job;
    }

    Collection<OrderState> orders() {
        return orders.values();
    }

    int accepted() {
        return applied.size();
    }

    List<Enlargement> enlargements() {
        return applied.stream()
                .map(one -> Enlargement.of(one.command(), one.jobId(), one.orderId()))
                .toList();
    }

    /** @throws Refusal by the first rule that is broken */
    EnlargeResult enlarge(EnlargeCommand command, Instant now) {
        InstanceState instance = instance(command.projectId(), command.instanceId());
        ProjectState project = requireNonNull(projects.get(command.projectId()), "project of an instance");
        EnlargeRules.check(command, instance, project, flavors.contains(command.flavorId()), now);
        EnlargeCommand kept = command.sharingIdsOf(instance.seed());
        EnlargeResult result = apply(kept, instance, now);
        applied.add(new Applied(kept, result.jobId(), result.orderId()));
        return result;
    }

    private EnlargeResult apply(EnlargeCommand command, InstanceState instance, Instant now) {
        String id = command.instanceId();
        String group =
                command.groupId() == null ? instance.seed().groups().get(0).id().value() : command.groupId();
        List<String> zones =
                command.zones().isEmpty() ? Collections.nCopies(command.nodesToAdd(), DEFAULT_ZONE) : command.zones();
        changeProject(command.projectId(), project -> project.plusNodes(zones.size()));
        if (!instance.yearlyMonthly()) {
            JobState job = startJob(instance, group, zones, now);
            return new EnlargeResult(id, instance.seed().name(), job.id(), null);
        }
        OrderState order = new OrderState(ids.order(++serial, now), id, group, zones, false);
        orders.put(order.id(), order);
        instances.put(id, instance.withOrdered(zones.size()));
        if (command.autoPay()) {
            pay(order.id(), now);
        }
        return new EnlargeResult(id, null, null, order.id());
    }

    /** Starts the job of an order; it waits for a job of the instance that is still running. */
    JobState pay(String orderId, Instant now) {
        OrderState order = orders.get(orderId);
        if (order == null || order.paid()) {
            throw new IllegalArgumentException("no unpaid order " + orderId);
        }
        orders.put(orderId, order.asPaid());
        InstanceState instance = instance(order.instanceId()).withOrdered(-order.nodes());
        return startJob(instance, order.groupId(), order.zones(), now);
    }

    private JobState startJob(InstanceState instance, String group, List<String> zones, Instant now) {
        FakeInstance seed = instance.seed();
        JobState job =
                new JobState(ids.job(++serial), seed, now, instance.freeFrom(now), jobDuration, failReasons.poll());
        List<NodeState> added =
                zones.stream().map(zone -> node(group, zone, job)).toList();
        requireNonNull(jobs.get(seed.projectId().value()), "jobs of a project").add(job);
        instances.put(seed.id().value(), instance.withJob(job, added));
        return job;
    }

    private NodeState node(String group, String zone, @Nullable JobState joinedBy) {
        return new NodeState(ids, ++serial, group, zone, joinedBy);
    }

    void enlargeLater(EnlargeCommand command, Instant due) {
        late.add(new Late(due, command));
    }

    /** Lets everything happen that was due by now. */
    void settle(Instant now) {
        for (Late next = late.peek(); next != null && !next.due().isAfter(now); next = late.peek()) {
            late.remove();
            try {
                enlarge(next.command(), next.due());
            } catch (Refusal ignored) {
                // Nobody is there any more to be told.
            }
        }
    }
}
