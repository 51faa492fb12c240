/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.model.JobStatus;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * Rules J: reading jobs.
 *
 * @since 0.1.0
 */
public abstract class JobContract extends ContractSuite {

    /** One more than the largest page the provider gives. */
    private static final int MANY = 129;

    /** For the adapter's own package. */
    protected JobContract() {}

    @Test
    void j1_the_job_of_a_receipt_is_read_as_running() {
        InstanceId instance = payPerUse();
        JobStarted receipt = (JobStarted) call(instance).mustSucceed();

        Job job = reading(receipt.jobId()).mustSucceed();

        assertThat(job.id()).isEqualTo(receipt.jobId());
        assertThat(job.name()).isEqualTo(Job.ENLARGE_NODE);
        assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
        assertThat(job.instanceId()).contains(instance);
        assertThat(job.ended()).as("ended()").isFalse();
    }

    @Test
    void j2_a_job_that_has_ended_well_is_completed_and_its_nodes_are_there() {
        InstanceId instance = payPerUse();
        JobId id = start(instance);

        fixture().finishJobs();

        assertThat(reading(id).mustSucceed().status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(reading(id).mustSucceed().succeeded()).as("succeeded()").isTrue();
        assertThat(fixture().stateOf(instance).nodeCount()).isGreaterThan(NODES);
    }

    @Test
    void j3_a_job_that_does_not_exist_is_not_found() {
        reading(new JobId("00000000-0000-0000-0000-000000000000")).mustBeRejected(RejectionReason.NOT_FOUND);
    }

    @Test
    void j4_all_jobs_since_a_moment_are_read_newest_first() {
        Instant start = fixture().farSideTime();
        List<JobId> newestFirst = startMany();
        Collections.reverse(newestFirst);

        assertThat(readingSince(start).mustSucceed()).extracting(Job::id).containsExactlyElementsOf(newestFirst);
    }

    @Test
    void j5_jobs_from_before_that_moment_are_left_out() {
        start(payPerUse());
        fixture().finishJobs();
        Instant between = fixture().farSideTime();
        JobId later = start(payPerUse());

        assertThat(readingSince(between).mustSucceed()).extracting(Job::id).containsExactly(later);
    }

    @Test
    void j6_without_a_usable_answer_reading_jobs_is_unavailable() {
        JobId id = start(payPerUse());

        fixture().givenReadTrouble(Mishap.REPLY_CUT);
        reading(id).mustBeUnavailable();
        fixture().givenReadTrouble(Mishap.REPLY_GARBAGE);
        readingSince(fixture().farSideTime()).mustBeUnavailable();
        fixture().givenReadTrouble(Answer.of(400, "DBS.300120"));
        reading(id).mustBeUnavailable();
    }

    @Test
    void j7_a_job_that_has_ended_badly_is_failed() {
        fixture().givenTrouble(Mishap.JOB_FAILS, 1);
        JobId id = start(payPerUse());

        fixture().finishJobs();

        Job job = reading(id).mustSucceed();
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.ended()).as("ended()").isTrue();
        assertThat(job.succeeded()).as("succeeded()").isFalse();
    }

    @Test
    void j8_page_by_page_the_same_jobs_are_read_as_all_at_once() {
        start(payPerUse());
        fixture().finishJobs();
        Instant start = fixture().farSideTime();
        List<JobId> all = startMany();

        List<JobId> read = new ArrayList<>();
        OptionalInt next = OptionalInt.of(0);
        for (int pages = 0; next.isPresent(); pages++) {
            assertThat(pages).as("pages").isLessThan(MANY);
            JobPage page = readingPage(start, next.getAsInt()).mustSucceed();
            page.jobs().forEach(job -> read.add(job.id()));
            next = page.next();
        }
        assertThat(read).containsExactlyInAnyOrderElementsOf(all);
    }

    private List<JobId> startMany() {
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            ids.add(start(payPerUse()));
            fixture().finishJobs();
        }
        return ids;
    }

    private JobId start(InstanceId instance) {
        call(instance).mustSucceed();
        return jobOf(instance);
    }

    private Outcome<Job> reading(JobId id) {
        return Outcome.of(() -> fixture().jobs().job(id));
    }

    private Outcome<List<Job>> readingSince(Instant since) {
        return Outcome.of(() -> fixture().jobs().jobsSince(since));
    }

    private Outcome<JobPage> readingPage(Instant since, int offset) {
        return Outcome.of(() -> fixture().jobs().jobPage(since, offset));
    }
}
