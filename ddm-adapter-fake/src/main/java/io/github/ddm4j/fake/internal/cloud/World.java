/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.fake.internal.audit.TraceActor;
import io.github.ddm4j.fake.internal.audit.TraceLog;
import io.github.ddm4j.fake.internal.cloud.CredentialStore.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The state, as maps of immutable values, and what can happen to it; no operation on an instance looks at another one.
 * Not thread-safe: {@link CloudCore} calls it under its lock.
 */
public final class World {

    /** An enlarge request that was applied; turned into what is shown only when somebody looks. */
    public record Applied(
            EnlargeCommand command,
            @Nullable String jobId,
            @Nullable String orderId) {}

    /** An enlarge request that lies there and takes effect later. */
    private record Late(Instant due, EnlargeCommand command, TraceActor actor) {}

    private final Ids ids;
    private final Region region = new Region();
    private final Map<String, ProjectState> projects = new LinkedHashMap<>();
    private final Map<String, InstanceState> instances = new LinkedHashMap<>();
    private final Map<String, JobLog> jobs = new LinkedHashMap<>();
    private final Map<String, OrderState> orders = new LinkedHashMap<>();
    private final List<Applied> applied = new ArrayList<>();
    private final TraceLog traces = new TraceLog(User.OTHERS.onConsole(TraceLog.ADDRESS_OF_OTHERS));
    private final Queue<String> failReasons = new ArrayDeque<>();
    private final Queue<Late> late = new PriorityQueue<>(Comparator.comparing(Late::due));
    private Duration jobDuration;
    private long serial;
    private long traceSerial;

    World(long seed, Duration jobDuration) {
        this.ids = new Ids(seed);
        this.jobDuration = jobDuration;
    }

    public Region region() {
        return region;
    }

    public void addProject(String id, String name) {
        projects.putIfAbsent(id, ProjectState.of(id, name));
        jobs.computeIfAbsent(id, key -> new JobLog());
    }

    public Collection<ProjectState> projects() {
        return projects.values();
    }

    /** @throws Refusal unless there is such a project, and it is the one the credentials are for */
    void requireAccess(String projectId, String ownProjectId) {
        if (!projects.containsKey(projectId)) {
            throw Refusal.notFound("DBS.200002", "project", projectId);
        }
        if (!projectId.equals(ownProjectId)) {
            throw Refusal.of(403, "APIGW.0306", "The credentials are not for the project " + projectId);
        }
    }

    /** @throws IllegalArgumentException if there is no such project */
    public void changeProject(String id, UnaryOperator<ProjectState> change) {
        if (projects.computeIfPresent(id, (key, project) -> change.apply(project)) == null) {
            throw new UnknownException("project", id);
        }
    }

    /** @throws IllegalArgumentException if there is an instance with this id already */
    public void addInstance(InstanceSeed seed, Instant now) {
        String id = seed.id().value();
        Inputs.require(!instances.containsKey(id), "there is an instance " + id + " already");
        String projectId = seed.projectId().value();
        List<String> zones = seed.zones().stream().map(AvailabilityZone::value).toList();
        addProject(projectId, projectId);
        region.addFlavor(seed.flavorId().value());
        zones.forEach(region::addZone);
        InstanceState.Base base = new InstanceState.Base(
                projectId,
                id,
                seed.name(),
                seed.billingMode() == BillingMode.YEARLY_MONTHLY,
                seed.flavorId().value(),
                zones,
                now);
        instances.put(id, new InstanceState(base, now, List.of(), List.of(), List.of(), 0, null, null));
        seed.groups().forEach(group -> addGroup(id, group, now));
        seed.schemas().forEach(schema -> changeInstance(id, now, (instance, at) -> instance.withSchema(schema, at)));
    }

