/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.internal.journal.JournalStep.Purpose;
import io.github.ddm4j.core.internal.journal.ModelSetup.Without;
import io.github.ddm4j.core.internal.journal.ModelWorld.Process;
import io.github.ddm4j.core.internal.journal.ModelWorld.Row;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import io.github.ddm4j.core.port.SubmissionJournal.Put;
import io.github.ddm4j.core.port.SubmissionJournal.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes rules out of the protocol from outside: by what it is told and by what is made of its answers. */
record ModelRules(ModelSetup setup) {

    private static final Duration FOR_EVER = Duration.ofDays(1);

    /** The smallest stamps that occur nowhere: states that differ in the names of stamps alone are few then. */
    static Supplier<Stamp> fresh(ModelWorld world) {
        int[] next = {1};
        return () -> {
            String text = world.text();
            Stamp stamp;
            do {
                stamp = stamp(next[0]++);
            } while (text.contains(stamp.value()));
            return stamp;
        };
    }

    private static Stamp stamp(int number) {
        return new Stamp(String.format("%032x", number));
    }

    Supplier<Stamp> stamps(ModelWorld world, Process process) {
        return setup.keeps(Without.RANDOM_STAMPS) ? fresh(world) : counting(world, process);
    }

    /** One more than what the process has seen last. */
    private static Supplier<Stamp> counting(ModelWorld world, Process process) {
        return () -> {
            int seen = 0;
            if (process.step().isPresent()) {
                JournalStep.Subject subject = process.step().get().subject();
                boolean reads = process.step().get().action() instanceof Action.Read;
                Row row = world.rows.get(subject.key().value());
                if (reads && row != null) {
                    seen = Integer.parseInt(row.entry().stamp().value(), 16);
                }
                if (!reads) {
                    seen = subject.stamps().stream()
                            .flatMap(Optional::stream)
                            .mapToInt(stamp -> Integer.parseInt(stamp.value(), 16))
                            .max()
                            .orElse(0);
                }
            }
            return stamp(seen + 1);
        };
    }

    /** What the protocol is told of what was read. */
    List<Stored> read(JournalStep step, List<Stored> rows) {
        return rows.stream().map(row -> row(step, row)).toList();
    }

    private Stored row(JournalStep step, Stored row) {
        JournalRecord record = JournalBody.read(row.entry().body());
        boolean own = row.entry().key().equals(step.subject().key());
        if (!setup.keeps(Without.TAKER_NEVER_SENDS)
                && own
                && step.purpose() == Purpose.DECIDE
                && record.state() == KeyState.SENDING) {
            return new Stored(with(row.entry(), record.openAgain()), row.leaseLeft(), row.age());
        }
        if (!setup.keeps(Without.LEASE_OF_A_CLAIM) && record.state() == KeyState.OPEN) {
            return new Stored(row.entry(), Duration.ZERO, row.age());
        }
        if (!setup.keeps(Without.SETTLES_FIRST) && row.entry().open() && !own) {
            return new Stored(row.entry(), FOR_EVER, row.age());
        }
        return row;
    }

    private static Entry with(Entry entry, JournalRecord record) {
        return new Entry(
                entry.key(),
                entry.instance(),
                entry.open(),
                entry.witness(),
                entry.stamp(),
                entry.lease(),
                JournalBody.write(record));
    }

    JournalStep put(JournalProtocol protocol, JournalStep step, Put put) {
        if (!setup.keeps(Without.PROOF_BEATS_STAMP) && step.purpose() == Purpose.PROVE && put == Put.STAMP) {
            return step.done(new Result.Unknown(step.subject().key(), "somebody else has the claim"));
        }
        return protocol.put(step, Optional.of(put));
    }

    JournalStep thrown(JournalProtocol protocol, JournalStep step, ModelWorld world) {
        if (!setup.keeps(Without.NOT_WRITTEN_NOT_SENT) && step.purpose() == Purpose.SENDING) {
            return protocol.put(step, Optional.of(Put.DONE));
        }
        if (!setup.keeps(Without.CONDITIONAL_WRITES)) {
            Row row = world.rows.get(step.subject().key().value());
            Stamp written = ((Action.Write) step.action()).entry().stamp();
            boolean there = row != null && row.entry().stamp().equals(written);
            return protocol.put(step, Optional.of(there ? Put.DONE : Put.STAMP));
        }
        return protocol.put(step, Optional.empty());
    }

    /** Where nothing found after a takeover counts, the sender counts as heard. */
    JournalStep looking(JournalStep step) {
        if (setup.keeps(Without.VANISHED_IS_A_DOUBT)) {
            return step;
        }
        JournalRecord record = step.subject().known();
        return step.about(step.subject().with(record.lookedAfter(record.window(), true, record.evidence())));
    }
}
