/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.wait;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.github.ddm4j.core.internal.decide.GoalProgress;
import io.github.ddm4j.core.internal.run.Backoff;
import io.github.ddm4j.core.internal.run.CallBudget;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.model.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All waits of a flow, and all that is known of them: the one owner of both, and of the lock. No foreign code runs in
 * here; events and completions come back as effects. Thread-safe.
 */
final class WaitBoard {

    /** The share of requests for lists, because lists of thousands of jobs take many requests. */
    private static final int LIST_SHARE = 5;

    /** The number of reads in a row without the job after which the instance is asked. */
    private static final int MISSES = 2;

    /** The factor by which an instance is read less often while its job is still looked for. */
    private static final int SELDOM = 3;

    private final Duration pollInterval;
    private final CallBudget budget;
    private final WaitEnds ends;
    private final Set<Wait> waits = new LinkedHashSet<>();
    private final Set<Wait> onJob = new LinkedHashSet<>();
    private Duration jobsDue = Duration.ZERO;
    private Duration listAgain = Duration.ZERO;
    private Duration held = Duration.ZERO;
    private @Nullable JobListing listing;
    private @Nullable Wait missing;
    private int turn;
    private boolean running;

    WaitBoard(Duration pollInterval, CallBudget budget, WaitEnds ends) {
        this.pollInterval = pollInterval;
        this.budget = budget;
        this.ends = ends;
    }

    synchronized void add(Wait wait) {
        waits.add(wait);
        Duration first = Duration.ofNanos(wait.firstLookNanos(pollInterval));
        if (wait.goal.jobId().isEmpty()) {
            wait.instanceDueNanos = first.toNanos();
            return;
        }
        wait.instanceDueNanos = wait.lastLookNanos(pollInterval);
        if (onJob.isEmpty()) {
            startListAt(first);
        }
        onJob.add(wait);
    }

    /** Takes a wait out. Returns true if it was the last one. */
    synchronized boolean remove(Wait wait) {
        onJob.remove(wait);
        return waits.remove(wait) && waits.isEmpty();
    }

    synchronized List<Wait> removeAll() {
        List<Wait> all = List.copyOf(waits);
        waits.clear();
        onJob.clear();
        return all;
    }

    /** Returns true if somebody has to run from now on. */
    synchronized boolean startRunning() {
        boolean start = !running && !waits.isEmpty();
        running |= start;
        return start;
    }

    /** Returns true if there is nobody to run for any more. */
    synchronized boolean stopRunningIfIdle() {
        running = !waits.isEmpty();
        return !running;
    }

    synchronized void stopRunning() {
        running = false;
    }

    /** Returns the end of the next wait that is over, if there is one. */
    synchronized Optional<Duration> nextEnd() {
        return waits.stream()
                .map(wait -> wait.endNanos)
                .min(Comparator.naturalOrder())
                .map(Duration::ofNanos);
    }

    /** Takes out the waits whose time is over. */
    synchronized List<Runnable> removeOver(Duration now) {
        List<Runnable> effects = new ArrayList<>();
        for (Wait wait : List.copyOf(waits)) {
            if (wait.endNanos <= now.toNanos()) {
                end(wait, failedOr(ends.timeOver(wait, now), wait, now), effects);
            }
        }
        return effects;
    }

    synchronized Optional<WaitPlan> plan(Duration now) {
        return WaitPlan.next(waits, jobsRead(), jobsDue.toNanos(), held.toNanos(), now.toNanos());
    }

    private Optional<ReadKind> jobsRead() {
        if (onJob.isEmpty()) {
            return Optional.empty();
        }
        boolean alone = onJob.size() == 1 && onJob.iterator().next().ended == null;
        return Optional.of(alone || missing != null ? ReadKind.ONE_JOB : ReadKind.JOB_PAGE);
    }

    /** Returns the instance that is to be read now in this way, if one is. */
    synchronized Optional<InstanceId> instanceDue(ReadKind read, Duration now) {
        List<Wait> asking = which(waits, wait -> wait.read() == read);
        return WaitPlan.next(asking, Optional.empty(), 0, held.toNanos(), now.toNanos())
                .filter(plan -> plan.atNanos() <= now.toNanos())
                .map(WaitPlan::instanceOf)
                .map(wait -> wait.goal.instanceId());
    }

    /**
     * Returns the list whose next page is to be read, with the moment from which it serves all; empty if nobody waits
     * for a job.
     */
    synchronized Optional<JobListing> listing(Duration now) {
        if (listing == null) {
            onJob.stream()
                    .map(wait -> wait.goal.jobsSince())
                    .min(Comparator.naturalOrder())
                    .ifPresent(since -> listing = new JobListing(now, since));
        }
        return Optional.ofNullable(listing);
    }

