/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import java.time.Instant;
import java.util.List;

/** Ports of an application's own, behind which there is nothing. */
record OwnPorts() implements ScaleOutPort, InstancePort, JobPort {

    @Override
    public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
        throw nothingThere();
    }

    @Override
    public InstanceSnapshot instance(InstanceId instanceId) {
        throw nothingThere();
    }

    @Override
    public Job job(JobId jobId) {
        throw nothingThere();
    }

    @Override
    public List<Job> jobsSince(Instant since) {
        throw nothingThere();
    }

    private static ProviderUnavailableException nothingThere() {
        return ProviderUnavailableException.notAttempted("nothing there", null);
    }
}
