/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static java.util.stream.Collectors.toUnmodifiableSet;

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
final class Watcher {

    private final Ports ports;
    private final CallBudget budget;
    private final Timekeeper time;
    private final Duration clockTolerance;

    Watcher(Context context) {
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
    record Look(Duration began, Duration ended, InstanceSnapshot instance, List<Job> jobs) {}

    /**
     * Looks.
     *
     * @param calls how many requests the caller is going to make right after; booked together with the look
     */
    Look look(InstanceId instanceId, Instant jobsSince, int calls) throws InterruptedException {
        budget.spend(CallBudget.JOB);
        Duration began = time.elapsed();
        List<Job> jobs = jobs(instanceId, jobsSince);
        budget.spend(CallBudget.INSTANCE + calls);
        InstanceSnapshot instance = ports.instances().instance(instanceId);
        return new Look(began, time.elapsed(), instance, jobs);
    }

    private List<Job> jobs(InstanceId instanceId, Instant since) throws InterruptedException {
        List<Job> jobs = new ArrayList<>();
        JobPage page = ports.jobs().jobPage(since, 0);
        while (true) {
            budget.chargePagesOf(page.jobs().size());
            page.jobs().stream().filter(job -> job.mayConcern(instanceId)).forEach(jobs::add);
            if (page.next().isEmpty()) {
                return jobs;
            }
            budget.spend(CallBudget.JOB);
            page = ports.jobs().jobPage(since, page.next().getAsInt());
        }
    }

    /**
     * The same moment bounds the jobs of the baseline and of every later look. So a job is new if and only if it is not
     * in the baseline, whatever the clocks say, as long as the provider's is not further behind than the tolerance.
     */
    Instant jobsSince() {
        return time.now().minus(clockTolerance);
    }

    Baseline baseline(ScaleOutRequest request, Instant jobsSince, Look look) {
        return new Baseline(
                request,
                look.instance(),
                time.now(),
                jobsSince,
                look.jobs().stream().map(Job::id).collect(toUnmodifiableSet()));
    }

    static List<Job> newJobs(Baseline baseline, Look look) {
        return look.jobs().stream()
                .filter(job -> !baseline.knownJobs().contains(job.id()))
                .toList();
    }
}
