/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.time.Duration;
import java.time.Instant;

/**
 * Scale-outs as jobs of db-scheduler. The runner does a job at least once, and again if its process died; the flow orders at
 * most once for its key. Both stand on the service's own database.
 */
public final class ScaleOutJobs {

    static final Duration TRY_AGAIN_AFTER = Duration.ofMinutes(2);

    private final ScaleOutFlow flow;
    private final OneTimeTask<ScaleOutJob> scaleOut;
    private final RecurringTask<Void> resume;

    public ScaleOutJobs(ScaleOutFlow flow) {
        this.flow = flow;
        this.scaleOut = Tasks.oneTime("scale-out", ScaleOutJob.class)
                .onFailure(ScaleOutJobs::failed)
                .onDeadExecutionRevive()
                .execute((job, context) -> submit(job.getData()));
        this.resume = Tasks.recurring("ddm-resume", FixedDelay.ofMinutes(1)).execute((job, context) -> flow.resume());
    }

    /** The task for {@code Scheduler.create}. */
    public OneTimeTask<ScaleOutJob> scaleOut() {
        return scaleOut;
    }

    /** The task for {@code startTasks}: settles what a process that died has left, on one replica at a time. */
    public RecurringTask<Void> resume() {
        return resume;
    }

    /** Has the job done soon, once however often it is asked for. */
    public void enqueue(SchedulerClient scheduler, ScaleOutJob job) {
        scheduler.scheduleIfNotExists(scaleOut.instance(job.key(), job), Instant.now());
    }

    private void submit(ScaleOutJob job) {
        Submission outcome = flow.submit(
                new IdempotencyKey(job.key()),
                new InstanceId(job.instanceId()),
                ScaleOutRequest.builder(job.flavorId(), job.nodes()).build());
        if (outcome instanceof Submission.FoundNotApplied) {
            throw new IllegalStateException("Not applied; the same key may order now");
        }
    }

    /** Under a key it is always right to submit again. Only what a rule refuses stays refused. */
    private static void failed(ExecutionComplete execution, ExecutionOperations<ScaleOutJob> operations) {
        if (execution.getCause().orElse(null) instanceof InvalidScaleOutException) {
            operations.remove();
        } else {
            new FailureHandler.OnFailureRetryLater<ScaleOutJob>(TRY_AGAIN_AFTER).onFailure(execution, operations);
        }
    }
}
