/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.wait;

import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.ScaleOutIncompleteException;
import io.github.ddm4j.core.flow.ScaleOutIncompleteException.Reason;
import io.github.ddm4j.core.flow.ScaledOut;
import io.github.ddm4j.core.internal.decide.GoalProgress;
import io.github.ddm4j.core.internal.run.Events;
import io.github.ddm4j.core.internal.text.Texts;
import io.github.ddm4j.core.model.Job;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which waits end, each with its event first. The work that comes back is to be run without a lock, because
 * foreign code hangs on it.
 */
final class WaitEnds {

    private final Events events;

    WaitEnds(Events events) {
        this.events = events;
    }

    Runnable progressed(Wait wait, Job job) {
        return () -> events.tell(new FlowEvent.JobProgressed(wait.goal.instanceId(), job));
    }

    Runnable jobEnded(Wait wait, Job job) {
        return () -> events.tell(new FlowEvent.JobEnded(wait.goal.instanceId(), job));
    }

    Runnable succeeded(Wait wait, GoalProgress end, Duration now) {
        ScaledOut result = new ScaledOut(wait.goal, wait.job(), end.nodeCount(), end.nodes());
        return end(wait, new FlowEvent.WaitSucceeded(result, took(wait, now)), () -> wait.future.complete(result));
    }

    Runnable jobFailed(Wait wait, Job job, Duration now) {
        String why = job.failReason().orElse("the provider does not say why");
        return fail(wait, Reason.JOB_FAILED, "job " + job.id() + " has failed: " + why, now, List.of(), null);
    }

    Runnable nodesFailed(Wait wait, List<String> nodes, Duration now) {
        return fail(wait, Reason.NODES_FAILED, "these nodes failed to join: " + nodes, now, nodes, null);
    }

    Runnable refused(Wait wait, Throwable cause, Duration now) {
        return fail(wait, Reason.REFUSED, "the provider refuses to show it", now, List.of(), cause);
    }

    Runnable timeOver(Wait wait, Duration now) {
        return fail(wait, Reason.TIME_OVER, "time was over; " + seen(wait), now, List.of(), null);
    }

    Runnable closed(Wait wait, Duration now) {
        return fail(wait, Reason.CLOSED, "the flow was closed; " + seen(wait), now, List.of(), null);
    }

    /** Describes the job and the instance as they were last seen. */
    private static String seen(Wait wait) {
        String instance = wait.nodesSeen < 0
                ? "its instance was not read"
                : "its instance was last seen with " + Texts.nodes(wait.nodesSeen);
        return jobSeen(wait) + ", " + instance;
    }

    private static String jobSeen(Wait wait) {
        if (wait.goal.jobId().isEmpty()) {
            return "no job is known, so it may be an order that waits to be paid";
        }
        if (wait.ended != null) {
            return "its job had ended";
        }
        if (wait.percent >= 0) {
            return "its job was last seen at " + wait.percent + " %";
        }
        return wait.shownBy == null && wait.misses > 0 ? "its job was not found" : "its job was not seen to end";
    }

    private Runnable fail(
            Wait wait, Reason reason, String detail, Duration now, List<String> nodes, @Nullable Throwable cause) {
        ScaleOutIncompleteException failure =
                new ScaleOutIncompleteException(reason, wait.goal, detail, wait.ended, nodes, cause);
        return end(
                wait,
                new FlowEvent.WaitFailed(failure, took(wait, now)),
                () -> wait.future.completeExceptionally(failure));
    }

    private static Duration took(Wait wait, Duration now) {
        return now.minusNanos(wait.startNanos);
    }

    private Runnable end(Wait wait, FlowEvent event, Runnable completion) {
        return () -> {
            if (!wait.future.isDone()) {
                events.tell(event);
                complete(wait, completion);
            }
        };
    }

    private static void complete(Wait wait, Runnable completion) {
        if (wait.executor == null) {
            completion.run();
            return;
        }
        try {
            wait.executor.execute(completion);
        } catch (RuntimeException | Error notTaken) {
            // Better in this thread than never; and the ends of others come after this one.
            completion.run();
        }
    }
}
