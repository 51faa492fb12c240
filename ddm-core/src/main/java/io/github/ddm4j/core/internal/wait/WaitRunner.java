/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.wait;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.internal.own.OwnReceipts;
import io.github.ddm4j.core.internal.run.Backoff;
import io.github.ddm4j.core.internal.run.CallBudget;
import io.github.ddm4j.core.internal.run.CallBudget.Booking;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Events;
import io.github.ddm4j.core.internal.run.FlowSettings;
import io.github.ddm4j.core.internal.run.Ports;
import io.github.ddm4j.core.internal.run.Step;
import io.github.ddm4j.core.internal.run.Step.Waiting;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.model.Node;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Makes the reads that a board plans, one after the other and within the budget, until nobody waits any more. */
final class WaitRunner {

    private static final Logger LOG = System.getLogger(WaitRunner.class.getPackageName());

    private final Ports ports;
    private final FlowSettings settings;
    private final Timekeeper time;
    private final CallBudget budget;
    private final Events events;
    private final OwnReceipts own;
    private final WaitBoard board;

    WaitRunner(Context context, WaitBoard board) {
        this.ports = context.ports();
        this.settings = context.settings();
        this.time = context.time();
        this.budget = context.budget();
        this.events = context.events();
        this.own = context.own();
        this.board = board;
    }

    /** Runs until nobody waits. */
    Step<Boolean> run() {
        return Step.repeat(() -> {
            endThoseThatAreOver();
            return board.stopRunningIfIdle()
                    ? Step.done(Optional.of(true))
                    : Step.begin(this::next).recover(this::goOn).then(done -> Step.done(Optional.empty()));
        });
    }

    private void endThoseThatAreOver() {
        run(board.removeOver(time.elapsed()));
    }

    private Step<Boolean> next() {
        Duration now = time.elapsed();
        Optional<WaitPlan> due = board.plan(now).filter(plan -> plan.atNanos() <= now.toNanos());
        if (due.isEmpty()) {
            return sleep(now);
        }
        ReadKind read = due.get().read();
        return endingWaits(budget.book(read.cost, now.plus(FlowSettings.LONGEST)))
                .then(booking -> Step.begin(() -> {
                            make(read, booking);
                            return Step.done(true);
                        })
                        .atEnd(booking::close));
    }

    /** Sleeps until the next read is due or the next wait is over; a new wait ends it sooner. */
    private Step<Boolean> sleep(Duration now) {
        Duration read = board.plan(now)
                .map(plan -> Duration.ofNanos(plan.atNanos()))
                .orElseGet(() -> now.plus(FlowSettings.LONGEST));
        return new Waiting<>(new CompletableFuture<>(), endOr(read), stopped -> stopped.<Step<Boolean>>map(Step::failed)
                .orElseGet(() -> Step.done(false)));
    }

    /** A wait may be over while the next read still waits for its turn in the budget. */
    private <T> Step<T> endingWaits(Step<T> step) {
        if (!(step instanceof Waiting<T> waiting)) {
            return step;
        }
        return new Waiting<>(waiting.signal(), endOr(waiting.until()), stopped -> {
            endThoseThatAreOver();
            return stopped.isPresent() || waiting.signal().isDone()
                    ? Step.begin(() -> waiting.next().apply(stopped))
                    : endingWaits(waiting);
        });
    }

    private Duration endOr(Duration moment) {
        return board.nextEnd().filter(end -> end.compareTo(moment) < 0).orElse(moment);
    }

    /** A bug of ours ends no wait, and does not spin either. */
    private Step<Boolean> goOn(Throwable failure) {
        if (failure instanceof Step.Stopped) {
            return Step.failed(failure);
        }
        LOG.log(Level.ERROR, "A step of waiting failed; waiting goes on", failure);
        return Step.pause(time.elapsed().plus(settings.pollInterval())).then(over -> Step.done(false));
    }

