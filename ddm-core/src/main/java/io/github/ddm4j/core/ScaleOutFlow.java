/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.CallerContext;
import io.github.ddm4j.core.flow.Ensured;
import io.github.ddm4j.core.flow.Precondition;
import io.github.ddm4j.core.flow.Preview;
import io.github.ddm4j.core.flow.ScaleOutGoal;
import io.github.ddm4j.core.flow.ScaleOutIncompleteException;
import io.github.ddm4j.core.flow.ScaledOut;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.UnresolvedSubmissionException;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.FlowSettings;
import io.github.ddm4j.core.internal.run.Ports;
import io.github.ddm4j.core.internal.run.Runner;
import io.github.ddm4j.core.internal.run.Step;
import io.github.ddm4j.core.internal.run.Workers;
import io.github.ddm4j.core.internal.submit.Handover;
import io.github.ddm4j.core.internal.submit.Previewer;
import io.github.ddm4j.core.internal.submit.Reconciler;
import io.github.ddm4j.core.internal.submit.SchemaReader;
import io.github.ddm4j.core.internal.submit.SubmissionFuture;
import io.github.ddm4j.core.internal.submit.SubmissionRecord;
import io.github.ddm4j.core.internal.submit.Submitter;
import io.github.ddm4j.core.internal.submit.Watcher;
import io.github.ddm4j.core.internal.submit.Wish;
import io.github.ddm4j.core.internal.wait.WaitRoom;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.NodeTarget;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole job of scaling out: look what would happen, submit, find out what became of it if the answer is lost, and
 * wait until the nodes are there. Never orders twice for one submission.
 *
 * <p>Make one flow for each project and user and share it: the calls of one flow keep to one budget, one submission of an
 * instance goes on at a time, and what it has been given is known to all. Safe for use by several threads. Its threads are
 * daemons, and there while there is something to wait for; {@link #close()} ends them. The ports stay open: close the
 * adapter afterwards.
 *
 * @since 0.1.0
 */
public final class ScaleOutFlow implements AutoCloseable {

    private final Context context;
    private final Runner runner;
    private final Previewer previewer;
    private final Reconciler reconciler;
    private final Submitter submitter;
    private final WaitRoom waitRoom;
    private final Runnable closeTime;
    private final ExecutorService workers = Workers.create();

    ScaleOutFlow(Context context, Runnable closeTime) {
        this.context = context;
        this.closeTime = closeTime;
        this.runner = new Runner(context.time(), context.state());
        SchemaReader schemas = new SchemaReader(context);
        Watcher watcher = new Watcher(context, schemas);
        this.previewer = new Previewer(context, schemas);
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
     * Reads the instance, and says what a scale-out would do. Sends nothing. The rules that it breaks are in {@link
     * Preview#violations()}.
     *
     * @throws ScaleOutRejectedException if the provider refuses to show the instance
     * @throws ProviderUnavailableException if the instance could not be read, or the thread was interrupted
     * @throws IllegalStateException if the flow is closed
     */
    public Preview preview(InstanceId instanceId, ScaleOutRequest request) {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(request, "request");
        return run(() -> previewer.preview(instanceId, request));
    }

    /**
     * Submits a scale-out; see {@link #submit(InstanceId, ScaleOutRequest, Precondition)}.
     *
     * @throws InvalidScaleOutException as there
     * @throws ScaleOutRejectedException as there
     * @throws ProviderUnavailableException as there
     * @throws UnresolvedSubmissionException as there
     * @throws IllegalStateException as there
     */
    public Submission submit(InstanceId instanceId, ScaleOutRequest request) {
        return submit(instanceId, request, Precondition.NONE);
    }

    /**
     * Submits a scale-out and blocks until its outcome is known: mostly a few seconds; after a lost answer minutes, at
     * most {@link ScaleOutFlowBuilder#reconcileWithin}. What surely was not applied is tried again, up to {@link
     * ScaleOutFlowBuilder#maxAttempts} times. An interrupt ends it and leaves the thread's flag set.
     *
     * @param precondition what has to hold right before the order is sent
     * @return that it was accepted, or, after a lost answer, what was found out
     * @throws InvalidScaleOutException if a rule refuses it; nothing was sent
     * @throws ScaleOutRejectedException if the provider refuses it; or ({@code INSTANCE_BUSY}) the instance is not
     *     RUNNING, or another scale-out of it is going on, perhaps one's own; or ({@code RDS_NOT_READY}) a linked RDS
     *     instance is not usable or at work. Nothing was applied
     * @throws ProviderUnavailableException if it surely was not applied, and trying again did not help or was stopped
     * @throws UnresolvedSubmissionException if it may have been applied, with all {@linkplain
     *     UnresolvedSubmissionException#evidence() evidence}; hand that to {@link #reconcile(Evidence)} later, and never
     *     submit again blindly
     * @throws IllegalStateException if the flow is closed
     */
    public Submission submit(InstanceId instanceId, ScaleOutRequest request, Precondition precondition) {
        Wish wish = wish(instanceId, request, precondition);
        return (Submission) run(() -> submitter.submit(
                wish, SubmissionRecord.NONE, new Handover(), context.callers().traceId()));
    }

    /** Submits in the background, in threads of the flow's own; see {@link #submitAsync(InstanceId, ScaleOutRequest, Precondition, Executor)}. */
    public CompletableFuture<Submission> submitAsync(InstanceId instanceId, ScaleOutRequest request) {
        return submitAsync(instanceId, request, Precondition.NONE, workers);
    }

    /**
     * Submits in the background. Reads and the order block a thread of the executor; waiting between them, for a turn, for
     * room in the budget or for the next look, holds none. The flow's own threads are four.
     *
     * <p>Cancelling the future before the order has left means that nothing is sent, and the future is cancelled. After
     * that, cancelling returns false, and the future soon ends by itself: with {@link UnresolvedSubmissionException}, or
     * with the outcome if the answer comes in the same moment. To complete the future oneself stops the submission too.
     *
     * @return ends as {@link #submit(InstanceId, ScaleOutRequest, Precondition)} does, in a thread of the executor
     * @throws IllegalStateException if the flow is closed
     */
    public CompletableFuture<Submission> submitAsync(
            InstanceId instanceId, ScaleOutRequest request, Precondition precondition, Executor executor) {
        Wish wish = wish(instanceId, request, precondition);
        requireNonNull(executor, "executor");
        context.state().require();
        CallerContext.Captured caller = context.callers().capture();
        Optional<String> traceId = context.callers().traceId(caller);
        return SubmissionFuture.start(context, context.callers().with(caller, executor), handover -> submitter
                .submit(wish, SubmissionRecord.NONE, handover, traceId)
                .then(outcome -> Step.done((Submission) outcome)));
    }

    private static Wish wish(InstanceId instanceId, ScaleOutRequest request, Precondition precondition) {
        return new Wish.Nodes(
                requireNonNull(instanceId, "instanceId"),
                requireNonNull(request, "request"),
                requireNonNull(precondition, "precondition"));
    }

    /**
     * Makes sure that there are as many nodes as wished for: counts those that are there, and adds the difference, once.
     * Nodes that failed to join count, because a loop would buy a replacement at every call otherwise. No node is ever
     * taken away. Blocks as {@link #submit(InstanceId, ScaleOutRequest)} does.
     *
     * <p>While something changes the nodes nothing is counted: it waits, or is busy, as {@link
     * ScaleOutFlowBuilder#whenBusy} says. An order of this flow that waits to be paid makes it busy, until its nodes have
     * come or it is {@linkplain #forget forgotten}. Calls one after the other come to rest once the provider shows what
     * the first one did; calls of several processes at once may each add nodes. Instances that are not known to be billed
     * by use are refused, because an order that waits to be paid shows nowhere.
     *
     * @return that there are enough, or what became of the submission
     * @throws InvalidScaleOutException if a rule refuses it; nothing was sent
     * @throws ScaleOutRejectedException as {@link #submit(InstanceId, ScaleOutRequest, Precondition)}
     * @throws ProviderUnavailableException as {@link #submit(InstanceId, ScaleOutRequest, Precondition)}
     * @throws UnresolvedSubmissionException as {@link #submit(InstanceId, ScaleOutRequest, Precondition)}
     * @throws IllegalStateException if the flow is closed
     */
    public Ensured ensure(InstanceId instanceId, NodeTarget target) {
        Wish wish = new Wish.Target(requireNonNull(instanceId, "instanceId"), requireNonNull(target, "target"), false);
        return run(() -> submitter.submit(
                wish, SubmissionRecord.NONE, new Handover(), context.callers().traceId()));
    }

    /**
     * Forgets an order of this flow that will not be paid: {@link #ensure} counts again.
     *
     * @return whether this flow knew the order
     */
    public boolean forget(OrderId orderId) {
        return context.own().forget(requireNonNull(orderId, "orderId"));
    }

    /**
     * Goes on finding out what became of a submission whose outcome was unknown, once no other submission of the instance
     * is under way. Sends nothing.
     *
     * @param evidence what was known when the flow gave up
     * @throws UnresolvedSubmissionException if it is still unknown, with more evidence
     * @throws IllegalStateException if the flow is closed
     */
    public Submission reconcile(Evidence evidence) {
        requireNonNull(evidence, "evidence");
        return run(() -> reconciler.reconcile(evidence, context.callers().traceId()));
    }

    /**
     * Finds out what became of a submission of which only the baseline is known, because the process ended that made it.
     * Sends nothing.
     *
     * @param baseline what was known before the order was sent, as a {@link io.github.ddm4j.core.flow.BaselineGate} has
     *     stored it
     * @throws UnresolvedSubmissionException if it is unknown, with evidence
     * @throws IllegalStateException if the flow is closed
     */
    public Submission reconcile(Baseline baseline) {
        requireNonNull(baseline, "baseline");
        return reconcile(new Evidence(baseline, Doubt.NOT_LOOKED, List.of()));
    }

    private <T> T run(Supplier<Step<T>> work) {
        context.state().require();
        return runner.run(work);
    }

    /**
     * Waits for what was submitted, at most {@link ScaleOutFlowBuilder#waitAtMost}; see {@link #await(ScaleOutGoal,
     * Duration)}.
     */
    public CompletableFuture<ScaledOut> await(Submission.Applied submission) {
        return await(submission.goal(), context.settings().waitAtMost());
    }

    /**
     * Waits until the nodes are there: the job has ended well, or the instance shows them. Looks at the job, at the list
     * of jobs and at the instance, and depends on none of them alone. Without a job it watches the instance, and takes the
     * nodes for ours once there are enough.
     *
     * <p>Cancelling the future ends the wait, nothing else. Its dependents run in the flow's thread, unless attached by
     * an {@code Async} method; they must not block.
     *
     * @param goal what to wait for
     * @param atMost when to give up, counted from now; more than ten years count as ten
     * @return completes with the instance as it is then, or with {@link ScaleOutIncompleteException}
     * @throws IllegalStateException if the flow is closed
     */
    public CompletableFuture<ScaledOut> await(ScaleOutGoal goal, Duration atMost) {
        return await(goal, atMost, (Executor) null);
    }

    /**
     * Waits as {@link #await(ScaleOutGoal, Duration)} does, and completes the future in a thread of an executor: what
     * hangs on it may block.
     *
     * @param executor null for the flow's thread
     * @throws IllegalStateException if the flow is closed
     */
    public CompletableFuture<ScaledOut> await(ScaleOutGoal goal, Duration atMost, @Nullable Executor executor) {
        requireNonNull(goal, "goal");
        requireNonNull(atMost, "atMost");
        context.state().require();
        return waitRoom.await(goal, FlowSettings.bounded(atMost), executor);
    }

    /**
     * Ends the flow and its threads, and wakes who waits in it. Waits complete with {@link
     * ScaleOutIncompleteException.Reason#CLOSED}; a submission that has not been sent ends as not sent, one whose answer
     * was lost as unknown. Closing twice does nothing more.
     */
    @Override
    public void close() {
        context.state().close();
        waitRoom.close();
        workers.shutdown();
        closeTime.run();
    }
}
