/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.model.JobStatus;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A provider with many jobs, all of which take five minutes. Counts the requests that reading would take over HTTP. */
final class JobProvider implements InstancePort, JobPort {

    static final Instant START = Instant.parse("2026-06-05T12:00:00Z");
    static final int NODES = 4;
    static final Duration JOB_TIME = Duration.ofMinutes(5);
    private static final int INSTANCE_REQUESTS = 3;
    private static final int JOBS_PER_PAGE = 128;

    private final int jobs;
    private final int jobsAnInstance;
    private final Supplier<Duration> elapsed;
    private final Requests requests = new Requests();

    /** @param jobsAnInstance how many jobs one after the other belong to the same instance */
    JobProvider(int jobs, int jobsAnInstance, Supplier<Duration> elapsed) {
        this.jobs = jobs;
        this.jobsAnInstance = jobsAnInstance;
        this.elapsed = elapsed;
    }

    Requests requests() {
        return requests;
    }

    static JobId jobId(int number) {
        return new JobId("job-" + number);
    }

    InstanceId instanceId(int job) {
        return new InstanceId("instance-" + job / jobsAnInstance);
    }

    int jobs() {
        return jobs;
    }

    @Override
    public InstanceSnapshot instance(InstanceId instanceId) {
        requests.add(elapsed.get(), INSTANCE_REQUESTS);
        return new InstanceSnapshot(
                instanceId, "name", InstanceStatus.RUNNING, BillingMode.PAY_PER_USE, NODES, List.of(), List.of());
    }

    @Override
    public Optional<List<Node>> nodes(InstanceId instanceId) {
        requests.add(elapsed.get(), 1);
        return Optional.of(IntStream.range(0, NODES)
                .mapToObj(i -> new Node("node-" + i, "normal", Optional.empty()))
                .toList());
    }

    @Override
    public Job job(JobId jobId) {
        requests.add(elapsed.get(), 1);
        return read(Integer.parseInt(jobId.value().substring("job-".length())));
    }

    @Override
    public List<Job> jobsSince(Instant since) {
        requests.add(elapsed.get(), 1 + (jobs - 1) / JOBS_PER_PAGE);
        return IntStream.range(0, jobs).mapToObj(this::read).toList();
    }

    @Override
    public JobPage jobPage(Instant since, int offset) {
        requests.add(elapsed.get(), 1);
        int end = Math.min(offset + JOBS_PER_PAGE, jobs);
        return new JobPage(
                IntStream.range(offset, end).mapToObj(this::read).toList(),
                end < jobs ? OptionalInt.of(end) : OptionalInt.empty());
    }

    private Job read(int number) {
        boolean ended = elapsed.get().compareTo(JOB_TIME) >= 0;
        return new Job(
                jobId(number),
                Job.ENLARGE_NODE,
                ended ? JobStatus.COMPLETED : JobStatus.RUNNING,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(instanceId(number)),
                Optional.empty());
    }
}