    private void make(ReadKind read, Booking booking) {
        switch (read) {
            case JOB_PAGE -> board.listing(time.elapsed()).ifPresent(listing -> readPage(listing, booking));
            case ONE_JOB -> board.single().ifPresent(wait -> readJob(wait, booking));
            case NODES -> board.instanceDue(read, time.elapsed()).ifPresent(instance -> readNodes(instance, booking));
            case INSTANCE ->
                board.instanceDue(read, time.elapsed()).ifPresent(instance -> readInstance(instance, booking));
        }
    }

    private void readPage(JobListing listing, Booking booking) {
        JobPage page;
        try {
            Instant since = listedFrom(listing.since);
            page = booking.use(CallBudget.JOB, () -> ports.jobPage(since, listing.offset));
        } catch (RuntimeException | Error failed) {
            jobsFailed(Optional.empty(), failed);
            return;
        }
        int requests = CallBudget.pagesOf(page.jobs().size());
        booking.charge(requests - 1);
        page.jobs().forEach(job -> job.instanceId().ifPresent(instance -> own.seen(instance, job)));
        run(board.pageShown(listing, page, requests, time.elapsed()));
    }

    /** The provider takes no earlier moment. */
    private Instant listedFrom(Instant jobsSince) {
        Instant earliest = time.now().minus(FlowSettings.PROVIDER_MEMORY).plus(settings.clockTolerance());
        return jobsSince.isBefore(earliest) ? earliest : jobsSince;
    }

    private void readJob(Wait wait, Booking booking) {
        Job job;
        try {
            job = booking.use(
                    CallBudget.JOB,
                    () -> requireNonNull(ports.jobs().job(wait.goal.jobId().orElseThrow()), "job"));
        } catch (RuntimeException | Error failed) {
            jobsFailed(Optional.of(wait), failed);
            return;
        }
        own.seen(wait.goal.instanceId(), job);
        run(board.jobShown(wait, job, time.elapsed()));
    }

    private void jobsFailed(Optional<Wait> single, Throwable failed) {
        run(board.jobsFailed(single, Backoff.afterFailure(failed, settings.pollInterval()), time.elapsed()));
        readFailed(single.map(wait -> wait.goal.instanceId()), failed);
    }

    private void readNodes(InstanceId instanceId, Booking booking) {
        Optional<List<Node>> nodes;
        try {
            nodes = booking.useIfTold(
                    CallBudget.NODES, () -> ports.instances().nodes(instanceId).map(List::copyOf));
        } catch (RuntimeException | Error failed) {
            if (!(failed instanceof ProviderUnavailableException)) {
                board.nodesNotTold(instanceId);
            }
            instanceFailed(instanceId, failed);
            return;
        }
        nodes.ifPresentOrElse(
                all -> run(board.nodesShown(instanceId, all, time.elapsed())), () -> board.nodesNotTold(instanceId));
    }

    private void readInstance(InstanceId instanceId, Booking booking) {
        InstanceSnapshot instance;
        try {
            instance = booking.use(
                    CallBudget.INSTANCE, () -> requireNonNull(ports.instances().instance(instanceId), "instance"));
        } catch (RuntimeException | Error failed) {
            instanceFailed(instanceId, failed);
            return;
        }
        own.seen(instance);
        run(board.instanceShown(instanceId, instance, time.elapsed()));
    }

    private void instanceFailed(InstanceId instanceId, Throwable failed) {
        if (failed instanceof ScaleOutRejectedException refused && refused.reason() == RejectionReason.NOT_FOUND) {
            run(board.instanceGone(instanceId, refused, time.elapsed()));
            return;
        }
        board.instanceFailed(instanceId, Backoff.afterFailure(failed, settings.pollInterval()), time.elapsed());
        readFailed(Optional.of(instanceId), failed);
    }

    /** A provider that asks for a pause gets it from all reads. */
    private void readFailed(Optional<InstanceId> instanceId, Throwable failed) {
        if (failed instanceof ProviderUnavailableException refused) {
            board.holdUntil(time.elapsed().plus(Backoff.askedFor(refused)));
        }
        events.tell(new FlowEvent.ReadFailed(instanceId, failed));
    }

    private static void run(List<Runnable> effects) {
        effects.forEach(Runnable::run);
    }
}
