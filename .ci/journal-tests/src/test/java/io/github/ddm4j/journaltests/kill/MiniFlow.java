/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests.kill;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.internal.journal.Action;
import io.github.ddm4j.core.internal.journal.Answer;
import io.github.ddm4j.core.internal.journal.JournalProtocol;
import io.github.ddm4j.core.internal.journal.JournalRunner;
import io.github.ddm4j.core.internal.journal.JournalSettings;
import io.github.ddm4j.core.internal.journal.JournalWork;
import io.github.ddm4j.core.internal.journal.Late;
import io.github.ddm4j.core.internal.journal.Looked;
import io.github.ddm4j.core.internal.journal.Prepared;
import io.github.ddm4j.core.internal.journal.Proof;
import io.github.ddm4j.core.internal.journal.Result;
import io.github.ddm4j.core.internal.journal.Wish;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.port.SubmissionJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The least of a flow that runs the protocol over real ports, in seconds instead of minutes. */
final class MiniFlow {

    static final Duration DEADLINE = Duration.ofSeconds(3);

    /** Longer than the window and what may linger: here that is next to nothing. */
    static final Duration QUIET = Duration.ofMillis(3800);

    static final Duration ABANDONED_AFTER = Duration.ofSeconds(6);

    static final JournalSettings SETTINGS = new JournalSettings(
            Duration.ofHours(24),
            Duration.ofSeconds(10),
            DEADLINE,
            DEADLINE.multipliedBy(2).plusMillis(500),
            Duration.ofSeconds(4),
            ABANDONED_AFTER,
            OptionalInt.empty(),
            3,
            8);

    private static final Duration POLL = Duration.ofMillis(150);

    private final ScaleOutPort scaleOuts;
    private final InstancePort instances;
    private final JobPort jobs;
    private final JournalProtocol protocol = new JournalProtocol(SETTINGS, Stamp::random);
    private final JournalRunner runner;

    <A extends ScaleOutPort & InstancePort & JobPort> MiniFlow(A ports, SubmissionJournal journal) {
        this(ports, ports, ports, journal);
    }

    MiniFlow(ScaleOutPort scaleOuts, InstancePort instances, JobPort jobs, SubmissionJournal journal) {
        this.scaleOuts = scaleOuts;
        this.instances = instances;
        this.jobs = jobs;
        this.runner = new JournalRunner(protocol, journal, SETTINGS);
    }

    Result submit(IdempotencyKey key, InstanceId instance, ScaleOutRequest request) {
        Wish wish = new Wish(key, instance, request.toString(), false);
        return runner.run(protocol.submit(wish), new Work(instance, request));
    }

    private final class Work implements JournalWork {

        private final InstanceId instance;
        private final ScaleOutRequest request;

        private Duration quiet = Duration.ZERO;
        private Set<String> seenBefore = Set.of();

        Work(InstanceId instance, ScaleOutRequest request) {
            this.instance = instance;
            this.request = request;
        }

        @Override
        public Prepared prepare(List<Late> late) {
            try {
                List<Job> listed = jobsOfInstance();
                Set<String> ended = listed.stream()
                        .filter(Job::ended)
                        .map(job -> job.id().value())
                        .collect(Collectors.toCollection(TreeSet::new));
                boolean waits = late.stream()
                        .anyMatch(other -> other.answer().job().isEmpty()
                                || !ended.contains(other.answer().job().get().value()));
                InstanceSnapshot seen = instances.instance(instance);
                if (waits || ended.size() < listed.size() || !seen.status().equals(InstanceStatus.RUNNING)) {
                    return new Prepared.NotSent("BUSY", "a job is running");
                }
                boolean yearly = seen.billingMode() == BillingMode.YEARLY_MONTHLY;
                return new Prepared.Ready(
                        (yearly ? "yearly " : "by-use ") + String.join(",", ended), request.nodesToAdd());
            } catch (ScaleOutException e) {
                return new Prepared.NotSent("UNREADABLE", String.valueOf(e.getMessage()));
            }
        }

        @Override
        public Sent order(String baseline, SendGate gate) {
            try {
                ScaleOutReceipt receipt = scaleOuts.scaleOut(instance, request, gate);
                return new Sent.Known(
                        receipt instanceof ScaleOutReceipt.JobStarted started
                                ? new Proof.Receipt(Optional.of(started.jobId()), started.orderId())
                                : new Proof.Receipt(
                                        Optional.empty(),
                                        Optional.of(((ScaleOutReceipt.OrderPlaced) receipt).orderId())));
            } catch (ScaleOutRejectedException | ProviderUnavailableException refused) {
                return new Sent.Known(new Proof.NotApplied("REFUSED", String.valueOf(refused.getMessage())));
            } catch (OutcomeUnknownException lost) {
                return new Sent.Lost("");
            }
        }

        @Override
        public Looked look(Action.Look look, Duration atMost) {
            if (look.first().compareTo(Duration.ZERO) > 0) {
                pause(look.first());
            }
            long begin = System.nanoTime();
            while (true) {
                long looked = System.nanoTime();
                try {
                    Set<String> seen = newJobs(look);
                    if (seen.size() == 1) {
                        Optional<JobId> job =
                                Optional.of(new JobId(seen.iterator().next()));
                        return new Looked.Found(new Answer(Answer.Source.FOUND, job, Optional.empty()), "");
                    }
                    if (seen.size() > 1) {
                        return new Looked.Unclear("OTHER_CHANGES", "jobs " + seen, "");
                    }
                    quiet = seen.equals(seenBefore) ? quiet : Duration.ZERO;
                    seenBefore = seen;
                } catch (ScaleOutException unreadable) {
                    quiet = Duration.ZERO;
                }
                if (quiet.compareTo(QUIET) >= 0) {
                    return look.about().baseline().startsWith("yearly")
                            ? new Looked.Unclear("UNSEEN_ORDER", "an order may wait to be paid", "")
                            : new Looked.Nothing("");
                }
                if (System.nanoTime() - begin > atMost.toNanos()) {
                    return new Looked.More("");
                }
                pause(POLL);
                quiet = quiet.plusNanos(System.nanoTime() - looked);
            }
        }

        private Set<String> newJobs(Action.Look look) {
            Set<String> seen = new TreeSet<>();
            for (Job job : jobsOfInstance()) {
                String id = job.id().value();
                boolean others = look.notOurs().contains("job:" + id)
                        || look.late().stream().anyMatch(late -> late.answer()
                                .job()
                                .filter(job.id()::equals)
                                .isPresent());
                if (!look.about().baseline().contains(id) && !others) {
                    seen.add(id);
                }
            }
            return seen;
        }

        private List<Job> jobsOfInstance() {
            return jobs.jobsSince(Instant.now().minus(Duration.ofHours(1))).stream()
                    .filter(job -> job.changesNodes() && job.mayConcern(instance))
                    .toList();
        }

        @Override
        public void pause(Duration time) {
            try {
                Thread.sleep(time.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
