/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.model.JobStatus;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.outcome.ErrorCodes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Rules J: reading jobs.
 *
 * @since 0.1.0
 */
public abstract class JobContract extends ContractSuite {

    /** A number of jobs that is one more than the largest page the provider gives. */
    static final int MANY = 129;

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected JobContract() {}

    @RuleTest
    void j1_the_job_of_a_receipt_is_read_as_running() {
        List<InstanceId> instances = instances();
        List<JobId> jobs = instances.stream().map(this::jobOfReceipt).toList();

        List<Job> read = reading(jobs);

        for (int i = 0; i < jobs.size(); i++) {
            Job job = read.get(i);
            assertThat(job.id()).isEqualTo(jobs.get(i));
            assertThat(job.name()).isEqualTo(Job.ENLARGE_NODE);
            assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
            assertThat(job.instanceId()).contains(instances.get(i));
            assertThat(job.ended()).as("ended()").isFalse();
        }
    }

    @RuleTest
    void j2_a_job_that_has_ended_well_is_completed_and_its_nodes_are_there() {
        List<InstanceId> instances = instances();
        List<JobId> jobs = instances.stream().map(this::start).toList();
        Instant start = before();
        assertThat(reading(jobs)).allSatisfy(job -> assertThat(job.ended()).isFalse());
        assertThat(since(start, jobs)).allSatisfy(job -> assertThat(job.ended()).isFalse());

        fixture().finishJobs();

        assertThat(reading(jobs)).hasSameSizeAs(jobs).allSatisfy(job -> {
            assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
            assertThat(job.succeeded()).as("succeeded()").isTrue();
        });
        assertThat(since(start, jobs)).hasSameSizeAs(jobs).allSatisfy(job -> assertThat(job.status())
                .isEqualTo(JobStatus.COMPLETED));
        assertThat(instances)
                .allSatisfy(instance ->
                        assertThat(fixture().stateOf(instance).nodeCount()).isGreaterThan(NODES));
    }

    @RuleTest
    void j3_a_job_that_does_not_exist_is_not_found() {
        scene().read(null, caller -> fixture().jobs().job(EveryRead.NOBODYS))
                .forEach(outcome -> outcome.mustBeRejected(RejectionReason.NOT_FOUND));
    }

    @RuleTest
    void j4_all_jobs_since_a_moment_are_read_newest_first() {
        Instant start = fixture().farSideTime();
        List<JobId> newestFirst = startMany();
        Collections.reverse(newestFirst);

        scene().read(null, caller -> fixture().jobs().jobsSince(start))
                .forEach(outcome -> assertThat(outcome.mustSucceed())
                        .extracting(Job::id)
                        .filteredOn(newestFirst::contains)
                        .containsExactlyElementsOf(newestFirst));
    }

    @RuleTest
    void j4_jobs_that_others_started_are_read_too() {
        Instant start = before();
        InstanceId instance = payPerUse();
        assertThat(since(start, List.of())).isEmpty();

        fixture().givenGrowthByOthers(instance, 1);
        JobId others = fixture().jobsAtFarSide().get(0).id();

        assertThat(since(start, List.of(others))).extracting(Job::id).containsExactly(others);
    }

    @RuleTest
    void j5_jobs_from_before_that_moment_are_left_out() {
        List<Instant> moments = new ArrayList<>();
        List<JobId> jobs = new ArrayList<>();
        List<JobId> earlier = new ArrayList<>(List.of(start(payPerUse())));
        for (int i = 0; i < scene().callers(); i++) {
            fixture().finishJobs();
            moments.add(fixture().farSideTime());
            jobs.add(start(payPerUse()));
            earlier.add(jobs.get(i));
        }

        List<Outcome<List<Job>>> read =
                scene().read(null, caller -> fixture().jobs().jobsSince(moments.get(caller)));

        for (int i = 0; i < moments.size(); i++) {
            assertThat(read.get(i).mustSucceed())
                    .extracting(Job::id)
                    .containsAll(jobs.subList(i, jobs.size()))
                    .doesNotContainAnyElementsOf(earlier.subList(0, i + 1));
        }
    }

    @RuleTest
    void j6_without_a_usable_answer_reading_jobs_is_unavailable() {
        JobId id = start(payPerUse());
        int turn = 0;
        for (Trouble trouble : Troubles.unreadable(situation())) {
            for (IntFunction<Object> read : EveryRead.inTurn(situation(), turn++, reads(id))) {
                scene().read(trouble, read).forEach(Outcome::mustBeOutage);
            }
        }
        reads(id).forEach(read -> scene().read(null, read).forEach(Outcome::mustSucceed));
    }

