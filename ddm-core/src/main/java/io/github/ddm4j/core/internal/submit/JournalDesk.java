/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.KeyStatus;
import io.github.ddm4j.core.flow.Settlement;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.WhenBusy;
import io.github.ddm4j.core.internal.journal.Digest;
import io.github.ddm4j.core.internal.journal.JournalAccess;
import io.github.ddm4j.core.internal.journal.JournalProtocol;
import io.github.ddm4j.core.internal.journal.Result;
import io.github.ddm4j.core.internal.journal.Testimony;
import io.github.ddm4j.core.internal.journal.Testimony.Verdict;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.FlowSettings;
import io.github.ddm4j.core.internal.run.Step;
import io.github.ddm4j.core.internal.run.Step.Stopped;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import io.github.ddm4j.core.port.SubmissionJournal.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The work at the journal that is no submission: nothing here sends an order. */
public final class JournalDesk {

    private static final int MOST = 1000;
    private static final Duration DAY = Duration.ofDays(1);

    /** Asks for the records of an instance, whosever they are. */
    private static final IdempotencyKey ANY_KEY = new IdempotencyKey("-");

    private final Context context;
    private final Watcher watcher;
    private final Reconciler reconciler;
    private final JournalAccess access;

    public JournalDesk(Context context, Watcher watcher, Reconciler reconciler, JournalAccess access) {
        this.context = context;
        this.watcher = watcher;
        this.reconciler = reconciler;
        this.access = access;
    }

    /** Returns the records that are open. */
    public List<KeyStatus> unsettled() {
        return read(() -> access.journal().open(MOST)).stream()
                .map(JournalTexts::status)
                .toList();
    }

    /** Returns the record of a key. */
    public Optional<KeyStatus> find(IdempotencyKey key) {
        return rows(key, JournalProtocol.NOT_NAMED, Duration.ZERO).stream()
                .filter(row -> row.entry().key().equals(key))
                .findFirst()
                .map(JournalTexts::status);
    }

    private List<Stored> rows(IdempotencyKey key, InstanceId instance, Duration recent) {
        return read(() -> access.journal().read(key, instance, recent));
    }