    /** Returns the wait whose job is to be read by itself; empty if nobody waits for a job. */
    synchronized Optional<Wait> single() {
        Wait single = missing != null && onJob.contains(missing)
                ? missing
                : onJob.stream().findFirst().orElse(null);
        missing = null;
        listing = null;
        return Optional.ofNullable(single);
    }

    /** Takes in the jobs of a page. */
    synchronized List<Runnable> pageShown(JobListing from, JobPage page, int requests, Duration now) {
        List<Runnable> effects = new ArrayList<>();
        from.requests += requests;
        Map<JobId, Job> jobs = page.jobs().stream().collect(toMap(Job::id, identity(), (newer, older) -> newer));
        for (Wait wait : which(onJob, wait -> wait.shownBy != from)) {
            Job job = jobs.get(wait.goal.jobId().orElseThrow());
            if (job != null) {
                wait.shownBy = from;
                jobShown(wait, job, now, effects);
            }
        }
        if (page.next().isPresent() && onJob.stream().anyMatch(wait -> wait.shownBy != from)) {
            from.offset = page.next().getAsInt();
            jobsDue = now;
        } else {
            listShown(from, now, effects);
        }
        return effects;
    }

    /** A job that is known to have ended, but is not listed, will not tell more. */
    private void listShown(JobListing from, Duration now, List<Runnable> effects) {
        List<Wait> unseen = which(onJob, wait -> wait.shownBy != from);
        for (Wait wait : unseen) {
            if (wait.ended != null) {
                jobShown(wait, wait.ended, now, effects);
            } else {
                missed(wait, now, effects);
            }
        }
        unseen = which(unseen, onJob::contains);
        // The turn goes round, so that each wait is read.
        missing = unseen.isEmpty() ? null : unseen.get(Math.floorMod(turn++, unseen.size()));
        listAgain = Backoff.longer(now.plus(pollInterval), from.began.plus(budget.timeFor(LIST_SHARE * from.requests)));
        startListAt(missing == null ? listAgain : now.plus(pollInterval));
    }

    /**
     * Takes in one job. A job that was read by itself does not tell why it failed; the list does, and so is read at
     * once.
     */
    synchronized List<Runnable> jobShown(Wait wait, Job job, Duration now) {
        List<Runnable> effects = new ArrayList<>();
        boolean askForReason = job.failed() && job.failReason().isEmpty();
        if (onJob.contains(wait)) {
            if (askForReason) {
                wait.ended = job;
                wait.misses = 0;
                wait.instanceDueNanos = Wait.NEVER;
            } else {
                jobShown(wait, job, now, effects);
            }
        }
        jobsDue = askForReason ? now : Backoff.longer(now.plus(pollInterval), listAgain);
        return effects;
    }

    private void jobShown(Wait wait, Job job, Duration now, List<Runnable> effects) {
        wait.misses = 0;
        if (!job.ended()) {
            if (wait.lastLookNanos(pollInterval) > now.toNanos()) {
                lookLast(wait, now);
            }
            if (job.progress().orElse(wait.percent) != wait.percent) {
                wait.percent = job.progress().getAsInt();
                effects.add(ends.progressed(wait, job));
            }
            return;
        }
        onJob.remove(wait);
        wait.ended = job;
        effects.add(ends.jobEnded(wait, job));
        if (job.succeeded()) {
            wait.instanceDueNanos = now.toNanos();
        } else {
            end(wait, ends.jobFailed(wait, job, now), effects);
        }
    }

    /** Takes in that no job could be read: none for one wait, or the list for all. */
    synchronized List<Runnable> jobsFailed(Optional<Wait> single, Duration pause, Duration now) {
        List<Runnable> effects = new ArrayList<>();
        which(single.<Collection<Wait>>map(List::of).orElse(onJob), onJob::contains)
                .forEach(wait -> missed(wait, now, effects));
        startListAt(now.plus(pause));
        return effects;
    }

    /**
     * A job that has failed ends its wait, with its reason or without: it is not looked for in the instance, because the
     * nodes that are there may be somebody else's.
     */
    private void missed(Wait wait, Duration now, List<Runnable> effects) {
        wait.misses++;
        if (wait.misses == MISSES) {
            if (wait.ended != null) {
                jobShown(wait, wait.ended, now, effects);
            } else {
                wait.instanceDueNanos = now.toNanos();
            }
        }
    }

