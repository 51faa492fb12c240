/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static io.github.ddm4j.contract.Flaws.outage;
import static io.github.ddm4j.contract.Flaws.unknown;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.model.JobStatus;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.JobPort;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/** Adapters that read jobs wrongly. */
final class JobMutants {

    private JobMutants() {}

    private static class Reading extends MutantFixture {
        Reading(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }
    }

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        all.addAll(jobs());
        all.addAll(listsOfJobs());
        all.addAll(pagesOfJobs());
        all.addAll(details());
        return all;
    }

    private static List<Mutant> jobs() {
        return List.of(
                job(
                        "does not tell the instance of a job",
                        "J1",
                        (jobs, job) -> new Job(
                                job.id(),
                                job.name(),
                                job.status(),
                                job.progress(),
                                job.createdAt(),
                                job.endedAt(),
                                Optional.empty(),
                                job.failReason())),
                job("says that a job is running for ever", "J2 J7 J12", (jobs, job) -> status(job, JobStatus.RUNNING)),
                job(
                        "says that a job has ended as soon as it started",
                        "J1 J7 J2 J12",
                        (jobs, job) -> status(job, JobStatus.COMPLETED)),
                job(
                        "takes a failed job for a completed one",
                        "J7",
                        (jobs, job) -> job.status().equals(JobStatus.FAILED) ? status(job, JobStatus.COMPLETED) : job),
                failingJob(
                        "calls a job that does not exist an outage",
                        "J3",
                        failure -> failure instanceof ScaleOutRejectedException refused
                                        && refused.reason() == RejectionReason.NOT_FOUND
                                ? outage()
                                : failure),
                failingJob(
                        "calls a read of jobs without an answer unknown",
                        "J6 D6",
                        failure -> failure.signalsOutage() ? unknown() : failure));
    }

    private static Job status(Job job, JobStatus status) {
        return new Job(
                job.id(),
                job.name(),
                status,
                job.progress(),
                job.createdAt(),
                job.endedAt(),
                job.instanceId(),
                job.failReason());
    }

    private static List<Mutant> listsOfJobs() {
        return List.of(
                list("reads the first page of jobs only", "J4", (real, since) -> real.jobsSince(since).stream()
                        .limit(128)
                        .toList()),
                list("tells the first jobs where no answer comes to the rest", "L5", (real, since) -> {
                    List<Job> jobs = new ArrayList<>(real.jobPage(since, 0).jobs());
                    try {
                        jobs.addAll(real.jobPage(since, jobs.size()).jobs());
                    } catch (ProviderUnavailableException noAnswer) {
                        return jobs;
                    }
                    return jobs;
                }),
                list(
                        "reads the jobs of the second before, too",
                        "J5",
                        (real, since) -> real.jobsSince(since.minusSeconds(1))),
                list(
                        "leaves jobs of other kinds out of the list",
                        "J12",
                        (real, since) -> real.jobsSince(since).stream()
                                .filter(job -> job.name().equals(Job.ENLARGE_NODE))
                                .toList()),
                Mutant.of("tells the jobs of its own orders only", "J4", settings -> new Reading(settings) {
                    private final Set<JobId> own = ConcurrentHashMap.newKeySet();

                    @Override
                    public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
                        ScaleOutReceipt receipt = super.scaleOut(instanceId, request);
                        if (receipt instanceof JobStarted started) {
                            own.add(started.jobId());
                        }
                        return receipt;
                    }

                    @Override
                    public JobPort jobs() {
                        JobPort real = super.jobs();
                        return new ForwardingJobs(real) {
                            @Override
                            public List<Job> jobsSince(Instant since) {
                                return real.jobsSince(since).stream()
                                        .filter(job -> own.contains(job.id()))
                                        .toList();
                            }
                        };
                    }
                }),
                list("reads jobs oldest first", "J4", (real, since) -> {
                    List<Job> jobs = new ArrayList<>(real.jobsSince(since));
                    Collections.reverse(jobs);
                    return jobs;
                }),
                list(
                        "reads all jobs there are",
                        "J5",
                        (real, since) -> real.jobsSince(Instant.parse("2026-01-01T00:00:00Z"))),
                list(
                        "leaves out the jobs of the very moment",
                        "J4 J5",
                        (real, since) -> real.jobsSince(since.plusSeconds(1))));
    }

    private static List<Mutant> pagesOfJobs() {
        return List.of(
                page("says that the first page of jobs is the last", (real, since, offset) -> {
                    List<Job> jobs = real.jobPage(since, offset).jobs();
                    return new JobPage(jobs.subList(0, Math.min(128, jobs.size())), OptionalInt.empty());
                }),
                page(
                        "starts every page of jobs at the first job",
                        "J8 J9",
                        (real, since, offset) ->
                                new JobPage(real.jobPage(since, 0).jobs().subList(0, 1), OptionalInt.of(offset + 1))),
                page(
                        "takes a later page of jobs that cannot be read for the last one",
                        "J6",
                        emptyWhere((offset, said) -> offset > 0)),
                page(
                        "takes a first page of jobs for an empty one upon a 504",
                        "J6",
                        emptyWhere((offset, said) -> offset == 0 && said.contains("504"))),
                page("leaves jobs of other kinds out of a page", "J12", (real, since, offset) -> {
                    JobPage page = real.jobPage(since, offset);
                    return new JobPage(
                            page.jobs().stream()
                                    .filter(job -> job.name().equals(Job.ENLARGE_NODE))
                                    .toList(),
                            page.next());
                }),
                page(
                        "pages through all jobs there are",
                        (real, since, offset) -> real.jobPage(Instant.parse("2026-01-01T00:00:00Z"), offset)));
    }

    private static List<Mutant> details() {
        return List.of(
                Mutant.of("reads a job once and for ever", "J2 J11 J12 J6 L2 L3 L4", settings -> new Reading(settings) {
                    private final Map<JobId, Job> known = new ConcurrentHashMap<>();

                    @Override
                    public JobPort jobs() {
                        return new ForwardingJobs(super.jobs()) {
                            @Override
                            public Job job(JobId jobId) {
                                return known.computeIfAbsent(jobId, super::job);
                            }
                        };
                    }
                }),
                list(
                        "completes a failed job in the list alone",
                        "J7 J10",
                        (real, since) -> real.jobsSince(since).stream()
                                .map(job ->
                                        job.status().equals(JobStatus.FAILED) ? status(job, JobStatus.COMPLETED) : job)
                                .toList()),
                list("drops the reason that a job failed for", "J10", (real, since) -> real.jobsSince(since).stream()
                        .map(job -> new Job(
                                job.id(),
                                job.name(),
                                job.status(),
                                job.progress(),
                                job.createdAt(),
                                job.endedAt(),
                                job.instanceId(),
                                Optional.empty()))
                        .toList()),
                job(
                        "takes a status that it does not know for a failure",
                        "J12",
                        (jobs, job) ->
                                job.status().equals(new JobStatus("Pausing")) ? status(job, JobStatus.FAILED) : job),
                job(
                        "takes every job for one that adds nodes",
                        "J12",
                        (jobs, job) -> new Job(
                                job.id(),
                                Job.ENLARGE_NODE,
                                job.status(),
                                job.progress(),
                                job.createdAt(),
                                job.endedAt(),
                                job.instanceId(),
                                job.failReason())),
                job(
                        "tells the minute in which a job was created",
                        "J10",
                        (jobs, job) -> times(
                                job,
                                job.createdAt().map(moment -> moment.truncatedTo(ChronoUnit.MINUTES)),
                                job.endedAt())),
                job(
                        "says that a job which runs is half done",
                        "J10",
                        (jobs, job) -> new Job(
                                job.id(),
                                job.name(),
                                job.status(),
                                job.ended() ? job.progress() : OptionalInt.of(50),
                                job.createdAt(),
                                job.endedAt(),
                                job.instanceId(),
                                job.failReason())),
                job(
                        "does not tell when a job was created",
                        "J10",
                        (jobs, job) -> times(job, Optional.empty(), job.endedAt())),
                job(
                        "takes the beginning of a job for its end",
                        "J10",
                        (jobs, job) -> times(job, job.createdAt(), job.createdAt())),
                page(
                        "takes a negative offset for zero",
                        "J9",
                        (real, since, offset) -> real.jobPage(since, Math.max(0, offset))),
                failingReads(
                        "calls a refused read of jobs an outage",
                        "J11 L2 L3",
                        failure -> failure instanceof ScaleOutRejectedException refused
                                        && refused.reason() == RejectionReason.ACCESS
                                ? outage()
                                : failure),
                failingReads(
                        "calls a server error on a read of jobs a refusal",
                        "J6 D6",
                        failure -> failure.signalsOutage() ? Flaws.refusal() : failure),
                Mutant.of("mixes up jobs that are read at once", "J1", settings -> new Reading(settings) {
                    private final Meeting<JobId> asked = new Meeting<>();

                    @Override
                    public JobPort jobs() {
                        return new ForwardingJobs(super.jobs()) {
                            @Override
                            public Job job(JobId jobId) {
                                return super.job(asked.latest(jobId));
                            }
                        };
                    }
                }));
    }

    private static Job times(Job job, Optional<Instant> created, Optional<Instant> ended) {
        return new Job(
                job.id(), job.name(), job.status(), job.progress(), created, ended, job.instanceId(), job.failReason());
    }

    /** One job, the list, and a page of it. */
    private static Mutant failingReads(
            String name, String rules, Function<ScaleOutException, RuntimeException> meaning) {
        return Mutant.of(name, rules, settings -> new Reading(settings) {
            @Override
            public JobPort jobs() {
                return new ForwardingJobs(super.jobs()) {
                    @Override
                    <T> T around(Supplier<T> read) {
                        try {
                            return super.around(read);
                        } catch (ScaleOutException failure) {
                            throw meaning.apply(failure);
                        }
                    }
                };
            }
        });
    }

    private interface JobChange {
        Job of(JobPort real, Job job);
    }

    private interface JobList {
        List<Job> read(JobPort real, Instant since);
    }

    private interface PageRead {
        JobPage read(JobPort real, Instant since, int offset);
    }

    private static Mutant job(String name, String rules, JobChange change) {
        return Mutant.of(name, rules, settings -> new Reading(settings) {
            @Override
            public JobPort jobs() {
                return new ForwardingJobs(super.jobs()) {
                    @Override
                    public Job job(JobId jobId) {
                        return change.of(this, super.job(jobId));
                    }
                };
            }
        });
    }

    private static Mutant failingJob(String name, String rules, Function<ScaleOutException, RuntimeException> meaning) {
        return Mutant.of(name, rules, settings -> new Reading(settings) {
            @Override
            public JobPort jobs() {
                return new ForwardingJobs(super.jobs()) {
                    @Override
                    public Job job(JobId jobId) {
                        try {
                            return super.job(jobId);
                        } catch (ScaleOutException failure) {
                            throw meaning.apply(failure);
                        }
                    }
                };
            }
        });
    }

    private static Mutant list(String name, String rules, JobList list) {
        return Mutant.of(name, rules, settings -> new Reading(settings) {
            @Override
            public JobPort jobs() {
                JobPort real = super.jobs();
                return new ForwardingJobs(real) {
                    @Override
                    public List<Job> jobsSince(Instant since) {
                        return list.read(real, since);
                    }
                };
            }
        });
    }

    /** Tells an empty page instead of some failures. */
    private static PageRead emptyWhere(BiPredicate<Integer, String> unread) {
        return (real, since, offset) -> {
            try {
                return real.jobPage(since, offset);
            } catch (ProviderUnavailableException unavailable) {
                if (unread.test(offset, String.valueOf(unavailable.getMessage()))) {
                    return new JobPage(List.of(), OptionalInt.empty());
                }
                throw unavailable;
            }
        };
    }

    private static Mutant page(String name, PageRead page) {
        return page(name, "J8", page);
    }

    private static Mutant page(String name, String rules, PageRead page) {
        return Mutant.of(name, rules, settings -> new Reading(settings) {
            @Override
            public JobPort jobs() {
                JobPort real = super.jobs();
                return new ForwardingJobs(real) {
                    @Override
                    public JobPage jobPage(Instant since, int offset) {
                        return page.read(real, since, offset);
                    }
                };
            }
        });
    }
}
