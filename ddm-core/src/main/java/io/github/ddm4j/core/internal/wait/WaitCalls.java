/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.wait;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.internal.decide.GoalProgress;
import io.github.ddm4j.core.internal.run.Backoff;
import io.github.ddm4j.core.internal.run.CallBudget;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Events;
import io.github.ddm4j.core.internal.run.Ports;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the reads that waits need, and tells the waits what they showed. */
public final class WaitCalls {

    /** Lists of thousands of jobs take many requests; at most every fifth one is spent on them. */
    private static final int LIST_SHARE = 5;

    private final Ports ports;
    private final Duration pollInterval;
    private final Timekeeper time;
    private final CallBudget budget;
    private final Events events;
    private final WaitList waits;
    private final WaitEnds ends;
    private Duration listAgain = Duration.ZERO;

    public WaitCalls(Context context, WaitList waits, WaitEnds ends) {
        this.ports = context.ports();
        this.pollInterval = context.settings().pollInterval();
        this.time = context.time();
        this.budget = context.budget();
        this.events = context.events();
        this.waits = waits;
        this.ends = ends;
    }

    public void make(WaitCall call) {
        switch (call) {
            case JOB_PAGE -> readPage();
            case ONE_JOB -> readJob();
            case INSTANCE -> readInstance();
        }
    }

    private void readPage() {
        Optional<JobListing> listing;
        synchronized (waits) {
            listing = waits.listing(time.elapsed());
        }
        listing.ifPresent(this::readPage);
    }

    private void readPage(JobListing listing) {
        try {
            JobPage page = ports.jobPage(listing.since, listing.offset);
            listing.requests += budget.chargePagesOf(page.jobs().size());
            pageShown(listing, page);
        } catch (RuntimeException | Error failed) {
            jobsFailed(Optional.empty(), failed);
        }
    }

    private void pageShown(JobListing listing, JobPage page) {
        Map<JobId, Job> jobs = page.jobs().stream().collect(toMap(Job::id, identity(), (newer, older) -> newer));
        List<Runnable> effects = new ArrayList<>();
        synchronized (waits) {
            waits.removeOnJobIf(wait -> {
                JobId id = wait.goal.jobId().orElseThrow();
                if (wait.shownBy == listing || !jobs.containsKey(id)) {
                    return false;
                }
                wait.shownBy = listing;
                return isDoneWith(wait, jobs.get(id), effects);
            });
            if (page.next().isPresent() && waits.lacksJobs(listing)) {
                listing.offset = page.next().getAsInt();
                waits.readJobsAt(time.elapsed());
            } else {
                listShown(listing, effects);
            }
        }
        effects.forEach(Runnable::run);
    }

    /** A job that is known to have ended, but is not listed, will not tell more. */
    private void listShown(JobListing listing, List<Runnable> effects) {
        waits.removeOnJobIf(
                wait -> wait.ended != null && wait.shownBy != listing && isDoneWith(wait, wait.ended, effects));
        listAgain =
                Backoff.longer(later(pollInterval), listing.began.plus(budget.timeFor(LIST_SHARE * listing.requests)));
        waits.startListAt(waits.readOneMissing(listing) ? later(pollInterval) : listAgain);
    }

    private void readJob() {
        Optional<Wait> single;
        synchronized (waits) {
            single = waits.single();
        }
        single.ifPresent(this::readJob);
    }

    private void readJob(Wait wait) {
        try {
            jobShown(wait, ports.jobs().job(wait.goal.jobId().orElseThrow()));
        } catch (RuntimeException | Error failed) {
            jobsFailed(Optional.of(wait.goal.instanceId()), failed);
        }
    }

    /** One job read by itself does not tell why it failed; the list does, so it is read at once. */
    private void jobShown(Wait wait, Job job) {
        List<Runnable> effects = new ArrayList<>();
        synchronized (waits) {
            boolean askForReason =
                    job.ended() && !job.succeeded() && job.failReason().isEmpty();
            if (askForReason) {
                wait.ended = job;
            } else {
                waits.removeOnJobIf(each -> each == wait && isDoneWith(wait, job, effects));
            }
            Duration usual = Backoff.longer(later(pollInterval), listAgain);
            waits.readJobsAt(askForReason ? time.elapsed() : usual);
        }
        effects.forEach(Runnable::run);
    }

    private boolean isDoneWith(Wait wait, Job job, List<Runnable> effects) {
        InstanceId instanceId = wait.goal.instanceId();
        if (!job.ended()) {
            if (job.progress().orElse(wait.percent) != wait.percent) {
                wait.percent = job.progress().getAsInt();
                effects.add(() -> events.tell(new FlowEvent.JobProgressed(instanceId, job)));
            }
            return false;
        }
        wait.ended = job;
        effects.add(() -> events.tell(new FlowEvent.JobEnded(instanceId, job)));
        if (job.succeeded()) {
            waits.readInstanceAt(wait, time.elapsed());
        } else {
            effects.add(() -> ends.jobFailed(wait, job));
        }
        return true;
    }

    private void jobsFailed(Optional<InstanceId> instanceId, Throwable failed) {
        synchronized (waits) {
            waits.startListAt(later(Backoff.afterFailure(failed, pollInterval)));
        }
        readFailed(instanceId, failed);
    }

    private void readInstance() {
        Optional<Wait> due;
        synchronized (waits) {
            due = waits.takeOnInstance(time.elapsed());
        }
        due.ifPresent(this::readInstance);
    }

    private void readInstance(Wait wait) {
        try {
            InstanceSnapshot instance = ports.instances().instance(wait.goal.instanceId());
            GoalProgress arrival = GoalProgress.of(wait.goal, instance, wait.ended != null);
            if (!arrival.failedNodes().isEmpty()) {
                ends.nodesFailed(wait, arrival.failedNodes());
            } else if (arrival.there()) {
                ends.succeed(wait, instance);
            } else {
                readAgain(wait, pollInterval);
            }
        } catch (RuntimeException | Error failed) {
            if (failed instanceof ScaleOutRejectedException refused && refused.reason() == RejectionReason.NOT_FOUND) {
                ends.refused(wait, refused);
                return;
            }
            readAgain(wait, Backoff.afterFailure(failed, pollInterval));
            readFailed(Optional.of(wait.goal.instanceId()), failed);
        }
    }

    private void readAgain(Wait wait, Duration pause) {
        synchronized (waits) {
            waits.readInstanceAt(wait, later(pause));
        }
    }

    /** A provider that asks for a pause gets it from all reads. */
    private void readFailed(Optional<InstanceId> instanceId, Throwable failed) {
        if (failed instanceof ProviderUnavailableException refused) {
            synchronized (waits) {
                waits.holdUntil(later(Backoff.askedFor(refused)));
            }
        }
        events.tell(new FlowEvent.ReadFailed(instanceId, failed));
    }

    private Duration later(Duration pause) {
        return time.elapsed().plus(pause);
    }
}
