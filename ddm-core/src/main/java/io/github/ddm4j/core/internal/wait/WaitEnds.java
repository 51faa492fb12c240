/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.wait;

import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.ScaleOutIncompleteException;
import io.github.ddm4j.core.flow.ScaleOutIncompleteException.Reason;
import io.github.ddm4j.core.flow.ScaledOut;
import io.github.ddm4j.core.internal.run.Events;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends waits, each with its event first. Whoever calls this holds no lock, for foreign code runs here. */
public final class WaitEnds {

    private final Events events;

    public WaitEnds(Events events) {
        this.events = events;
    }

    public void succeed(Wait wait, InstanceSnapshot instance) {
        if (!wait.future.isDone()) {
            ScaledOut result = new ScaledOut(wait.goal, wait.job(), instance);
            events.tell(new FlowEvent.WaitSucceeded(result));
            wait.future.complete(result);
        }
    }

    public void jobFailed(Wait wait, Job job) {
        String why = job.failReason().orElse("the provider does not say why");
        fail(wait, Reason.JOB_FAILED, "job " + job.id() + " has failed: " + why, List.of(), null);
    }

    public void nodesFailed(Wait wait, List<String> nodes) {
        fail(wait, Reason.NODES_FAILED, "these nodes failed to join: " + nodes, nodes, null);
    }

    public void refused(Wait wait, Throwable cause) {
        fail(wait, Reason.REFUSED, "the provider refuses to show it", List.of(), cause);
    }

    public void timeOver(Wait wait) {
        String progress = wait.percent < 0 ? "" : "; its job was at " + wait.percent + " %";
        String order =
                wait.goal.jobId().isEmpty() ? "; no job is known, so it may be an order that waits to be paid" : "";
        fail(wait, Reason.TIME_OVER, "time was over" + progress + order, List.of(), null);
    }

    public void closed(Wait wait) {
        fail(wait, Reason.CLOSED, "the flow was closed", List.of(), null);
    }

    private void fail(Wait wait, Reason reason, String detail, List<String> nodes, @Nullable Throwable cause) {
        if (!wait.future.isDone()) {
            ScaleOutIncompleteException failure =
                    new ScaleOutIncompleteException(reason, wait.goal, detail, wait.ended, nodes, cause);
            events.tell(new FlowEvent.WaitFailed(failure));
            wait.future.completeExceptionally(failure);
        }
    }
}