    @RuleTest
    void j7_a_job_that_has_ended_badly_is_failed() {
        Instant start = before();
        fixture().givenTrouble(Mishap.JOB_FAILS, scene().callers());
        List<JobId> jobs = instances().stream().map(this::start).toList();

        fixture().finishJobs();

        Stream.of(reading(jobs), since(start, jobs))
                .forEach(read -> assertThat(read).hasSameSizeAs(jobs).allSatisfy(job -> {
                    assertThat(job.status()).isEqualTo(JobStatus.FAILED);
                    assertThat(job.ended()).as("ended()").isTrue();
                    assertThat(job.succeeded()).as("succeeded()").isFalse();
                }));
    }

    @RuleTest
    void j8_page_by_page_the_same_jobs_are_read_as_all_at_once() {
        JobId before = start(payPerUse());
        fixture().finishJobs();
        Instant start = fixture().farSideTime();
        Set<JobId> all = Set.copyOf(startMany());
        List<Job> are = fixture().jobsAtFarSide().stream()
                .filter(job -> all.contains(job.id()))
                .toList();

        scene().read(null, caller -> pageByPage(start)).forEach(outcome -> assertThat(outcome.mustSucceed())
                .noneMatch(job -> job.id().equals(before))
                .filteredOn(job -> all.contains(job.id()))
                .containsExactlyInAnyOrderElementsOf(are));
    }

    private List<Job> pageByPage(Instant start) {
        List<Job> read = new ArrayList<>();
        OptionalInt next = OptionalInt.of(0);
        for (int pages = 0; next.isPresent(); pages++) {
            assertThat(pages).as("pages").isLessThan(MANY);
            JobPage page = fixture().jobs().jobPage(start, next.getAsInt());
            read.addAll(page.jobs());
            next = page.next();
        }
        return read;
    }

    @RuleTest
    void j9_a_negative_offset_is_an_illegal_argument() {
        Instant start = fixture().farSideTime();
        for (int offset : new int[] {-1, -128, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fixture().jobs().jobPage(start, offset))
                    .withMessageContaining(Integer.toString(offset));
        }
    }

    @RuleTest
    void j10_a_job_is_read_with_its_times_and_the_reason_that_it_failed_for() {
        Instant start = before();
        start(payPerUse());
        fixture().finishJobs();
        fixture().givenTrouble(Mishap.JOB_FAILS, 1);
        start(payPerUse());
        fixture().finishJobs();
        start(payPerUse());
        List<Job> are = fixture().jobsAtFarSide();

        List<Job> listed = since(start, are.stream().map(Job::id).toList());
        assertThat(listed.stream().map(JobContract::atAnyTime))
                .containsExactlyInAnyOrderElementsOf(
                        are.stream().map(JobContract::atAnyTime).toList());
        assertThat(are).extracting(job -> job.failReason().isPresent()).containsExactly(false, true, false);
        for (Job is : are) {
            listed.stream().filter(job -> job.id().equals(is.id())).forEach(job -> assertProgress(job, is));
            List<Outcome<Job>> read =
                    scene().read(null, caller -> fixture().jobs().job(is.id()));
            for (Outcome<Job> outcome : read) {
                Job job = outcome.mustSucceed();
                assertThat(job.createdAt()).as("createdAt()").isEqualTo(is.createdAt());
                assertThat(job.endedAt()).as("endedAt()").isEqualTo(is.endedAt());
                assertProgress(job, is);
                assertThat(job.failReason()).as("failReason()").isIn(Optional.empty(), is.failReason());
            }
        }
    }

    /** Returns the job without what goes on while the clock does. */
    private static Job atAnyTime(Job job) {
        return new Job(
                job.id(),
                job.name(),
                job.status(),
                OptionalInt.empty(),
                job.createdAt(),
                job.endedAt(),
                job.instanceId(),
                job.failReason());
    }

    private void assertProgress(Job read, Job before) {
        Job after = fixture().jobsAtFarSide().stream()
                .filter(job -> job.id().equals(read.id()))
                .findFirst()
                .orElseThrow();
        assertThat(read.progress().orElse(-1))
                .as("progress(), or -1")
                .isBetween(before.progress().orElse(-1), after.progress().orElse(-1));
    }

