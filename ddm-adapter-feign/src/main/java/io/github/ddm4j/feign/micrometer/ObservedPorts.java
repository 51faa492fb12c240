/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.micrometer.observation.ObservationRegistry;
import java.time.Instant;
import java.util.List;

/**
 * The ports, with every call observed. Means the same as the ports below, whatever a handler of observations does.
 * Thread-safe; closing what is below stays the caller's.
 *
 * @since 0.1.0
 */
public final class ObservedPorts implements ScaleOutPort, InstancePort, JobPort {

    private final ObservationRegistry observations;
    private final ScaleOutPort scaleOuts;
    private final InstancePort instances;
    private final JobPort jobs;

    ObservedPorts(ObservationRegistry observations, ScaleOutPort scaleOuts, InstancePort instances, JobPort jobs) {
        this.observations = observations;
        this.scaleOuts = requireNonNull(scaleOuts, "scaleOuts");
        this.instances = requireNonNull(instances, "instances");
        this.jobs = requireNonNull(jobs, "jobs");
    }

    @Override
    public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(request, "request");
        return Measurement.of(
                observations,
                new DdmCallContext("scaleOut", instanceId),
                () -> scaleOuts.scaleOut(instanceId, request));
    }

    @Override
    public InstanceSnapshot instance(InstanceId instanceId) {
        requireNonNull(instanceId, "instanceId");
        return Measurement.of(
                observations, new DdmCallContext("instance", instanceId), () -> instances.instance(instanceId));
    }

    @Override
    public Job job(JobId jobId) {
        requireNonNull(jobId, "jobId");
        return Measurement.of(observations, new DdmCallContext("job", null), () -> jobs.job(jobId));
    }

    @Override
    public List<Job> jobsSince(Instant since) {
        requireNonNull(since, "since");
        return Measurement.of(observations, new DdmCallContext("jobsSince", null), () -> jobs.jobsSince(since));
    }

    @Override
    public JobPage jobPage(Instant since, int offset) {
        requireNonNull(since, "since");
        return Measurement.of(observations, new DdmCallContext("jobPage", null), () -> jobs.jobPage(since, offset));
    }
}