    /** @throws IllegalArgumentException if there is no such instance */
    public void removeInstance(String id) {
        InstanceState instance = instance(id);
        instances.remove(id);
        int nodes = instance.nodes().size() + instance.orderedNodes();
        changeProject(instance.base().projectId(), project -> project.plusNodes(-nodes));
    }

    /** @throws IllegalArgumentException if the instance has a group with this id already, or too many nodes */
    public void addGroup(String id, NodeGroup group, Instant now) {
        InstanceState instance = instance(id);
        String groupId = group.id().value();
        InstanceSeed.checkGroup(group);
        Inputs.require(!instance.hasGroup(groupId), "there is a group " + groupId + " already");
        EnlargeRules.requireRoom(instance, group.nodeCount());
        List<NodeState> added = new ArrayList<>();
        GroupState state = new GroupState(groupId, group.name(), group.readOnly(), Ids.address(++serial));
        for (int i = 0; i < group.nodeCount(); i++) {
            added.add(node(groupId, instance.base().zoneOfNode(instance.nodes().size() + i), null));
        }
        instances.put(id, instance.withGroup(state, added, now));
        changeProject(instance.base().projectId(), project -> project.plusNodes(added.size()));
    }

    public Collection<InstanceState> instances() {
        return instances.values();
    }

    List<InstanceState> instances(String projectId) {
        return instances.values().stream()
                .filter(instance -> instance.base().projectId().equals(projectId))
                .toList();
    }

    /** @throws IllegalArgumentException if there is no such instance */
    public InstanceState instance(String id) {
        InstanceState instance = instances.get(id);
        if (instance == null) {
            throw new UnknownException("instance", id);
        }
        return instance;
    }

    /** @throws Refusal 404 if the project has no such instance */
    InstanceState instance(String projectId, String id) {
        InstanceState instance = instances.get(id);
        if (instance == null || !instance.base().projectId().equals(projectId)) {
            // Published for RDS.
            throw Refusal.notFound("DBS.200002", "instance", id);
        }
        return instance;
    }

    /** @throws IllegalArgumentException if there is no such instance */
    public void changeInstance(String id, Instant now, BiFunction<InstanceState, Instant, InstanceState> change) {
        instances.put(id, change.apply(instance(id), now));
    }

    /** Takes nodes away, the newest first, as a scale-in by somebody else would. */
    public void removeNodes(String id, int count, Instant now) {
        InstanceState instance = instance(id);
        int left = instance.nodes().size() - count;
        Inputs.require(count >= 1 && left >= 1, "cannot remove " + count + " nodes from " + id);
        instances.put(id, instance.withNodes(instance.nodes().subList(0, left), now));
        changeProject(instance.base().projectId(), project -> project.plusNodes(-count));
    }

    public Duration jobDuration() {
        return jobDuration;
    }

    public void setJobDuration(Duration duration) {
        Inputs.requireNotNegative("jobDuration", duration);
        jobDuration = duration;
    }

    public void failNextJob(String reason) {
        failReasons.add(requireNonNull(reason, "reason"));
    }

    public Collection<String> failReasons() {
        return failReasons;
    }

