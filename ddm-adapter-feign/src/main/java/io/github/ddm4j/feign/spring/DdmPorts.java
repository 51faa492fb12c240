/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

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
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.core.port.SendGate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The three ports as one bean. Unlike an adapter the class is open, so that Spring can put aspects and scopes around
 * it. It means the same as the ports below. Thread-safe; their owner closes the ports below.
 *
 * @since 0.1.0
 */
public class DdmPorts implements ScaleOutPort, InstancePort, JobPort {

    private final ScaleOutPort scaleOuts;
    private final InstancePort instances;
    private final JobPort jobs;

    /** Takes the ports of an adapter. */
    public <A extends ScaleOutPort & InstancePort & JobPort> DdmPorts(A adapter) {
        this(adapter, adapter, adapter);
    }

    /** Takes three ports. */
    public DdmPorts(ScaleOutPort scaleOuts, InstancePort instances, JobPort jobs) {
        this.scaleOuts = requireNonNull(scaleOuts, "scaleOuts");
        this.instances = requireNonNull(instances, "instances");
        this.jobs = requireNonNull(jobs, "jobs");
    }

    @Override
    public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
        return scaleOuts.scaleOut(instanceId, request);
    }

    @Override
    public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request, SendGate gate) {
        return scaleOuts.scaleOut(instanceId, request, gate);
    }

    @Override
    public boolean asksGateLast() {
        return scaleOuts.asksGateLast();
    }

    @Override
    public InstanceSnapshot instance(InstanceId instanceId) {
        return instances.instance(instanceId);
    }

    @Override
    public Optional<List<Node>> nodes(InstanceId instanceId) {
        return instances.nodes(instanceId);
    }

    @Override
    public Optional<List<Schema>> schemas(InstanceId instanceId) {
        return instances.schemas(instanceId);
    }

    @Override
    public Job job(JobId jobId) {
        return jobs.job(jobId);
    }

    @Override
    public List<Job> jobsSince(Instant since) {
        return jobs.jobsSince(since);
    }

    @Override
    public JobPage jobPage(Instant since, int offset) {
        return jobs.jobPage(since, offset);
    }
}
