/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.wait;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All waits of a flow, and what is to be read for them next. Not thread-safe. */
public final class WaitList {

    private final List<Wait> onJob = new ArrayList<>();
    private final Queue<Wait> onInstance = new PriorityQueue<>(Comparator.comparingLong((Wait wait) -> wait.dueNanos));
    private long jobsDueNanos;
    private long heldNanos;
    private @Nullable Wait missing;
    private @Nullable JobListing listing;
    private int turn;

    public boolean isEmpty() {
        return onJob.isEmpty() && onInstance.isEmpty();
    }

    /** Adds a wait, to be looked after from then on. */
    public void add(Wait wait, Duration firstLook) {
        if (wait.goal.jobId().isEmpty()) {
            readInstanceAt(wait, firstLook);
            return;
        }
        if (onJob.isEmpty()) {
            startListAt(firstLook);
        }
        onJob.add(wait);
    }

    public void readInstanceAt(Wait wait, Duration moment) {
        wait.dueNanos = moment.toNanos();
        onInstance.add(wait);
    }

    /** Has the next page of the list read then, or one job. */
    public void readJobsAt(Duration moment) {
        jobsDueNanos = moment.toNanos();
    }

    /** Has the list read from its first page then. */
    public void startListAt(Duration moment) {
        listing = null;
        readJobsAt(moment);
    }

    public void holdUntil(Duration moment) {
        heldNanos = moment.toNanos();
    }

    /** When something is to be read next; the list is not empty. */
    public Duration nextDue() {
        long jobs = onJob.isEmpty() ? Long.MAX_VALUE : jobsDueNanos;
        long instance = onInstance.isEmpty() ? Long.MAX_VALUE : onInstance.element().dueNanos;
        return Duration.ofNanos(Math.max(Math.min(jobs, instance), heldNanos));
    }

    /** The read that is due by now, if there is one. Jobs come first: one read of them serves many. */
    public Optional<WaitCall> due(Duration now) {
        if (isEmpty() || nextDue().compareTo(now) > 0) {
            return Optional.empty();
        }
        if (onJob.isEmpty() || jobsDueNanos > now.toNanos()) {
            return Optional.of(WaitCall.INSTANCE);
        }
        boolean alone = onJob.size() == 1 && onJob.get(0).ended == null;
        return Optional.of(alone || missing != null ? WaitCall.ONE_JOB : WaitCall.JOB_PAGE);
    }

    /** The list to read the next page of, from when on it serves all; empty if nobody waits for a job. */
    public Optional<JobListing> listing(Duration now) {
        if (listing == null) {
            onJob.stream()
                    .map(wait -> wait.goal.jobsSince())
                    .min(Comparator.naturalOrder())
                    .ifPresent(since -> listing = new JobListing(now, since));
        }
        return Optional.ofNullable(listing);
    }

    /** Whether a job that is waited for has not been shown. */
    public boolean lacksJobs(JobListing listing) {
        return onJob.stream().anyMatch(wait -> wait.shownBy != listing);
    }

    /** Takes out a wait whose instance is due. */
    public Optional<Wait> takeOnInstance(Duration now) {
        boolean due = !onInstance.isEmpty() && onInstance.element().dueNanos <= now.toNanos();
        return due ? Optional.of(onInstance.remove()) : Optional.empty();
    }

    /** The wait whose job is to be read by itself. */
    public Optional<Wait> single() {
        Wait single = missing != null || onJob.isEmpty() ? missing : onJob.get(0);
        missing = null;
        listing = null;
        return Optional.ofNullable(single);
    }

    /** Picks one of those that the list did not show, another one each time. Returns whether there was any. */
    public boolean readOneMissing(JobListing list) {
        List<Wait> unseen = onJob.stream().filter(wait -> wait.shownBy != list).toList();
        missing = unseen.isEmpty() ? null : unseen.get(Math.floorMod(turn++, unseen.size()));
        return missing != null;
    }

    /** Takes out the waits whose job is done with. */
    public void removeOnJobIf(Predicate<Wait> done) {
        onJob.removeIf(done);
    }

    /** Takes out those that are cancelled, and returns those whose time is over. */
    public List<Wait> removeOver(Duration now) {
        List<Wait> over = new ArrayList<>();
        onJob.removeIf(wait -> isOver(wait, now, over));
        onInstance.removeIf(wait -> isOver(wait, now, over));
        return over;
    }

    private static boolean isOver(Wait wait, Duration now, List<Wait> over) {
        if (wait.future.isDone()) {
            return true;
        }
        return wait.isOver(now) && over.add(wait);
    }

    public List<Wait> removeAll() {
        List<Wait> all = new ArrayList<>(onJob);
        all.addAll(onInstance);
        onJob.clear();
        onInstance.clear();
        return all;
    }
}
