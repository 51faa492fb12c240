/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import java.time.Instant;
import java.util.Optional;

/** The three ports a flow stands on, and the audit log if it may be read. */
public record Ports(ScaleOutPort scaleOuts, InstancePort instances, JobPort jobs, Optional<AuditPort> audit) {

    public Ports(ScaleOutPort scaleOuts, InstancePort instances, JobPort jobs) {
        this(scaleOuts, instances, jobs, Optional.empty());
    }

    /** Returns the same ports with an audit log. */
    public Ports with(AuditPort log) {
        return new Ports(scaleOuts, instances, jobs, Optional.of(log));
    }

    /**
     * Returns a page of jobs.
     *
     * @throws IllegalStateException if it leads back, because then there would be no end
     */
    public JobPage jobPage(Instant since, int offset) {
        JobPage page = jobs.jobPage(since, offset);
        if (page.next().orElse(Integer.MAX_VALUE) <= offset) {
            throw new IllegalStateException("The page of jobs at offset " + offset + " leads back to "
                    + page.next().getAsInt());
        }
        return page;
    }
}