    /** Takes in an instance, for all who wait for it. */
    synchronized List<Runnable> instanceShown(InstanceId instanceId, InstanceSnapshot instance, Duration now) {
        List<Runnable> effects = new ArrayList<>();
        for (Wait wait : which(waits, each -> each.goal.instanceId().equals(instanceId))) {
            wait.nodesSeen = instance.nodesIn(wait.goal.groupId());
            GoalProgress progress = GoalProgress.of(wait.goal, instance, wait.ended != null);
            if (!believesInstance(wait, now) || !endsBy(progress, wait, now, effects)) {
                readAgain(wait, pollInterval, now);
            }
        }
        return effects;
    }

    /** Takes in the nodes of an instance. For each wait that they do not end, the whole instance is read next. */
    synchronized List<Runnable> nodesShown(InstanceId instanceId, List<Node> nodes, Duration now) {
        List<Runnable> effects = new ArrayList<>();
        hangingOnNodes(instanceId)
                .forEach(wait ->
                        wait.wantsInstance = !endsBy(GoalProgress.ofNodes(wait.goal, nodes), wait, now, effects));
        return effects;
    }

    /** Takes in that the nodes of an instance cannot be read alone. */
    synchronized void nodesNotTold(InstanceId instanceId) {
        hangingOnNodes(instanceId).forEach(wait -> wait.wantsInstance = true);
    }

    private List<Wait> hangingOnNodes(InstanceId instanceId) {
        return which(waits, wait -> wait.goal.instanceId().equals(instanceId) && wait.read() == ReadKind.NODES);
    }

    private boolean endsBy(GoalProgress progress, Wait wait, Duration now, List<Runnable> effects) {
        if (!progress.failedNodes().isEmpty()) {
            end(wait, ends.nodesFailed(wait, progress.failedNodes(), now), effects);
            return true;
        }
        if (progress.there()) {
            end(wait, ends.succeeded(wait, progress, now), effects);
            return true;
        }
        return false;
    }

    /**
     * Returns true if the counted nodes are believed. While the job is seen at work they may still fail; but time does
     * not wait. Those of a job that has failed are somebody else's.
     */
    private boolean believesInstance(Wait wait, Duration now) {
        return !wait.jobFailed()
                && (wait.hangsOnInstance()
                        || wait.misses >= MISSES
                        || now.toNanos() >= wait.lastLookNanos(pollInterval));
    }

    /** Takes in that an instance could not be read. */
    synchronized void instanceFailed(InstanceId instance, Duration pause, Duration now) {
        which(waits, each -> each.goal.instanceId().equals(instance) && each.instanceDueNanos <= now.toNanos())
                .forEach(wait -> readAgain(wait, pause, now));
    }

    /** Takes in that an instance is not there any more. */
    synchronized List<Runnable> instanceGone(InstanceId instance, Throwable cause, Duration now) {
        List<Runnable> effects = new ArrayList<>();
        which(waits, each -> each.goal.instanceId().equals(instance))
                .forEach(wait -> end(wait, failedOr(ends.refused(wait, cause, now), wait, now), effects));
        return effects;
    }

    /** A job that is known to have failed is why its wait ends, whatever ends it. */
    private Runnable failedOr(Runnable otherwise, Wait wait, Duration now) {
        return wait.job()
                .filter(Job::failed)
                .map(job -> ends.jobFailed(wait, job, now))
                .orElse(otherwise);
    }

    private void readAgain(Wait wait, Duration pause, Duration now) {
        if (wait.hangsOnInstance()) {
            wait.instanceDueNanos = now.plus(pause).toNanos();
        } else if (wait.misses >= MISSES) {
            wait.instanceDueNanos = now.plus(Backoff.longer(pause, pollInterval.multipliedBy(SELDOM)))
                    .toNanos();
        } else {
            lookLast(wait, now);
        }
    }

    private void lookLast(Wait wait, Duration now) {
        long lastLook = wait.lastLookNanos(pollInterval);
        wait.instanceDueNanos = lastLook > now.toNanos() && !wait.jobFailed() ? lastLook : Wait.NEVER;
    }

    /** Lets nothing be read before then. */
    synchronized void holdUntil(Duration moment) {
        held = moment;
    }

    private void startListAt(Duration moment) {
        listing = null;
        jobsDue = moment;
    }

    private void end(Wait wait, Runnable effect, List<Runnable> effects) {
        remove(wait);
        effects.add(effect);
    }

    private static List<Wait> which(Collection<Wait> waits, Predicate<Wait> which) {
        return waits.stream().filter(which).toList();
    }
}
