/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.own;

import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.internal.decide.Claim;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.OpenReceipt;
import io.github.ddm4j.core.model.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One receipt of this flow's, and what has been seen of it. Thread-safe. */
final class OwnReceipt {

    private enum State {
        OPEN,
        CAME,
        FAILED
    }

    final Instant baselineTakenAt;
    final Optional<GroupId> groupId;
    final int nodesBefore;
    final int nodes;
    final Optional<JobId> jobId;
    final Optional<OrderId> orderId;
    private final boolean comesByItself;
    private final Duration busyUntil;
    private volatile State state;

    OwnReceipt(Submission.Applied submission, Duration busyUntil) {
        Baseline baseline = submission.baseline();
        this.baselineTakenAt = baseline.takenAt();
        this.groupId = baseline.targetGroup().map(NodeGroup::id);
        this.nodesBefore = baseline.instance().nodesIn(groupId);
        this.nodes = baseline.request().nodesToAdd();
        this.jobId = submission.jobId();
        this.orderId = submission.orderId();
        this.comesByItself = jobId.isPresent() || baseline.request().autoPay();
        this.busyUntil = busyUntil;
        this.state = submission instanceof Submission.FoundApplied found ? stateOf(found) : State.OPEN;
    }

    private static State stateOf(Submission.FoundApplied found) {
        return found.job().isEmpty() || found.job().get().succeeded() ? State.CAME : State.FAILED;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** An order that somebody has to pay. */
    boolean waitsToBePaid() {
        return isOpen() && !comesByItself;
    }

    /** Nodes come soon, and may not be taken for another scale-out's. */
    boolean isUnderWay(Duration now) {
        return isOpen() && comesByItself && busyUntil.compareTo(now) > 0;
    }

    void came() {
        state = State.CAME;
    }

    void ended(Job job) {
        if (isOpen() && job.ended() && jobId.equals(Optional.of(job.id()))) {
            state = job.succeeded() ? State.CAME : State.FAILED;
        }
    }

    boolean isOf(Baseline baseline) {
        return baselineTakenAt.equals(baseline.takenAt());
    }

    boolean matches(OpenReceipt open) {
        return jobId.equals(open.jobId()) && orderId.equals(open.orderId());
    }

    OpenReceipt open() {
        return new OpenReceipt(groupId, nodes, jobId, orderId);
    }

    Claim claim() {
        return new Claim(groupId, nodes, jobId, state == State.CAME);
    }

    @Override
    public String toString() {
        return jobId.map(id -> "job " + id)
                .orElseGet(() -> orderId.map(id -> "order " + id).orElse("a scale-out"));
    }
}
