/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.OpenReceipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Another scale-out of ours and the nodes that it accounts for. A job that is claimed proves nothing for anybody else.
 *
 * @param groupId the group that it adds to; empty for the whole instance
 * @param nodes the number of nodes that it adds
 * @param jobId its job, if that is known
 * @param notItsJobs jobs that were there before, if its job is not known
 * @param jobsSince what was created earlier is not its job either
 * @param nodesCome the certainty that its nodes come
 */
public record Claim(
        Optional<GroupId> groupId,
        int nodes,
        Optional<JobId> jobId,
        Set<JobId> notItsJobs,
        Instant jobsSince,
        NodesCome nodesCome) {

    /** The certainty that the nodes of a claim come, counted from a baseline on. */
    public enum NodesCome {
        /** The nodes may come or not, unless their job tells. */
        PERHAPS,
        /** The nodes may have come before, since, or not: the claim is older, and its answer was lost. */
        LOST,
        /** The job that was found for the claim failed; it may be the job of another lost order as well. */
        GUESSED,
        /** The nodes come, unless they were counted before. */
        PROBABLY,
        /** The nodes come. */
        SURELY
    }

    /** Returns the claim of a receipt that was open when a baseline was taken. */
    public static Claim of(OpenReceipt open) {
        return new Claim(
                open.groupId(),
                open.nodes(),
                open.jobId(),
                Set.of(),
                Instant.MIN,
                open.ended() ? NodesCome.PROBABLY : NodesCome.PERHAPS);
    }

    /**
     * Returns the claim of a lost order.
     *
     * @param nodesCome whether its nodes may have come before
     */
    public static Claim ofLost(Baseline baseline, NodesCome nodesCome) {
        return new Claim(
                baseline.targetGroup().map(NodeGroup::id),
                baseline.request().nodesToAdd(),
                Optional.empty(),
                baseline.knownJobs(),
                baseline.jobsSince(),
                nodesCome);
    }

    /**
     * Returns the ways in which this claim may have come: with its nodes, or with a job alone that was listed later
     * than its nodes were counted.
     */
    List<Claim> waysToCome() {
        return nodesCome == NodesCome.LOST
                ? List.of(this, new Claim(groupId, 0, jobId, notItsJobs, jobsSince, nodesCome))
                : List.of(this);
    }

    boolean isOf(Job job) {
        return jobId.equals(Optional.of(job.id()));
    }

    boolean mayBeOf(Job job) {
        return jobId.isEmpty()
                && !notItsJobs.contains(job.id())
                && job.createdAt().stream().noneMatch(createdAt -> createdAt.isBefore(jobsSince));
    }
}
