/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import static java.util.stream.Collectors.joining;

import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.LinkedRds;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.RdsStatus;
import io.github.ddm4j.core.model.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An instance with its groups, nodes and schemas.
 *
 * @param base the part that never changes
 * @param changedAt when something but its jobs last changed it
 * @param groups its groups, the default one first
 * @param nodes all nodes, those being added and those whose adding failed included
 * @param orderedNodes nodes of orders that are not paid yet; they count towards the most an instance can have
 * @param forcedStatus a status somebody set, or null for the one that follows from the jobs
 * @param lastJob the job that ends last, or null if there was none
 */
public record InstanceState(
        Base base,
        Instant changedAt,
        List<GroupState> groups,
        List<NodeState> nodes,
        List<SchemaState> schemas,
        int orderedNodes,
        @Nullable InstanceStatus forcedStatus,
        @Nullable JobState lastJob) {

    /** The part of an instance that never changes. Its nodes are spread over its zones, one after the other. */
    public record Base(
            String projectId,
            String id,
            String name,
            boolean yearlyMonthly,
            String flavorId,
            List<String> zones,
            Instant createdAt) {

        /** The order with which a yearly/monthly instance was bought. */
        public String firstOrderId() {
            String head = id.toUpperCase(Locale.ROOT);
            return "CS2101010000" + head.substring(0, Math.min(5, head.length()));
        }

        String zoneOfNode(int number) {
            return zones.get(number % zones.size());
        }
    }

    /**
     * A group with its nodes.
     *
     * @param isDefault whether it is the one that the instance began with
     */
    public record Group(GroupState state, List<NodeState> nodes, boolean isDefault) {}

    public InstanceState {
        groups = List.copyOf(groups);
        nodes = List.copyOf(nodes);
        schemas = List.copyOf(schemas);
    }

    public boolean growing(Instant now) {
        return lastJob != null && lastJob.phase(now) == JobState.Phase.RUNNING;
    }

    public InstanceStatus status(Instant now) {
        if (forcedStatus != null) {
            return forcedStatus;
        }
        return growing(now) ? InstanceStatus.GROWING : InstanceStatus.RUNNING;
    }

    /** The moment of its last change: by somebody, by the start of a job or by its end. */
    public Instant updatedAt(Instant now) {
        if (lastJob == null || growing(now)) {
            return changedAt;
        }
        return lastJob.endsAt().isAfter(changedAt) ? lastJob.endsAt() : changedAt;
    }

    /** The zones of its nodes, as the API writes them. */
    public String zones() {
        return nodes.stream().map(NodeState::zone).distinct().sorted().collect(joining(","));
    }

    boolean rdsReady() {
        return schemas.stream().allMatch(SchemaState::ready);
    }

    boolean hasGroup(String groupId) {
        return groups.stream().anyMatch(group -> group.id().equals(groupId));
    }

    public List<Group> groupsWithNodes() {
        return groups.stream()
                .map(group -> new Group(group, nodesOf(group.id()), group.equals(groups.get(0))))
                .toList();
    }

    public List<NodeState> nodesOf(String groupId) {
        return nodes.stream().filter(node -> node.groupId().equals(groupId)).toList();
    }

    public GroupState groupOf(NodeState node) {
        return groups.stream()
                .filter(group -> group.id().equals(node.groupId()))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the instance as a port shows it. */
    public InstanceSnapshot snapshot(Instant now) {
        List<NodeGroup> shown = groups.stream()
                .map(group -> new NodeGroup(
                        new GroupId(group.id()),
                        group.name(),
                        group.readOnly(),
                        nodesOf(group.id()).size()))
                .toList();
        return new InstanceSnapshot(
                new InstanceId(base.id()),
                base.name(),
                status(now),
                base.yearlyMonthly() ? BillingMode.YEARLY_MONTHLY : BillingMode.PAY_PER_USE,
                nodes.size(),
                shown,
                nodes.stream().map(node -> node.toNode(now)).toList());
    }

    /** The moment from which the next job can work. */
    Instant freeFrom(Instant now) {
        return lastJob != null && growing(now) ? lastJob.endsAt() : now;
    }

    InstanceState withJob(JobState job, List<NodeState> added) {
        return new InstanceState(
                base, job.createdAt(), groups, plus(nodes, added), schemas, orderedNodes, forcedStatus, job);
    }

    InstanceState withNodes(List<NodeState> others, Instant now) {
        return new InstanceState(base, now, groups, others, schemas, orderedNodes, forcedStatus, lastJob);
    }

    InstanceState withGroup(GroupState group, List<NodeState> added, Instant now) {
        return new InstanceState(
                base,
                now,
                plus(groups, List.of(group)),
                plus(nodes, added),
                schemas,
                orderedNodes,
                forcedStatus,
                lastJob);
    }

    InstanceState withOrdered(int more, Instant now) {
        return new InstanceState(base, now, groups, nodes, schemas, orderedNodes + more, forcedStatus, lastJob);
    }

    /** RUNNING stands for whatever follows from the jobs. */
    public InstanceState withStatus(InstanceStatus status, Instant now) {
        InstanceStatus forced = status.equals(InstanceStatus.RUNNING) ? null : status;
        return new InstanceState(base, now, groups, nodes, schemas, orderedNodes, forced, lastJob);
    }

    /** Returns the instance with a schema, in the place of the one with its name if there is one. */
    public InstanceState withSchema(Schema schema, Instant now) {
        List<SchemaState> all = new ArrayList<>(schemas);
        Instant createdAt = now;
        for (SchemaState other : schemas) {
            if (other.schema().name().equals(schema.name())) {
                createdAt = other.createdAt();
                all.remove(other);
            }
        }
        all.add(new SchemaState(schema, createdAt, now));
        return withSchemas(all, now);
    }

    /**
     * Returns the instance with another state of an RDS instance, in every schema that is linked to it.
     *
     * @throws IllegalArgumentException if no schema is
     */
    public InstanceState withRds(String rdsId, RdsStatus status, @Nullable String error, Instant now) {
        LinkedRds before = linkedRds().stream()
                .filter(rds -> rds.id().equals(rdsId))
                .findFirst()
                .orElseThrow(() -> new UnknownException("linked RDS instance", rdsId));
        LinkedRds rds = new LinkedRds(rdsId, before.name(), status, Optional.ofNullable(error));
        return withSchemas(schemas.stream().map(schema -> schema.with(rds, now)).toList(), now);
    }

    /**
     * Returns the instance with the same state of all RDS instances.
     *
     * @throws IllegalArgumentException if there is none
     */
    public InstanceState withAllRds(RdsStatus status, Instant now) {
        Inputs.require(!linkedRds().isEmpty(), "instance " + base.id() + " has no linked RDS instance: add a schema");
        InstanceState changed = this;
        for (LinkedRds rds : linkedRds()) {
            changed = changed.withRds(rds.id(), status, null, now);
        }
        return changed;
    }

    private InstanceState withSchemas(List<SchemaState> others, Instant now) {
        return new InstanceState(base, now, groups, nodes, others, orderedNodes, forcedStatus, lastJob);
    }

    public List<LinkedRds> linkedRds() {
        return schemas.stream()
                .flatMap(schema -> schema.schema().linkedRds().stream())
                .toList();
    }

    private static <T> List<T> plus(List<T> some, List<T> others) {
        List<T> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
