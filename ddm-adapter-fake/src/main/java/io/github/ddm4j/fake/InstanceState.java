/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.NodeGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An instance and its nodes.
 *
 * @param seed what it was put into the cloud as
 * @param createdAt when it was put into the cloud
 * @param nodes all nodes, those being added and those whose adding failed included
 * @param orderedNodes nodes of orders that are not paid yet; they count towards the most an instance can have
 * @param forcedStatus a status somebody set, or null for the one that follows from the jobs
 * @param rdsReady whether the linked RDS instances are usable and idle
 * @param lastJob the job that ends last, or null if there was none
 */
record InstanceState(
        FakeInstance seed,
        Instant createdAt,
        List<NodeState> nodes,
        int orderedNodes,
        @Nullable InstanceStatus forcedStatus,
        boolean rdsReady,
        @Nullable JobState lastJob) {

    InstanceState {
        nodes = List.copyOf(nodes);
    }

    boolean yearlyMonthly() {
        return seed.billingMode() == BillingMode.YEARLY_MONTHLY;
    }

    /** The order with which a yearly/monthly instance was bought. */
    String firstOrderId() {
        String id = seed.id().value().toUpperCase(Locale.ROOT);
        return "CS2101010000" + id.substring(0, Math.min(5, id.length()));
    }

    boolean growing(Instant now) {
        return lastJob != null && lastJob.phase(now) == JobState.Phase.RUNNING;
    }

    InstanceStatus status(Instant now) {
        if (forcedStatus != null) {
            return forcedStatus;
        }
        return growing(now) ? InstanceStatus.GROWING : InstanceStatus.RUNNING;
    }

    boolean hasGroup(String groupId) {
        return seed.groups().stream().anyMatch(group -> group.id().value().equals(groupId));
    }

    List<NodeState> nodesOf(String groupId) {
        return nodes.stream().filter(node -> node.groupId().equals(groupId)).toList();
    }

    /** As a port shows it. */
    InstanceSnapshot snapshot(Instant now) {
        List<NodeGroup> groups = seed.groups().stream()
                .map(group -> new NodeGroup(
                        group.id(),
                        group.name(),
                        group.readOnly(),
                        nodesOf(group.id().value()).size()))
                .toList();
        return new InstanceSnapshot(
                seed.id(),
                seed.name(),
                status(now),
                seed.billingMode(),
                nodes.size(),
                groups,
                nodes.stream().map(node -> node.toNode(now)).toList());
    }

    /** When the next job can begin its work. */
    Instant freeFrom(Instant now) {
        return lastJob != null && growing(now) ? lastJob.endsAt() : now;
    }

    InstanceState withJob(JobState job, List<NodeState> added) {
        List<NodeState> all = new ArrayList<>(nodes);
        all.addAll(added);
        return new InstanceState(seed, createdAt, all, orderedNodes, forcedStatus, rdsReady, job);
    }

    InstanceState withNodes(List<NodeState> others) {
        return new InstanceState(seed, createdAt, others, orderedNodes, forcedStatus, rdsReady, lastJob);
    }

    InstanceState withOrdered(int more) {
        return new InstanceState(seed, createdAt, nodes, orderedNodes + more, forcedStatus, rdsReady, lastJob);
    }

    /** RUNNING stands for: whatever follows from the jobs. */
    InstanceState withStatus(InstanceStatus status) {
        InstanceStatus forced = status.equals(InstanceStatus.RUNNING) ? null : status;
        return new InstanceState(seed, createdAt, nodes, orderedNodes, forced, rdsReady, lastJob);
    }

    InstanceState withRdsReady(boolean ready) {
        return new InstanceState(seed, createdAt, nodes, orderedNodes, forcedStatus, ready, lastJob);
    }
}
