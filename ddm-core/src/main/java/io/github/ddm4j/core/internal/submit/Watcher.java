/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.internal.run.CallBudget;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Ports;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an instance together with its jobs. Jobs come first: what has ended by then has left its mark on the instance,
 * and a job that starts in between shows up as new later. Keeps to the budget.
 */
public final class Watcher {

    private final Ports ports;
    private final CallBudget budget;
    private final Timekeeper time;
    private final Duration clockTolerance;

    public Watcher(Context context) {
        this.ports = context.ports();
        this.budget = context.budget();
        this.time = context.time();
        this.clockTolerance = context.settings().clockTolerance();
    }

    /**
     * An instance and its jobs.
     *
     * @param began when reading began
     * @param ended when it ended
     */
    public record Look(Duration began, Duration ended, InstanceSnapshot instance, List<Job> jobs) {}

    /**
     * Looks.
     *
     * @param calls the requests that the caller makes right after; booked together with the look, to keep it fresh
     */
    public Look look(InstanceId instanceId, Instant jobsSince, int calls) throws InterruptedException {
        int afterJobs = CallBudget.INSTANCE + calls;
        budget.spend(CallBudget.JOB + afterJobs);
        Duration began = time.elapsed();
        List<Job> jobs = jobs(jobsSince, afterJobs).stream()
                .filter(job -> job.mayConcern(instanceId))
                .toList();
        InstanceSnapshot instance = ports.instances().instance(instanceId);
        return new Look(began, time.elapsed(), instance, jobs);
    }

    /** @param afterwards what was booked for later; booked again if further pages took its time */
    private List<Job> jobs(Instant since, int afterwards) throws InterruptedException {
        JobPage page = page(since, 0);
        if (page.next().isEmpty()) {
            return page.jobs();
        }
        List<Job> jobs = new ArrayList<>(page.jobs());
        while (page.next().isPresent()) {
            budget.spend(CallBudget.JOB);
            page = page(since, page.next().getAsInt());
            jobs.addAll(page.jobs());
        }
        budget.spend(afterwards);
        return jobs;
    }

    private JobPage page(Instant since, int offset) {
        JobPage page = ports.jobPage(since, offset);
        budget.chargePagesOf(page.jobs().size());
        return page;
    }

    /**
     * The same moment bounds the jobs of the baseline and of every later look. So a job is new if and only if it is not
     * in the baseline, whatever the clocks say, as long as the provider's is not further behind than the tolerance.
     */
    public Instant jobsSince() {
        return time.now().minus(clockTolerance);
    }

    public Baseline baseline(ScaleOutRequest request, Instant jobsSince, Look look) {
        return new Baseline(
                request,
                look.instance(),
                time.now(),
                jobsSince,
                look.jobs().stream().map(Job::id).collect(toUnmodifiableSet()));
    }

    public static List<Job> newJobs(Baseline baseline, Look look) {
        return look.jobs().stream()
                .filter(job -> !baseline.knownJobs().contains(job.id()))
                .toList();
    }
}
