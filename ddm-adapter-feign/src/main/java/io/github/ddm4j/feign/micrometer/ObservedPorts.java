/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.port.Correlation;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.core.port.SendGate;
import io.micrometer.observation.ObservationRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ports, with every call metered and observed. They mean the same as the ports below, whatever a handler of
 * observations does. Thread-safe; closing the ports below stays the caller's task.
 *
 * @since 0.1.0
 */
public final class ObservedPorts implements ScaleOutPort, InstancePort, JobPort {

    private final CallMeters meters;
    private final ObservationRegistry observations;
    private final ScaleOutPort scaleOuts;
    private final InstancePort instances;
    private final JobPort jobs;

    ObservedPorts(
            CallMeters meters,
            ObservationRegistry observations,
            ScaleOutPort scaleOuts,
            InstancePort instances,
            JobPort jobs) {
        this.meters = meters;
        this.observations = observations;
        this.scaleOuts = requireNonNull(scaleOuts, "scaleOuts");
        this.instances = requireNonNull(instances, "instances");
        this.jobs = requireNonNull(jobs, "jobs");
    }

    private <T> T observe(
            PortCall call, @Nullable InstanceId instanceId, Optional<Correlation> names, Supplier<T> work) {
        return ObservedCall.make(meters, observations, new DdmCallContext(call, instanceId, names), work);
    }

    private <T> T observe(PortCall call, @Nullable InstanceId instanceId, Supplier<T> work) {
        return observe(call, instanceId, Optional.empty(), work);
    }

    @Override
    public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(request, "request");
        return observe(PortCall.SCALE_OUT, instanceId, () -> scaleOuts.scaleOut(instanceId, request));
    }

    @Override
    public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request, SendGate gate) {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(request, "request");
        requireNonNull(gate, "gate");
        return observe(
                PortCall.SCALE_OUT,
                instanceId,
                ObservedCall.names(gate::correlation),
                () -> scaleOuts.scaleOut(instanceId, request, gate));
    }

    @Override
    public boolean asksGateLast() {
        return scaleOuts.asksGateLast();
    }

    @Override
    public InstanceSnapshot instance(InstanceId instanceId) {
        requireNonNull(instanceId, "instanceId");
        return observe(PortCall.INSTANCE, instanceId, () -> instances.instance(instanceId));
    }

    @Override
    public Optional<List<Node>> nodes(InstanceId instanceId) {
        requireNonNull(instanceId, "instanceId");
        return observe(PortCall.NODES, instanceId, () -> instances.nodes(instanceId));
    }

    @Override
    public Optional<List<Schema>> schemas(InstanceId instanceId) {
        requireNonNull(instanceId, "instanceId");
        return observe(PortCall.SCHEMAS, instanceId, () -> instances.schemas(instanceId));
    }

    @Override
    public Job job(JobId jobId) {
        requireNonNull(jobId, "jobId");
        return observe(PortCall.JOB, null, () -> jobs.job(jobId));
    }

    @Override
    public List<Job> jobsSince(Instant since) {
        requireNonNull(since, "since");
        return observe(PortCall.JOBS_SINCE, null, () -> jobs.jobsSince(since));
    }

    @Override
    public JobPage jobPage(Instant since, int offset) {
        requireNonNull(since, "since");
        return observe(PortCall.JOB_PAGE, null, () -> jobs.jobPage(since, offset));
    }
}
