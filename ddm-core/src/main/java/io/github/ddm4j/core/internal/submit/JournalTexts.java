/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.flow.KeyStatus;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.internal.journal.JournalRecord;
import io.github.ddm4j.core.internal.journal.KnownOrder;
import io.github.ddm4j.core.internal.journal.Late;
import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.Observation;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import io.github.ddm4j.core.port.SubmissionJournal.Stored;
import io.github.ddm4j.core.text.StoredForm;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The flow's texts in the journal, written and read. */
final class JournalTexts {

    private JournalTexts() {}

    /** Everything that makes it another wish if it differs. Kept for ever, so a word of it never changes. */
    static String terms(Wish wish) {
        if (wish instanceof Wish.Target target) {
            return "ensure " + target.target().nodes() + of(target.target().adding(1));
        }
        ScaleOutRequest request = ((Wish.Nodes) wish).request();
        return "add " + request.nodesToAdd() + of(request);
    }

    private static String of(ScaleOutRequest request) {
        String zones = request.availabilityZones().stream()
                .map(AvailabilityZone::value)
                .sorted()
                .collect(Collectors.joining(","));
        return " flavor=" + request.flavorId()
                + request.groupId().map(id -> " group=" + id).orElse("")
                + " autoPay=" + request.autoPay()
                + (zones.isEmpty() ? "" : " zones=" + zones);
    }

    static String text(Baseline baseline) {
        return StoredForm.toText(baseline);
    }

    static String text(Evidence evidence) {
        return StoredForm.toText(evidence);
    }

    /** Returns the baseline of a text; empty if none is kept, or nobody can read it. */
    static Optional<Baseline> baseline(String text) {
        return parsed(text, StoredForm::parseBaseline);
    }

    static List<Observation> observations(String evidence) {
        return parsed(evidence, StoredForm::parseEvidence)
                .map(Evidence::observations)
                .orElse(List.of());
    }

    private static <T> Optional<T> parsed(String text, Function<String, T> parse) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(parse.apply(text));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    /** Returns the doubt for a word of the protocol's. */
    static Doubt doubt(String word) {
        return Arrays.stream(Doubt.values())
                .filter(doubt -> doubt.name().equals(word))
                .findFirst()
                .orElse(Doubt.OTHER);
    }

    static Optional<Evidence> evidence(JournalRecord record) {
        return baseline(record.baseline())
                .map(baseline -> new Evidence(baseline, doubt(record.word()), observations(record.evidence())));
    }

    static Submission.Applied applied(IdempotencyKey key, InstanceId instance, JournalRecord record) {
        return applied(key, instance, record.knownOrder().orElseThrow(), record.baseline(), record.evidence());
    }

    /** Returns the job that settled a key, by its witness alone if a later version of the library has written the rest. */
    static Optional<JobId> job(Entry entry) {
        try {
            return JournalRecord.of(entry).knownOrder().flatMap(KnownOrder::job);
        } catch (RuntimeException unreadable) {
            return entry.witness()
                    .filter(witness -> witness.startsWith(KnownOrder.JOB))
                    .map(witness -> new JobId(witness.substring(KnownOrder.JOB.length())));
        }
    }

    static Submission.Applied applied(InstanceId instance, Late late, KnownOrder shown) {
        return applied(late.key(), instance, shown, late.baseline(), late.evidence());
    }

    private static Submission.Applied applied(
            IdempotencyKey key, InstanceId instance, KnownOrder shown, String baselineText, String evidence) {
        Optional<Baseline> baseline = baseline(baselineText);
        Submission.Remembered remembered =
                new Submission.Remembered(key, instance, shown.job(), shown.order(), baseline);
        if (baseline.isEmpty()) {
            return remembered;
        }
        return switch (shown.source()) {
            case PERSON -> remembered;
            case RECEIPT -> new Submission.Accepted(baseline.get(), receipt(instance, shown));
            case FOUND, TRACE -> {
                boolean traced = shown.source() == KnownOrder.Source.TRACE;
                List<Observation> seen = observations(evidence);
                Optional<Job> job = seen.stream()
                        .flatMap(look -> look.newJobs().stream())
                        .filter(each -> shown.job().equals(Optional.of(each.id())))
                        .reduce((earlier, later) -> later);
                Optional<OrderTrace> trace = seen.stream()
                        .flatMap(look -> look.auditLog().stream())
                        .flatMap(log -> log.traces().stream())
                        .filter(each -> traced && isOf(each, shown))
                        .findFirst();
                boolean gone = traced ? trace.isEmpty() : shown.job().isPresent() && job.isEmpty();
                yield gone ? remembered : new Submission.FoundApplied(baseline.get(), job, trace, seen);
            }
        };
    }

    /** Returns true if a trace has told of the order. */
    private static boolean isOf(OrderTrace trace, KnownOrder shown) {
        return trace.actor().by().isUs()
                && trace.accepted()
                && (shown.job().isPresent() && shown.job().equals(trace.result().jobId())
                        || shown.order().isPresent()
                                && shown.order().equals(trace.result().orderId()));
    }

    private static ScaleOutReceipt receipt(InstanceId instance, KnownOrder shown) {
        return shown.job()
                .<ScaleOutReceipt>map(
                        job -> new ScaleOutReceipt.JobStarted(instance, Optional.empty(), job, shown.order()))
                .orElseGet(() -> new ScaleOutReceipt.OrderPlaced(
                        instance, Optional.empty(), shown.order().orElseThrow()));
    }

    /** Returns the present status of a record. An unreadable record is a doubt about which nothing else is known. */
    static KeyStatus status(Stored stored) {
        try {
            return status(stored, JournalRecord.of(stored.entry()));
        } catch (RuntimeException unreadable) {
            return status(
                    stored,
                    KeyState.IN_DOUBT,
                    0,
                    Optional.empty(),
                    String.valueOf(unreadable.getMessage()),
                    Optional.empty());
        }
    }

    private static KeyStatus status(Stored stored, JournalRecord record) {
        Stored aged =
                new Stored(stored.entry(), stored.leaseLeft(), stored.age().plus(record.doubtFor()));
        return status(aged, record.state(), record.nodes(), record.knownOrder(), record.why(), evidence(record));
    }

    private static KeyStatus status(
            Stored stored,
            KeyState state,
            int nodes,
            Optional<KnownOrder> shown,
            String why,
            Optional<Evidence> evidence) {
        return new KeyStatus(
                stored.entry().key(),
                stored.entry().instance(),
                state,
                stored.entry().stamp(),
                stored.age(),
                stored.leaseLeft(),
                stored.entry().open(),
                nodes,
                shown.flatMap(KnownOrder::job),
                shown.flatMap(KnownOrder::order),
                why,
                evidence);
    }
}
