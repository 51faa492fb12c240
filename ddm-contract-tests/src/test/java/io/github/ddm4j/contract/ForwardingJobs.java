/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.port.JobPort;
import java.time.Instant;
import java.util.List;

/** A good port; the subclass spoils one thing. */
class ForwardingJobs implements JobPort {

    private final JobPort real;

    ForwardingJobs(JobPort real) {
        this.real = real;
    }

    void before() {}

    @Override
    public Job job(JobId jobId) {
        before();
        return real.job(jobId);
    }

    @Override
    public List<Job> jobsSince(Instant since) {
        before();
        return real.jobsSince(since);
    }

    @Override
    public JobPage jobPage(Instant since, int offset) {
        before();
        return real.jobPage(since, offset);
    }
}
