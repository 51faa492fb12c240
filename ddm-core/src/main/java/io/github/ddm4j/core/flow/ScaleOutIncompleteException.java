/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.internal.text.Texts;
import io.github.ddm4j.core.model.Job;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bad end of a wait. It says nothing against the order itself: that was applied, so never submit again because of
 * this.
 *
 * @since 0.1.0
 */
public final class ScaleOutIncompleteException extends RuntimeException {

    /** The reason that a wait ended without its nodes. */
    public enum Reason {
        /** The job has failed. */
        JOB_FAILED,
        /** The job or the order has come to its end, and nodes failed to join. */
        NODES_FAILED,
        /** The provider refuses to show the instance. */
        REFUSED,
        /** Time was over. It may still end well: waiting again is safe. */
        TIME_OVER,
        /** The flow was closed. It may still end well: waiting again is safe. */
        CLOSED
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient ScaleOutGoal goal;
    private final transient @Nullable Job job;
    private final transient List<String> failedNodes;

    /**
     * @param reason the reason that the wait ended without its nodes
     * @param goal the goal of the wait
     * @param detail the last reading, as a part of the message
     * @param job the job as it ended, if it did
     * @param failedNodes the nodes that failed to join
     * @param cause the failure below, if there is one
     */
    public ScaleOutIncompleteException(
            Reason reason,
            ScaleOutGoal goal,
            String detail,
            @Nullable Job job,
            List<String> failedNodes,
            @Nullable Throwable cause) {
        super(
                "Waiting for " + Texts.nodes(goal.nodes()) + " of instance " + goal.instanceId() + " ended badly: "
                        + detail,
                cause);
        this.reason = requireNonNull(reason);
        this.goal = goal;
        this.job = job;
        this.failedNodes = failedNodes;
    }

    /** Returns the reason that the wait ended without its nodes. */
    public Reason reason() {
        return reason;
    }

    /** Returns the goal of the wait; hand it in again to go on waiting. */
    public ScaleOutGoal goal() {
        return goal;
    }

    /**
     * Returns the job as it ended, if it did. Its {@link Job#failReason()} tells why it failed, if the provider does.
     */
    public Optional<Job> job() {
        return Optional.ofNullable(job);
    }

    /** Returns the nodes that failed to join. */
    public List<String> failedNodes() {
        return failedNodes;
    }
}
