/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static io.github.ddm4j.contract.Flaws.outage;
import static io.github.ddm4j.contract.Flaws.unknown;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobStatus;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Adapters that read wrongly. */
final class ReadMutants {

    private static final int DEFAULT_PAGE = 10;

    private ReadMutants() {}

    /** A good port; the subclass spoils one thing. */
    static class Jobs implements JobPort {

        private final JobPort real;

        Jobs(JobPort real) {
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
    }

    private static class Reading extends MutantFixture {
        Reading(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }
    }

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        all.addAll(instances());
        all.addAll(failuresOfInstances());
        all.addAll(jobs());
        all.addAll(listsOfJobs());
        return all;
    }

    private static List<Mutant> instances() {
        return List.of(
                seeing(
                        "takes the id of an instance for its name",
                        "Q1",
                        i -> new InstanceSnapshot(
                                i.id(),
                                i.id().value(),
                                i.status(),
                                i.billingMode(),
                                i.nodeCount(),
                                i.groups(),
                                i.nodes())),
                seeing(
                        "says RUNNING whatever is",
                        "V0 V7 Q4",
                        i -> new InstanceSnapshot(
                                i.id(),
                                i.name(),
                                InstanceStatus.RUNNING,
                                i.billingMode(),
                                i.nodeCount(),
                                i.groups(),
                                i.nodes())),
                seeing(
                        "reads the first node group only",
                        "V0 V8 Q1 Q2",
                        i -> groups(i, i.groups().subList(0, 1))),
                seeing(
                        "reads the first page of node groups only",
                        "Q2",
                        i -> groups(i, i.groups().stream().limit(DEFAULT_PAGE).toList())),
                seeing(
                        "takes the name of a node group for its id",
                        "V9 Q1",
                        i -> groups(
                                i, i.groups().stream().map(ReadMutants::named).toList())),
                seeing(
                        "counts the nodes of the first group only",
                        "V0 V10 Q1",
                        i -> new InstanceSnapshot(
                                i.id(),
                                i.name(),
                                i.status(),
                                i.billingMode(),
                                i.groups().get(0).nodeCount() / 2,
                                i.groups(),
                                i.nodes())),
                seeing("says yearly/monthly whatever is", "V11 Q5", i -> billing(i, BillingMode.YEARLY_MONTHLY)),
                seeing("says pay-per-use whatever is", "V11 Q5", i -> billing(i, BillingMode.PAY_PER_USE)));
    }

    private static InstanceSnapshot groups(InstanceSnapshot i, List<NodeGroup> groups) {
        return new InstanceSnapshot(i.id(), i.name(), i.status(), i.billingMode(), i.nodeCount(), groups, i.nodes());
    }

    private static NodeGroup named(NodeGroup group) {
        return new NodeGroup(new GroupId(group.name()), group.name(), group.readOnly(), group.nodeCount());
    }

    private static InstanceSnapshot billing(InstanceSnapshot i, BillingMode billing) {
        return new InstanceSnapshot(i.id(), i.name(), i.status(), billing, i.nodeCount(), i.groups(), i.nodes());
    }

    private static List<Mutant> failuresOfInstances() {
        return List.of(
                reading("calls an instance that does not exist an outage", "Q3", (real, id, self) -> {
                    try {
                        return real.instance(id);
                    } catch (ScaleOutRejectedException refused) {
                        throw refused.reason() == RejectionReason.NOT_FOUND ? outage() : refused;
                    }
                }),
                reading("calls a read without an answer unknown", "Q6", (real, id, self) -> {
                    try {
                        return real.instance(id);
                    } catch (ProviderUnavailableException unavailable) {
                        throw unavailable.signalsOutage() ? unknown() : unavailable;
                    }
                }),
                reading("scales out to see whether it could", "V0 Q7", (real, id, self) -> {
                    InstanceSnapshot snapshot = real.instance(id);
                    Outcome.of(() -> self.real(
                            id, ScaleOutRequest.builder("no-such-flavor", 1).build()));
                    return snapshot;
                }),
                reading("calls a refused read an outage", "Q8", (real, id, self) -> {
                    try {
                        return real.instance(id);
                    } catch (ScaleOutRejectedException refused) {
                        throw refused.reason() == RejectionReason.ACCESS ? outage() : refused;
                    }
                }));
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
                job("says that a job is running for ever", "J2 J7", (jobs, job) -> status(job, JobStatus.RUNNING)),
                job(
                        "says that a job has ended as soon as it started",
                        "J1 J7",
                        (jobs, job) -> status(job, JobStatus.COMPLETED)),
                job(
                        "takes a failed job for a completed one",
                        "J7",
                        (jobs, job) -> job.status().equals(JobStatus.FAILED) ? status(job, JobStatus.COMPLETED) : job),
                failingJob(
                        "calls a job that does not exist an outage",
                        "J3",
                        failure -> failure instanceof ScaleOutRejectedException ? outage() : failure),
                failingJob(
                        "calls a read of jobs without an answer unknown",
                        "J6",
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

    private interface InstanceRead {
        InstanceSnapshot read(InstancePort real, InstanceId id, MutantFixture self);
    }

    private interface JobChange {
        Job of(JobPort real, Job job);
    }

    private interface JobList {
        List<Job> read(JobPort real, Instant since);
    }

    private static Mutant seeing(String name, String rules, UnaryOperator<InstanceSnapshot> change) {
        return reading(name, rules, (real, id, self) -> change.apply(real.instance(id)));
    }

    private static Mutant reading(String name, String rules, InstanceRead read) {
        return Mutant.of(name, rules, settings -> new Reading(settings) {
            @Override
            public InstancePort instances() {
                InstancePort real = super.instances();
                return id -> read.read(real, id, this);
            }
        });
    }

    private static Mutant job(String name, String rules, JobChange change) {
        return Mutant.of(name, rules, settings -> new Reading(settings) {
            @Override
            public JobPort jobs() {
                return new Jobs(super.jobs()) {
                    @Override
                    public Job job(JobId jobId) {
                        return change.of(this, super.job(jobId));
                    }
                };
            }
        });
    }

    private static Mutant failingJob(
            String name, String rules, java.util.function.Function<ScaleOutException, RuntimeException> meaning) {
        return Mutant.of(name, rules, settings -> new Reading(settings) {
            @Override
            public JobPort jobs() {
                return new Jobs(super.jobs()) {
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
                return new Jobs(real) {
                    @Override
                    public List<Job> jobsSince(Instant since) {
                        return list.read(real, since);
                    }
                };
            }
        });
    }
}
