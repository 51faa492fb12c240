/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.Preview;
import io.github.ddm4j.core.flow.ScaleOutGoal;
import io.github.ddm4j.core.flow.ScaledOut;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.UnresolvedSubmissionException;
import io.github.ddm4j.core.internal.run.CallBudget;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.FlowSettings;
import io.github.ddm4j.core.internal.run.Ports;
import io.github.ddm4j.core.internal.submit.Reconciler;
import io.github.ddm4j.core.internal.submit.Submitter;
import io.github.ddm4j.core.internal.submit.Watcher;
import io.github.ddm4j.core.internal.wait.WaitRoom;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceRules;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The whole job of scaling out: look what would happen, submit, find out what became of it if the answer is lost, and
 * wait until the nodes are there. Never orders twice for one submission.
 *
 * <p>Make one flow for each project and user and share it: the calls of one flow keep to one budget, and one submission
 * of an instance goes on at a time. Safe for use by several threads. Its only thread, a daemon, is there while somebody
 * waits; {@link #close()} ends it. The ports stay open: close the adapter afterwards.
 *
 * @since 0.1.0
 */
public final class ScaleOutFlow implements AutoCloseable {

    private final Context context;
    private final Reconciler reconciler;
    private final Submitter submitter;
    private final WaitRoom waitRoom;

    ScaleOutFlow(Context context) {
        this.context = context;
        Watcher watcher = new Watcher(context);
        this.reconciler = new Reconciler(context, watcher);
        this.submitter = new Submitter(context, watcher, reconciler);
        this.waitRoom = new WaitRoom(context);
    }

    /** Starts a flow over three ports. */
    public static ScaleOutFlowBuilder builder(ScaleOutPort scaleOuts, InstancePort instances, JobPort jobs) {
        return new ScaleOutFlowBuilder(new Ports(
                requireNonNull(scaleOuts, "scaleOuts"),
                requireNonNull(instances, "instances"),
                requireNonNull(jobs, "jobs")));
    }

    /** Starts a flow over an adapter that implements all three ports. */
    public static <A extends ScaleOutPort & InstancePort & JobPort> ScaleOutFlowBuilder builder(A adapter) {
        return builder(adapter, adapter, adapter);
    }

    /**
     * Says what a scale-out would do, and sends nothing. What stands against it is in {@link Preview#violations()}.
     *
     * @throws ScaleOutRejectedException if the provider refuses to show the instance
     * @throws ProviderUnavailableException if the instance could not be read, or the thread was interrupted
     * @throws IllegalStateException if the flow is closed
     */
    public Preview preview(InstanceId instanceId, ScaleOutRequest request) {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(request, "request");
        context.open().require();
        try {
            context.budget().spend(CallBudget.INSTANCE);
        } catch (InterruptedException e) {
            context.open().keepFlag();
            throw ProviderUnavailableException.notAttempted("The instance was not read: stopped before", null);
        }
        InstanceSnapshot instance = context.ports().instances().instance(instanceId);
        return new Preview(request, instance, InstanceRules.check(request, instance));
    }

    /**
     * Submits a scale-out and blocks until its outcome is known: mostly a few seconds; after a lost answer minutes, at
     * most {@link ScaleOutFlowBuilder#reconcileWithin}. What surely was not applied is tried again, up to {@link
     * ScaleOutFlowBuilder#maxAttempts} times. An interrupt ends it and leaves the thread's flag set.
     *
     * @return that it was accepted, or, after a lost answer, what was found out
     * @throws InvalidScaleOutException if a rule refuses it; nothing was sent
     * @throws ScaleOutRejectedException if the provider refuses it, or ({@code INSTANCE_BUSY}) the instance is not
     *     RUNNING or another scale-out of it is going on; nothing was applied
     * @throws ProviderUnavailableException if it surely was not applied, and trying again did not help or was stopped
     * @throws UnresolvedSubmissionException if it may have been applied, with all {@linkplain
     *     UnresolvedSubmissionException#evidence() evidence}; hand that to {@link #reconcile} later, and never submit
     *     again blindly
     * @throws IllegalStateException if the flow is closed
     */
    public Submission submit(InstanceId instanceId, ScaleOutRequest request) {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(request, "request");
        context.open().require();
        return submitter.submit(instanceId, request);
    }

    /**
     * Goes on finding out what became of a submission whose outcome was unknown. Sends nothing.
     *
     * @param evidence what was known when the flow gave up
     * @throws UnresolvedSubmissionException if it is still unknown, with more evidence
     * @throws IllegalStateException if the flow is closed
     */
    public Submission reconcile(Evidence evidence) {
        requireNonNull(evidence, "evidence");
        context.open().require();
        OutcomeUnknownException lost =
                new OutcomeUnknownException("The answer was lost earlier", ProviderError.NONE, null);
        Submission submission = reconciler.reconcile(evidence.baseline(), evidence.observations(), lost);
        context.events().tell(new FlowEvent.Submitted(submission));
        return submission;
    }

    /** Waits for what was submitted, at most {@link ScaleOutFlowBuilder#waitAtMost}; see the other method. */
    public CompletableFuture<ScaledOut> await(Submission.Applied submission) {
        return await(submission.goal(), context.settings().waitAtMost());
    }

    /**
     * Waits until the job has ended and the nodes are there. Without a job it watches the instance, and takes the nodes
     * for ours once there are enough.
     *
     * <p>Cancelling the future ends the wait, nothing else. Its dependents run in the flow's thread, unless attached by
     * an {@code Async} method; they must not block.
     *
     * @param goal what to wait for
     * @param atMost when to give up, counted from now; more than ten years count as ten
     * @return completes with the instance as it is then, or with {@link io.github.ddm4j.core.flow.ScaleOutIncompleteException}
     * @throws IllegalStateException if the flow is closed
     */
    public CompletableFuture<ScaledOut> await(ScaleOutGoal goal, Duration atMost) {
        requireNonNull(goal, "goal");
        requireNonNull(atMost, "atMost");
        context.open().require();
        return waitRoom.await(goal, FlowSettings.bounded(atMost));
    }

    /**
     * Ends the flow and its thread. Waits complete with {@link io.github.ddm4j.core.flow.ScaleOutIncompleteException.Reason#CLOSED}; a submission
     * that has not been sent ends as not sent, one whose answer was lost as unknown. Closing twice does nothing more.
     */
    @Override
    public void close() {
        context.open().close();
        waitRoom.close();
        context.time().close();
    }
}