    @RuleTest
    void j11_a_read_of_jobs_that_the_provider_refuses_is_rejected() {
        JobId id = start(payPerUse());
        for (Answer refusal : List.of(Answer.of(403, "APIGW.0302"), Answer.of(400, "DBS.280001"))) {
            for (IntFunction<Object> read : reads(id)) {
                for (Outcome<Object> outcome : scene().read(refusal, read)) {
                    ScaleOutRejectedException refused =
                            outcome.mustBeRejected(ErrorCodes.reason(refusal.status(), null));
                    assertThat(refused.errorCode()).isEqualTo(refusal.errorCode());
                    assertThat(refused.signalsOutage()).as("signalsOutage()").isFalse();
                }
            }
        }
    }

    @RuleTest
    void j12_a_status_that_nobody_knows_is_told_as_it_is() {
        Instant start = before();
        JobId id = start(payPerUse());

        scene().read(Mishap.JOB_STATUS_UNKNOWN, caller -> fixture().jobs().job(id))
                .forEach(outcome -> assertUnknownStatus(outcome.mustSucceed()));
        scene().read(Mishap.JOB_STATUS_UNKNOWN, caller -> fixture().jobs().jobsSince(start))
                .forEach(outcome -> assertThat(outcome.mustSucceed())
                        .filteredOn(job -> job.id().equals(id))
                        .hasSize(1)
                        .allSatisfy(JobContract::assertUnknownStatus));
    }

    @RuleTest
    void j12_a_job_of_another_kind_is_told_as_it_is() {
        Instant start = before();
        JobId id = start(payPerUse());

        scene().read(Mishap.JOB_OF_ANOTHER_KIND, caller -> fixture().jobs().job(id))
                .forEach(outcome -> assertThat(outcome.mustSucceed().name()).isEqualTo("ReduceNode"));
        for (IntFunction<List<Job>> list : List.<IntFunction<List<Job>>>of(
                caller -> fixture().jobs().jobsSince(start),
                caller -> fixture().jobs().jobPage(start, 0).jobs())) {
            scene().read(Mishap.JOB_OF_ANOTHER_KIND, list).forEach(outcome -> assertThat(outcome.mustSucceed())
                    .filteredOn(job -> job.id().equals(id))
                    .extracting(Job::name)
                    .containsExactly("ReduceNode"));
        }
    }

    private static void assertUnknownStatus(Job job) {
        assertThat(job.status()).isEqualTo(new JobStatus("Pausing"));
        assertThat(job.ended()).as("ended()").isFalse();
    }

    /** Returns the reads of one job, of the list, and of a page of it. */
    private List<IntFunction<Object>> reads(JobId id) {
        Instant since = fixture().farSideTime();
        return List.of(
                caller -> fixture().jobs().job(id),
                caller -> fixture().jobs().jobsSince(since),
                caller -> fixture().jobs().jobPage(since, 0),
                caller -> fixture().jobs().jobPage(since, 1));
    }

    /** Returns a moment from which on all jobs of the test are surely told. */
    private Instant before() {
        return fixture().farSideTime().minusSeconds(1);
    }

    private List<InstanceId> instances() {
        return Stream.generate(this::payPerUse).limit(scene().callers()).toList();
    }

    /** Starts more jobs than fit a page, but few after a first call: the number of pages does not depend on more. */
    private List<JobId> startMany() {
        int count = situation() == Situation.FIRST ? MANY : 3;
        List<JobId> jobs = new ArrayList<>();
        InstanceId instance = payPerUse();
        for (int i = 0; i < count; i++) {
            // Some instances have two jobs.
            instance = i % 3 == 1 ? instance : payPerUse();
            jobs.add(start(instance));
            fixture().finishJobs();
        }
        return jobs;
    }

    private JobId jobOfReceipt(InstanceId instance) {
        return ((JobStarted) call(instance).mustSucceed()).jobId();
    }

    private JobId start(InstanceId instance) {
        call(instance).mustSucceed();
        return jobOf(instance);
    }

    /** Reads in the situation of this test, each of a job of its own. */
    private List<Job> reading(List<JobId> jobs) {
        return scene().read(null, caller -> fixture().jobs().job(jobs.get(caller))).stream()
                .map(Outcome::mustSucceed)
                .toList();
    }

    /** Returns those of these jobs that the list since a moment has; there may be jobs of others too. */
    private List<Job> since(Instant moment, List<JobId> ours) {
        return scene().read(null, caller -> fixture().jobs().jobsSince(moment)).get(0).mustSucceed().stream()
                .filter(job -> ours.contains(job.id()))
                .toList();
    }
}
