/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ddm4j.core.flow.Samples;
import io.github.ddm4j.core.flow.StubProvider;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.port.JobPort;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PortsTest {

    private static final List<Job> JOBS = List.of(Samples.job("j2", "Running"), Samples.job("j1", "Completed"));

    /** Knows no pages. */
    private static class Whole implements JobPort {

        @Override
        public Job job(JobId jobId) {
            throw new AssertionError("nobody asks");
        }

        @Override
        public List<Job> jobsSince(Instant since) {
            return JOBS;
        }
    }

    @Test
    void a_port_without_pages_gives_all_jobs_as_the_first_one() {
        assertThat(new Whole().jobPage(Instant.EPOCH, 0)).isEqualTo(new JobPage(JOBS, OptionalInt.empty()));
        assertThat(new Whole().jobPage(Instant.EPOCH, 2)).isEqualTo(new JobPage(List.of(), OptionalInt.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Whole().jobPage(Instant.EPOCH, -1))
                .withMessage("offset must be 0 or more, but was -1");
    }

    @Test
    void pages_that_lead_back_would_never_end_and_are_a_fault() {
        StubProvider provider = new StubProvider();
        JobPort circular = new Whole() {
            @Override
            public JobPage jobPage(Instant since, int offset) {
                return new JobPage(JOBS, OptionalInt.of(2));
            }
        };
        Ports ports = new Ports(provider, provider, circular);

        assertThat(ports.jobPage(Instant.EPOCH, 0).next()).hasValue(2);
        assertThatIllegalStateException()
                .isThrownBy(() -> ports.jobPage(Instant.EPOCH, 2))
                .withMessage("The page of jobs at offset 2 leads back to 2");
    }
}
