/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.own;

import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.internal.decide.Claim;
import io.github.ddm4j.core.internal.decide.Claim.NodesCome;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.OpenReceipt;
import io.github.ddm4j.core.model.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** One receipt of this flow's, and what has been seen of it. Thread-safe. */
final class OwnReceipt {

    private enum State {
        /** Its nodes are still to come. */
        OPEN,
        /** So many nodes are there that they should be its own; but that is no proof. */
        COUNTED,
        /** Its job has ended well, or it was found to have brought the nodes that were asked for. */
        CAME,
        /** Its job has ended badly; it may have left nodes. */
        FAILED
    }

    final Instant baselineTakenAt;
    final Instant givenAt;
    final Optional<GroupId> groupId;
    final int nodesBefore;
    final int nodes;
    final Optional<JobId> jobId;
    final Optional<OrderId> orderId;
    private final Set<JobId> jobsBefore;
    private final Instant jobsSince;
    private final boolean comesByItself;
    private final boolean guessed;
    private final Optional<Baseline> inferred;
    private final Duration busyUntil;
    private volatile State state;
    private volatile Duration endedAt = Duration.ZERO;

    OwnReceipt(Submission.Applied submission, Instant givenAt, Duration busyUntil) {
        Baseline baseline = submission.baseline();
        this.givenAt = givenAt;
        this.baselineTakenAt = baseline.takenAt();
        this.groupId = baseline.targetGroup().map(NodeGroup::id);
        this.nodesBefore = baseline.instance().nodesIn(groupId) + notShownYet(baseline, groupId);
        this.nodes = baseline.request().nodesToAdd();
        this.jobId = submission.jobId();
        this.orderId = submission.orderId();
        this.jobsBefore = jobId.isPresent() ? Set.of() : baseline.knownJobs();
        this.jobsSince = baseline.jobsSince();
        this.comesByItself = jobId.isPresent() || baseline.request().autoPay() || isBegunByUse(submission);
        this.busyUntil = busyUntil;
        this.guessed = submission instanceof Submission.FoundApplied found
                && found.trace().isEmpty()
                && found.job().map(Job::failed).orElse(false);
        this.inferred = submission instanceof Submission.FoundApplied found
                        && found.trace().isEmpty()
                ? Optional.of(baseline)
                : Optional.empty();
        this.state = submission instanceof Submission.FoundApplied found ? stateOf(found) : State.OPEN;
    }

    /** Returns the number of nodes that had come before, but were not shown by the instance yet. */
    private static int notShownYet(Baseline baseline, Optional<GroupId> groupId) {
        return baseline.openReceipts().stream()
                .filter(open -> open.ended() && open.groupId().equals(groupId))
                .mapToInt(OpenReceipt::nodes)
                .sum();
    }

    /** The audit log knows of an order before there is a job, which comes by itself all the same. */
    private static boolean isBegunByUse(Submission.Applied submission) {
        return submission instanceof Submission.FoundApplied found
                && found.trace().isPresent()
                && found.baseline().instance().billingMode() == BillingMode.PAY_PER_USE;
    }

    private static State stateOf(Submission.FoundApplied found) {
        if (found.trace().isPresent() && found.job().stream().noneMatch(Job::ended)) {
            return State.OPEN;
        }
        return found.job().isEmpty() || found.job().get().succeeded() ? State.CAME : State.FAILED;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** Returns true if somebody has to pay the order. */
    boolean waitsToBePaid() {
        return isOpen() && !comesByItself;
    }

    /** Returns true if nodes come soon, which may not be taken for another scale-out's. */
    boolean isUnderWay(Duration now) {
        return isOpen() && comesByItself && busyUntil.compareTo(now) > 0;
    }

    void counted(Duration now) {
        endedAt = now;
        state = State.COUNTED;
    }

    void seen(Job job, Duration now) {
        if ((state == State.OPEN || state == State.COUNTED) && job.ended() && isOf(job.id())) {
            endedAt = now;
            state = job.succeeded() ? State.CAME : State.FAILED;
        }
    }

    /** Returns true if the nodes may still come to be counted, because instances lag behind jobs. */
    boolean mayBeCounted(Duration since, InstanceSnapshot instance) {
        boolean lately = endedAt.compareTo(since) > 0 && (state == State.CAME || state == State.FAILED);
        return isOpen() || lately && instance.nodesIn(groupId) < nodesBefore + nodes;
    }

    /** Returns true if a job that nobody has named may still come to be listed, because lists lag behind instances. */
    boolean mayBeListed(Duration since) {
        return jobId.isEmpty() && state == State.COUNTED && endedAt.compareTo(since) > 0;
    }

    /** Returns true if the order may still have been under way then, or was told only later. */
    boolean isNear(Instant since, Duration sinceElapsed) {
        return isOpen() || !givenAt.isBefore(since) || endedAt.compareTo(sinceElapsed) >= 0;
    }

    /**
     * Returns the baseline of the order if its nodes and jobs alone have shown it, and only after another baseline: what it
     * was taken for may be the other's.
     */
    Optional<Baseline> inferredSince(Baseline other) {
        return inferred.filter(own -> givenAt.isAfter(other.takenAt()));
    }

    boolean isOf(JobId id) {
        return jobId.equals(Optional.of(id));
    }

    boolean isOf(Baseline baseline) {
        return baselineTakenAt.equals(baseline.takenAt());
    }

    boolean matches(OpenReceipt open) {
        return jobId.equals(open.jobId()) && orderId.equals(open.orderId());
    }

    OpenReceipt open() {
        return new OpenReceipt(groupId, nodes, jobId, orderId, state == State.CAME);
    }

    /** Nodes of a job that had been seen to end a while before the baseline were counted by it. */
    boolean mayHaveChangedSince(Baseline baseline) {
        boolean endedBefore = baseline.settled() && jobId.stream().anyMatch(baseline.knownJobs()::contains);
        return givenAt.isAfter(baseline.takenAt()) && !endedBefore;
    }

    Claim claimSince(Baseline baseline) {
        return new Claim(groupId, nodes, jobId, jobsBefore, jobsSince, comeSince(baseline));
    }

    /** Nodes that came with an order sent after the baseline have come since. */
    private NodesCome comeSince(Baseline baseline) {
        if (state == State.CAME && baselineTakenAt.isAfter(baseline.takenAt())) {
            return NodesCome.SURELY;
        }
        if (guessed) {
            return NodesCome.GUESSED;
        }
        if (jobId.isEmpty() && orderId.isEmpty()) {
            return OwnReceipts.olderOrNot(baselineTakenAt, baseline);
        }
        return NodesCome.PERHAPS;
    }

    @Override
    public String toString() {
        return jobId.map(id -> "job " + id)
                .orElseGet(() -> orderId.map(id -> "order " + id).orElse("a scale-out"));
    }
}