    public JobLog jobs(String projectId) {
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

    public Collection<OrderState> orders() {
        return orders.values();
    }

    public List<Applied> applied() {
        return applied;
    }

    public TraceLog traces() {
        return traces;
    }

    /** The id of a trace, unlike that of any other. */
    public String newTraceId() {
        return ids.uuid("trace", ++traceSerial);
    }

    /**
     * Does what is ordered, and leaves a trace of it.
     *
     * @param actor who orders
     * @throws Refusal by the first rule that is broken
     */
    public EnlargeResult enlarge(EnlargeCommand command, TraceActor actor, Instant now) {
        InstanceState instance = instance(command.projectId(), command.instanceId());
        EnlargeTrace trace = new EnlargeTrace(command, instance.base(), actor, newTraceId(), now);
        try {
            EnlargeResult result = enlarge(command, instance, now);
            JobState job =
                    result.jobId() == null ? null : jobs(command.projectId()).find(result.jobId());
            trace.succeeded(result, job, traces, this::newTraceId);
            return result;
        } catch (Refusal refusal) {
            trace.refused(refusal, traces);
            throw refusal;
        }
    }

    private EnlargeResult enlarge(EnlargeCommand command, InstanceState instance, Instant now) {
        ProjectState project = requireNonNull(projects.get(command.projectId()), "project of an instance");
        EnlargeRules.check(command, instance, project, region, now);
        EnlargeCommand kept = command.sharingIdsOf(instance.base());
        EnlargeResult result = apply(kept, instance, now);
        applied.add(new Applied(kept, result.jobId(), result.orderId()));
        return result;
    }

    /**
     * Somebody else adds nodes to a pay-per-use instance.
     *
     * @return the id of the job
     * @throws Refusal by the first rule that is broken
     */
    public String enlargeByOthers(String id, @Nullable String groupId, int nodes, Instant now) {
        InstanceState.Base base = instance(id).base();
        Inputs.require(!base.yearlyMonthly(), "instance " + id + " must be pay-per-use");
        EnlargeCommand command =
                new EnlargeCommand(base.projectId(), id, base.flavorId(), nodes, groupId, false, List.of());
        return requireNonNull(enlarge(command, traces.others(), now).jobId(), "job of a pay-per-use instance");
    }

    private EnlargeResult apply(EnlargeCommand command, InstanceState instance, Instant now) {
        String id = command.instanceId();
        String group = command.groupId() == null ? instance.groups().get(0).id() : command.groupId();
        List<String> zones = command.zonesFor(instance);
        changeProject(command.projectId(), project -> project.plusNodes(zones.size()));
        if (!instance.base().yearlyMonthly()) {
            JobState job = startJob(instance, group, zones, now);
            return new EnlargeResult(id, instance.base().name(), job.id(), null);
        }
        OrderState order = new OrderState(ids.order(++serial, now), id, group, zones, now, false);
        orders.put(order.id(), order);
        instances.put(id, instance.withOrdered(zones.size(), now));
        if (command.autoPay()) {
            pay(order.id(), now);
        }
        return new EnlargeResult(id, null, null, order.id());
    }

    /** Starts the job of an order; it waits for a job of the instance that is still running. */
    public JobState pay(String orderId, Instant now) {
        OrderState order = orders.get(orderId);
        if (order == null || order.paid()) {
            throw new UnknownException("unpaid order", orderId);
        }
        InstanceState instance = instance(order.instanceId());
        orders.put(orderId, order.asPaid());
        return startJob(instance.withOrdered(-order.nodes(), now), order.groupId(), order.zones(), now);
    }

    private JobState startJob(InstanceState instance, String group, List<String> zones, Instant now) {
        InstanceState.Base base = instance.base();
        JobState job = new JobState(
                ids.job(++serial),
                base.id(),
                base.name(),
                now,
                instance.freeFrom(now),
                jobDuration,
                failReasons.poll());
        List<NodeState> added =
                zones.stream().map(zone -> node(group, zone, job)).toList();
        requireNonNull(jobs.get(base.projectId()), "jobs of a project").add(job);
        instances.put(base.id(), instance.withJob(job, added));
        return job;
    }

    private NodeState node(String group, String zone, @Nullable JobState joinedBy) {
        return new NodeState(ids, ++serial, group, zone, joinedBy);
    }

    void enlargeLater(EnlargeCommand command, TraceActor actor, Instant due) {
        late.add(new Late(due, command, actor));
    }

    /** Lets everything happen that was due by now. */
    void settle(Instant now) {
        for (Late next = late.peek(); next != null && !next.due().isAfter(now); next = late.peek()) {
            late.remove();
            try {
                enlarge(next.command(), next.actor(), next.due());
            } catch (Refusal ignored) {
                // Nobody is there any more to be told.
            }
        }
    }
}
