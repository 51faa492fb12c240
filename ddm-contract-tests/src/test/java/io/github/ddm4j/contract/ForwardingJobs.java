/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.port.JobPort;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** A good port; the subclass spoils one thing. */
class ForwardingJobs implements JobPort {

    private final JobPort real;

    ForwardingJobs(JobPort real) {
        this.real = real;
    }

    void before() {}

    /** What stands around each read. */
    <T> T around(Supplier<T> read) {
        before();
        return read.get();
    }

    @Override
    public Job job(JobId jobId) {
        return around(() -> real.job(jobId));
    }

    @Override
    public List<Job> jobsSince(Instant since) {
        return around(() -> real.jobsSince(since));
    }

    @Override
    public JobPage jobPage(Instant since, int offset) {
        return around(() -> real.jobPage(since, offset));
    }
}
