/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.CallerContext;
import io.github.ddm4j.core.flow.Ensured;
import io.github.ddm4j.core.flow.KeyStatus;
import io.github.ddm4j.core.flow.Precondition;
import io.github.ddm4j.core.flow.Preview;
import io.github.ddm4j.core.flow.ScaleOutGoal;
import io.github.ddm4j.core.flow.ScaleOutIncompleteException;
import io.github.ddm4j.core.flow.ScaledOut;
import io.github.ddm4j.core.flow.Settlement;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.UnresolvedSubmissionException;
import io.github.ddm4j.core.internal.journal.JournalAccess;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.FlowSettings;
import io.github.ddm4j.core.internal.run.Ports;
import io.github.ddm4j.core.internal.run.Runner;
import io.github.ddm4j.core.internal.run.Step;
import io.github.ddm4j.core.internal.run.Workers;
import io.github.ddm4j.core.internal.submit.Handover;
import io.github.ddm4j.core.internal.submit.JournalDesk;
import io.github.ddm4j.core.internal.submit.KeyedSubmitter;
import io.github.ddm4j.core.internal.submit.Previewer;
import io.github.ddm4j.core.internal.submit.Reconciler;
import io.github.ddm4j.core.internal.submit.SchemaReader;
import io.github.ddm4j.core.internal.submit.SubmissionFuture;
import io.github.ddm4j.core.internal.submit.Submitter;
import io.github.ddm4j.core.internal.submit.Watcher;
import io.github.ddm4j.core.internal.submit.Wish;
import io.github.ddm4j.core.internal.wait.WaitRoom;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.NodeTarget;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.core.validation.Rule;
import io.github.ddm4j.core.validation.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole job of scaling out: preview, submit, find out what became of the order if the answer is lost, and wait
 * until the nodes are there. It never orders twice for one submission.
 *
 * <p>Make one flow for each project and user and share it. The calls of one flow keep to one budget, one submission of
 * an instance goes on at a time, and all know the receipts of all. Safe for use by several threads. Its threads are
 * daemons, and exist while there is something to wait for; {@link #close()} ends them. The ports stay open: close the
 * adapter afterwards.
 *
 * @since 0.1.0
 */
public final class ScaleOutFlow implements AutoCloseable {

    private static final int MAX_NAME_LENGTH = 200;
    private static final int MAX_REASON_LENGTH = 2000;

    private final Context context;
    private final Runner runner;
    private final Previewer previewer;
    private final Reconciler reconciler;
    private final Submitter submitter;
    private final Optional<KeyedSubmitter> keyed;
    private final Optional<JournalDesk> desk;
    private final WaitRoom waitRoom;
    private final Runnable closeTime;
    private final ExecutorService workers = Workers.create();

    ScaleOutFlow(Context context, Optional<JournalAccess> journal, Runnable closeTime) {
        this.context = context;
        this.closeTime = closeTime;
        this.runner = new Runner(context.time(), context.state());
        SchemaReader schemas = new SchemaReader(context);
        Watcher watcher = new Watcher(context, schemas);
        this.previewer = new Previewer(context, schemas);
        this.reconciler = new Reconciler(context, watcher);
        this.submitter = new Submitter(context, watcher, reconciler);
        this.keyed = journal.map(access -> new KeyedSubmitter(context, watcher, submitter, reconciler, access));
        this.desk = journal.map(access -> new JournalDesk(context, watcher, reconciler, access));
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
     * Reads the instance, and says what a scale-out would do. Sends nothing. {@link Preview#violations()} holds the
     * rules that it breaks.
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
     * most {@link ScaleOutFlowBuilder#reconcileWithin}. A request that surely was not applied is sent again, up to
     * {@link ScaleOutFlowBuilder#maxAttempts} times. An interrupt ends it and leaves the thread's flag set.
     *
     * @param precondition the condition that must hold right before the order is sent
     * @return that it was accepted, or, after a lost answer, what was found out
     * @throws InvalidScaleOutException if a rule refuses it; nothing was sent
     * @throws ScaleOutRejectedException if the provider refuses it; {@code INSTANCE_BUSY} if the instance is not
     *     RUNNING, or another scale-out of it is going on, perhaps the caller's own; {@code RDS_NOT_READY} if a linked
     *     RDS instance is not usable or at work. Nothing was applied
     * @throws ProviderUnavailableException if it surely was not applied, and trying again did not help or was stopped
     * @throws UnresolvedSubmissionException if it may have been applied, with all {@linkplain
     *     UnresolvedSubmissionException#evidence() evidence}; hand that to {@link #reconcile(Evidence)} later, and never
     *     submit again blindly
     * @throws IllegalStateException if the flow is closed
     */
    public Submission submit(InstanceId instanceId, ScaleOutRequest request, Precondition precondition) {
        Wish wish = wish(instanceId, request, precondition);
        return (Submission)
                run(() -> submit(wish, new Handover(), context.callers().traceId()));
    }

    /**
     * Submits a scale-out under a key; see {@link #submit(IdempotencyKey, InstanceId, ScaleOutRequest, Precondition)}.
     *
     * @throws InvalidScaleOutException as there
     * @throws ScaleOutRejectedException as there
     * @throws ProviderUnavailableException as there
     * @throws OutcomeUnknownException as there
     * @throws IllegalStateException as there
     */
    public Submission submit(IdempotencyKey key, InstanceId instanceId, ScaleOutRequest request) {
        return submit(key, instanceId, request, Precondition.NONE);
    }

    /**
     * Submits a scale-out under a key of the caller's: the same key orders at most once, whatever dies, in whichever
     * process it is submitted. Submitting it again after a crash, a lost answer or a timeout of the caller's own is
     * always right. The flow then tells what has become of the order, finds that out if nobody knows, or orders if it
     * surely was not applied.
     *
     * <p>The key stands for the instance and the request, zones in any order; the precondition is no part of it. A key
     * that was applied answers so for ever and sends nothing; one that was refused may be submitted again.
     *
     * @param key the caller's own name of this one wish, such as a ticket
     * @param precondition the condition that must hold right before the order is sent
     * @return as {@link #submit(InstanceId, ScaleOutRequest, Precondition)}; or what the journal remembers
     * @throws InvalidScaleOutException if a rule refuses it, or ({@code V16}) the key stands for another wish; nothing was
     *     sent
     * @throws ScaleOutRejectedException as {@link #submit(InstanceId, ScaleOutRequest, Precondition)}; {@code INSTANCE_BUSY}
     *     names the key that stops the instance, {@code QUOTA} may be the limit of nodes a day. Nothing was applied
     * @throws ProviderUnavailableException if it surely was not applied, because the journal cannot be reached for instance
     * @throws OutcomeUnknownException if it may have been applied; mostly an {@link UnresolvedSubmissionException} with all
     *     evidence. Submit the same key again to look again, or {@linkplain #settle settle} it
     * @throws IllegalStateException if the flow is closed, or has no journal
     */
    public Submission submit(
            IdempotencyKey key, InstanceId instanceId, ScaleOutRequest request, Precondition precondition) {
        Wish wish = wish(instanceId, request, precondition);
        requireNonNull(key, "key");
        KeyedSubmitter journaled = keyed();
        return (Submission) run(() ->
                journaled.submit(wish, key, new Handover(), context.callers().traceId()));
    }

    /** Without a journal a submission needs no key; with one, a submission is known by its key. */
    private Step<Ensured> submit(Wish wish, Handover handover, Optional<String> traceId) {
        if (keyed.isPresent()) {
            return Step.failed(new InvalidScaleOutException(
                    List.of(Violation.of(Rule.V1, "idempotency_key", null, ", because the flow has a journal"))));
        }
        return submitter.submit(wish, handover, traceId);
    }

    private KeyedSubmitter keyed() {
        return keyed.orElseThrow(ScaleOutFlow::noJournal);
    }

    private JournalDesk desk() {
        context.state().require();
        return desk.orElseThrow(ScaleOutFlow::noJournal);
    }

    private static IllegalStateException noJournal() {
        return new IllegalStateException("The flow has no journal that could remember keys:"
                + " give it one with ScaleOutFlowBuilder.journal, such as JdbcSubmissionJournal");
    }

    /** Submits in the background, in threads of the flow's own; see {@link #submitAsync(InstanceId, ScaleOutRequest, Precondition, Executor)}. */
    public CompletableFuture<Submission> submitAsync(InstanceId instanceId, ScaleOutRequest request) {
        return submitAsync(instanceId, request, Precondition.NONE, workers);
    }

    /**
     * Submits in the background. Reads and the order block a thread of the executor. Waiting between them, until its
     * turn comes, the budget has room or the next reading is due, holds none. The flow's own threads are four.
     *
     * <p>Cancelling the future before the order has left means that nothing is sent, and the future is cancelled. After
     * that, cancelling returns false, and the future soon ends by itself: with {@link UnresolvedSubmissionException},
     * or with the outcome if the answer comes in the same moment. Completing the future by other means stops the
     * submission too.
     *
     * @return ends as {@link #submit(InstanceId, ScaleOutRequest, Precondition)} does, in a thread of the executor
     * @throws IllegalStateException if the flow is closed
     */
    public CompletableFuture<Submission> submitAsync(
            InstanceId instanceId, ScaleOutRequest request, Precondition precondition, Executor executor) {
        Wish wish = wish(instanceId, request, precondition);
        return inBackground(executor, (handover, traceId) -> submit(wish, handover, traceId));
    }

    /**
     * Submits under a key in the background, in threads of the flow's own; see {@link #submitAsync(IdempotencyKey,
     * InstanceId, ScaleOutRequest, Precondition, Executor)}.
     */
    public CompletableFuture<Submission> submitAsync(
            IdempotencyKey key, InstanceId instanceId, ScaleOutRequest request) {
        return submitAsync(key, instanceId, request, Precondition.NONE, workers);
    }

    /**
     * Submits under a key in the background: as {@link #submit(IdempotencyKey, InstanceId, ScaleOutRequest, Precondition)}
     * does it, in the threads and with the cancelling of {@link #submitAsync(InstanceId, ScaleOutRequest, Precondition,
     * Executor)}. Calls of the journal block a thread of the executor.
     *
     * @throws IllegalStateException if the flow is closed, or has no journal
     */
    public CompletableFuture<Submission> submitAsync(
            IdempotencyKey key,
            InstanceId instanceId,
            ScaleOutRequest request,
            Precondition precondition,
            Executor executor) {
        Wish wish = wish(instanceId, request, precondition);
        requireNonNull(key, "key");
        KeyedSubmitter journaled = keyed();
        return inBackground(executor, (handover, traceId) -> journaled.submit(wish, key, handover, traceId));
    }

    private CompletableFuture<Submission> inBackground(
            Executor executor, BiFunction<Handover, Optional<String>, Step<Ensured>> submission) {
        requireNonNull(executor, "executor");
        context.state().require();
        CallerContext.Captured caller = context.callers().capture();
        Optional<String> traceId = context.callers().traceId(caller);
        return SubmissionFuture.start(context, context.callers().with(caller, executor), handover -> submission
                .apply(handover, traceId)
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
     * <p>While something changes the nodes the flow does not count: it waits, or is busy, as {@link
     * ScaleOutFlowBuilder#whenBusy} says. An order of this flow that waits to be paid makes it busy, until its nodes
     * have come or it is {@linkplain #forget forgotten}. Calls one after the other come to rest once the provider shows
     * what the first one did; calls of several processes at once may each add nodes. Instances that are not known to be
     * billed by use are refused, because an order that waits to be paid shows nowhere.
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
        return run(() -> submit(wish, new Handover(), context.callers().traceId()));
    }

    /**
     * Makes sure under a key that there are as many nodes as wished for: as {@link #ensure(InstanceId, NodeTarget)} does it,
     * from however many places at once, and on yearly/monthly instances too. The key stands for the instance and the target,
     * not for the difference. Once it has ordered it answers so for ever, also if nodes vanish later: a new wish needs a new
     * key. As long as it found enough it has ordered nothing, and counts anew when it is submitted again.
     *
     * @throws InvalidScaleOutException as {@link #submit(IdempotencyKey, InstanceId, ScaleOutRequest, Precondition)}
     * @throws ScaleOutRejectedException as {@link #submit(IdempotencyKey, InstanceId, ScaleOutRequest, Precondition)}
     * @throws ProviderUnavailableException as {@link #submit(IdempotencyKey, InstanceId, ScaleOutRequest, Precondition)}
     * @throws OutcomeUnknownException as {@link #submit(IdempotencyKey, InstanceId, ScaleOutRequest, Precondition)}
     * @throws IllegalStateException if the flow is closed, or has no journal
     */
    public Ensured ensure(IdempotencyKey key, InstanceId instanceId, NodeTarget target) {
        Wish wish = new Wish.Target(requireNonNull(instanceId, "instanceId"), requireNonNull(target, "target"), true);
        requireNonNull(key, "key");
        KeyedSubmitter journaled = keyed();
        return run(() ->
                journaled.submit(wish, key, new Handover(), context.callers().traceId()));
    }

    /**
     * Settles the keys that are unsettled and that nobody is at work at any more, because their process died for
     * instance. It finds out what has become of their orders, one key after the other, each for as long as that takes.
     * Sends nothing. Call it now and then, from whichever replica. A submission of another key for the instance does
     * the same for the key that stops it.
     *
     * @return the number of keys that it has settled; the others are among the {@linkplain #unsettled() unsettled}
     * @throws ProviderUnavailableException if the journal cannot be read
     * @throws IllegalStateException if the flow is closed, or has no journal
     */
    public int resume() {
        JournalDesk journal = desk();
        return run(() -> journal.resume(context.callers().traceId()));
    }

    /**
     * Returns the keys that are not settled yet, those first that nobody has been at work at for the longest time; at
     * most 1,000. Keys that a person lets others go on {@linkplain Settlement.Alongside alongside} are left out.
     *
     * @throws ProviderUnavailableException if the journal cannot be read
     * @throws IllegalStateException if the flow is closed, or has no journal
     */
    public List<KeyStatus> unsettled() {
        return desk().unsettled();
    }

    /**
     * Returns the journal's entry of a key; empty if it does not know the key. Sends nothing, and reads no instance.
     *
     * @throws ProviderUnavailableException if the journal cannot be read
     * @throws IllegalStateException if the flow is closed, or has no journal
     */
    public Optional<KeyStatus> find(IdempotencyKey key) {
        return desk().find(requireNonNull(key, "key"));
    }

    /**
     * Settles a key that is in doubt by what a person has found out. Sends nothing. The flow takes the person's word
     * for true: {@link Settlement.NotApplied} of an order that was applied orders again under the same key.
     *
     * @param stamp the {@linkplain KeyStatus#stamp() stamp} of the doubt that the person has seen; if the doubt has changed
     *     since, nothing is settled
     * @param decision the person's verdict
     * @param by the name of the person; kept in the journal, at most 200 characters
     * @param why the reason; kept in the journal, at most 2,000 characters
     * @return the journal's entry of the key now
     * @throws IllegalArgumentException if {@code by} or {@code why} is blank or too long
     * @throws IllegalStateException if the key is not in doubt or has changed since, or the job or order has settled another
     *     key; or if the flow is closed, or has no journal
     * @throws ProviderUnavailableException if the journal cannot be reached: it may have been settled or not
     */
    public KeyStatus settle(IdempotencyKey key, Stamp stamp, Settlement decision, String by, String why) {
        requireNonNull(key, "key");
        requireNonNull(stamp, "stamp");
        requireNonNull(decision, "decision");
        requireText("by", by, MAX_NAME_LENGTH);
        requireText("why", why, MAX_REASON_LENGTH);
        JournalDesk journal = desk();
        return run(() -> journal.settle(key, stamp, decision, by, why));
    }

    private static void requireText(String name, String text, int most) {
        if (requireNonNull(text, name).isBlank() || text.length() > most) {
            throw new IllegalArgumentException(
                    name + " must be 1 to " + most + " characters that are not all blank, but had " + text.length());
        }
    }

    /**
     * Puts every instance in doubt that has had a job at its nodes which the journal does not know. Call it after the
     * journal's database was restored from a backup, or failed over to a replica that lacked its latest writes. Sends
     * nothing. It does not find orders that wait to be paid, because they show nowhere: look at the account's orders
     * too. A fence that a person has settled is not put up again for the same jobs.
     *
     * @param since from when on writes may be missing, within the last 30 days; the provider lists no older job
     * @return what stops each of these instances now: the fence, or a key that has stopped it before; settle that key first,
     *     and fence again
     * @throws IllegalArgumentException if {@code since} is in the future or too long ago
     * @throws ProviderUnavailableException if the jobs or the journal cannot be read
     * @throws ScaleOutRejectedException if the provider refuses to list the jobs
     * @throws IllegalStateException if the flow is closed, or has no journal
     */
    public List<KeyStatus> fence(Instant since) {
        Instant now = context.time().now();
        if (requireNonNull(since, "since").isAfter(now) || since.isBefore(now.minus(FlowSettings.PROVIDER_MEMORY))) {
            throw new IllegalArgumentException("since must be within the last "
                    + FlowSettings.PROVIDER_MEMORY.toDays() + " days, because the provider lists no older job, but was "
                    + since);
        }
        JournalDesk journal = desk();
        return run(() -> journal.fence(since));
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
     * Goes on finding out what became of a submission whose outcome was unknown, once no other submission of the
     * instance is under way. Sends nothing.
     *
     * @param evidence the knowledge when the flow gave up
     * @throws UnresolvedSubmissionException if it is still unknown, with more evidence
     * @throws IllegalStateException if the flow is closed
     */
    public Submission reconcile(Evidence evidence) {
        requireNonNull(evidence, "evidence");
        Optional<String> traceId = context.callers().traceId();
        return run(() -> desk.isPresent()
                ? desk.get().reconcile(evidence, traceId)
                : reconciler.reconcile(evidence, traceId, () -> {}));
    }

    /**
     * Finds out what became of a submission of which only the baseline is known, because the process ended that made it.
     * Sends nothing.
     *
     * @param baseline the state from before the order was sent, as a {@link io.github.ddm4j.core.flow.BaselineGate} has
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
     * @param goal the goal of the wait
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
