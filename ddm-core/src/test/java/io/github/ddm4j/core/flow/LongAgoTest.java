/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.port.JobPort;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The provider lists jobs for thirty days. */
class LongAgoTest {

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final List<Instant> listedFrom = new ArrayList<>();
    private final ScaleOutFlow flow =
            ScaleOutFlow.builder(provider, provider, listing()).time(time).build();
    private final Baseline baseline = new Baseline(
            request(2),
            instance("RUNNING", 2),
            VirtualTime.START,
            VirtualTime.START.minus(Duration.ofMinutes(15)),
            Set.of());

    private JobPort listing() {
        return new JobPort() {
            @Override
            public Job job(JobId jobId) {
                return provider.job(jobId);
            }

            @Override
            public List<Job> jobsSince(Instant since) {
                throw new AssertionError("a flow reads page by page");
            }

            @Override
            public JobPage jobPage(Instant since, int offset) {
                listedFrom.add(since);
                return provider.jobPage(since, offset);
            }
        };
    }

    @AfterEach
    void close() {
        flow.close();
    }

    @Test
    void an_absence_proves_nothing_any_more() {
        time.run(Duration.ofDays(31));

        assertThat(doubt()).isEqualTo(Doubt.TOO_LONG_AGO);
    }

    @Test
    void nodes_without_a_job_prove_nothing_any_more() {
        time.run(Duration.ofDays(31));
        provider.shows(instance("RUNNING", 4));

        assertThat(doubt()).isEqualTo(Doubt.TOO_LONG_AGO);
    }

    @Test
    void a_job_that_is_listed_still_proves_what_it_did() {
        time.run(Duration.ofDays(31));
        provider.shows(instance("RUNNING", 4), job("j7", "Completed"));

        assertThat(flow.reconcile(baseline)).isInstanceOf(Submission.FoundApplied.class);
    }

    @Test
    void it_is_long_ago_once_the_list_cannot_be_read_from_the_baseline_on() {
        time.run(Duration.ofDays(30).minus(Duration.ofMinutes(36)));

        assertThat(flow.reconcile(baseline)).isInstanceOf(Submission.FoundNotApplied.class);
        assertThat(listedFrom).containsOnly(baseline.jobsSince());
    }

    @Test
    void the_list_is_never_read_from_earlier_than_the_provider_lists() {
        time.run(Duration.ofDays(60));
        doubt();
        flow.await(
                new ScaleOutGoal(
                        INSTANCE, Optional.empty(), 4, Optional.of(new JobId("j1")), VirtualTime.START, Set.of()),
                Duration.ofHours(1));
        flow.await(
                new ScaleOutGoal(
                        INSTANCE, Optional.empty(), 4, Optional.of(new JobId("j2")), VirtualTime.START, Set.of()),
                Duration.ofHours(1));
        time.run(Duration.ofMinutes(2));

        assertThat(listedFrom).hasSizeGreaterThan(30).allSatisfy(since -> assertThat(since)
                .isAfterOrEqualTo(VirtualTime.START.plus(Duration.ofDays(30)).plus(Duration.ofMinutes(15))));
    }

    private Doubt doubt() {
        return catchThrowableOfType(UnresolvedSubmissionException.class, () -> flow.reconcile(baseline))
                .evidence()
                .doubt();
    }
}