    private static <T> T read(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException failed) {
            throw unavailable("The journal could not be read: " + failed.getMessage(), failed);
        }
    }

    private static ProviderUnavailableException unavailable(String why, @Nullable Throwable cause) {
        return ProviderUnavailableException.notAttempted(why, null, cause);
    }

    /** Settles the open records whose lease is over. Returns the number of keys that were settled. */
    public Step<Integer> resume(Optional<String> traceId) {
        Iterator<Stored> left = read(() -> access.journal().open(MOST)).stream()
                .filter(Stored::leaseOver)
                .iterator();
        AtomicInteger settled = new AtomicInteger();
        return Step.<Integer>repeat(() -> {
                    if (!left.hasNext()) {
                        return Step.done(Optional.of(settled.get()));
                    }
                    context.state().check();
                    return resume(left.next(), traceId).then(done -> {
                        settled.addAndGet(done ? 1 : 0);
                        return Step.done(Optional.empty());
                    });
                })
                .recover(failure -> failure instanceof Stopped ? Step.done(settled.get()) : Step.failed(failure));
    }

    /** An instance whose turn is somebody else's is looked at next time. */
    private Step<Boolean> resume(Stored stored, Optional<String> traceId) {
        Entry entry = stored.entry();
        return context.turns()
                .take(entry.instance(), WhenBusy.REFUSE, context.time().elapsed())
                .either(
                        endTurn -> Step.begin(() -> run(stored, traceId)).atEnd(endTurn),
                        busy -> busy instanceof Stopped ? Step.failed(busy) : Step.done(false));
    }

    private Step<Boolean> run(Stored stored, Optional<String> traceId) {
        Entry entry = stored.entry();
        LookWork work = new LookWork(context, reconciler, entry.instance(), traceId);
        return access.runner().run(access.protocol().resume(stored), work).then(result -> {
            if (!(result instanceof Result.Told told)) {
                return Step.done(false);
            }
            boolean settled = told.record().state().isSettled();
            if (settled) {
                work.found(entry.key()).ifPresent(submission -> context.events()
                        .tell(new FlowEvent.Submitted(work.correlation(entry.key()), submission)));
            } else {
                JournalTexts.evidence(told.record()).ifPresent(evidence -> work.tellDoubt(entry.key(), evidence));
            }
            return Step.done(settled);
        });
    }

    /** Goes on with evidence, beside what the journal knows of the keys of its instance; see {@link Reconciler#reconcile}. */
    public Step<Submission> reconcile(Evidence evidence, Optional<String> traceId) {
        InstanceId instance = evidence.baseline().instanceId();
        Duration age =
                Duration.between(evidence.baseline().takenAt(), context.time().now());
        Duration recent = access.settings().recent().plus(age.isNegative() ? Duration.ZERO : age);
        LookWork work = new LookWork(context, reconciler, instance, traceId);
        return reconciler.reconcile(
                evidence,
                traceId,
                () -> work.learn(JournalProtocol.late(rows(ANY_KEY, instance, recent).stream()
                        .filter(row -> row.entry().instance().equals(instance))
                        .toList())));
    }

    /** Settles a doubt by a person's statement. */
    public Step<KeyStatus> settle(IdempotencyKey key, Stamp stamp, Settlement settlement, String by, String why) {
        LookWork work = new LookWork(context, reconciler, JournalProtocol.NOT_NAMED, Optional.empty());
        return access.runner()
                .run(access.protocol().testify(key, testimony(stamp, settlement, by, why)), work)
                .then(result -> {
                    if (result instanceof Result.Told) {
                        return Step.done(find(key).orElseThrow());
                    }
                    return Step.failed(
                            result instanceof Result.Changed changed
                                    ? new IllegalStateException("Key '" + key + "' was not settled: " + changed.why())
                                    : unavailable(
                                            "The journal does not tell whether key '" + key
                                                    + "' was settled; look again",
                                            work.journalFailure().orElse(null)));
                });
    }

    private static Testimony testimony(Stamp stamp, Settlement settlement, String by, String why) {
        if (settlement instanceof Settlement.Applied applied) {
            return new Testimony(stamp, Verdict.APPLIED, applied.jobId(), applied.orderId(), by, why);
        }
        Verdict verdict = settlement instanceof Settlement.NotApplied ? Verdict.NOT_APPLIED : Verdict.ALONGSIDE;
        return new Testimony(stamp, verdict, Optional.empty(), Optional.empty(), by, why);
    }

    /** Puts every instance in doubt that has a node job which the journal does not know. */
    public Step<List<KeyStatus>> fence(Instant since) {
        Duration until = context.time().elapsed().plus(FlowSettings.LONGEST);
        return watcher.listed(since, until).then(jobs -> {
            Map<String, List<Job>> byInstance = jobs.stream()
                    .filter(job -> job.changesNodes() && job.instanceId().isPresent())
                    .collect(Collectors.groupingBy(
                            job -> job.instanceId().orElseThrow().value(), TreeMap::new, Collectors.toList()));
            Iterator<Map.Entry<String, List<Job>>> left = byInstance.entrySet().iterator();
            List<KeyStatus> stopped = new ArrayList<>();
            return Step.repeat(() -> {
                if (!left.hasNext()) {
                    return Step.done(Optional.of(List.copyOf(stopped)));
                }
                Map.Entry<String, List<Job>> next = left.next();
                return fence(new InstanceId(next.getKey()), next.getValue(), since)
                        .then(key -> {
                            key.ifPresent(stopped::add);
                            return Step.done(Optional.empty());
                        });
            });
        });
    }

    private Step<Optional<KeyStatus>> fence(InstanceId instance, List<Job> jobs, Instant since) {
        Duration recent = Duration.between(since, context.time().now()).plus(DAY);
        Set<JobId> known = rows(ANY_KEY, instance, recent).stream()
                .flatMap(row -> JournalTexts.job(row.entry()).stream())
                .collect(Collectors.toSet());
        List<String> unknown = jobs.stream()
                .map(Job::id)
                .filter(id -> !known.contains(id))
                .map(JobId::value)
                .sorted()
                .toList();
        if (unknown.isEmpty()) {
            return Step.done(Optional.empty());
        }
        // The same jobs are the same doubt: one that a person has settled does not come back.
        IdempotencyKey key = new IdempotencyKey("fence " + Digest.of(instance + " " + unknown));
        LookWork work = new LookWork(context, reconciler, instance, Optional.empty());
        String why = "jobs " + unknown + " changed the nodes, and the journal knows nothing of them";
        return access.runner()
                .run(access.protocol().fence(key, instance, why), work)
                .then(result -> {
                    if (!(result instanceof Result.Told) && !(result instanceof Result.Busy)) {
                        return Step.failed(unavailable(
                                "The journal does not tell whether instance " + instance + " is fenced; fence again",
                                work.journalFailure().orElse(null)));
                    }
                    return Step.done(rows(key, instance, Duration.ZERO).stream()
                            .filter(row -> row.entry().open())
                            .findFirst()
                            .map(JournalTexts::status));
                });
    }
}
