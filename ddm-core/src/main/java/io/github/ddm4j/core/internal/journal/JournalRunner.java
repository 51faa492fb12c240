/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.internal.journal.JournalWork.Sent;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.port.SendGate.Permission;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.core.port.SubmissionJournal.Put;
import io.github.ddm4j.core.port.SubmissionJournal.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Does what the {@link JournalProtocol} says, one action after the other. Decides nothing. Safe for several threads. */
public final class JournalRunner {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int MOST_DOUBLINGS = 5;
    private static final int LEASE_PARTS = 3;
    private static final Duration NO_LEASE = Duration.ofDays(365);

    private final JournalProtocol protocol;
    private final SubmissionJournal journal;
    private final Duration lookFor;

    public JournalRunner(JournalProtocol protocol, SubmissionJournal journal, JournalSettings settings) {
        this.protocol = protocol;
        this.journal = journal;
        this.lookFor = settings.lookLease().dividedBy(LEASE_PARTS);
    }

    /** Runs from a step to the end. */
    public Result run(Step begin, JournalWork work) {
        Step step = begin;
        while (!(step.action() instanceof Action.Done)) {
            step = next(step, work);
        }
        return ((Action.Done) step.action()).result();
    }

    private Step next(Step step, JournalWork work) {
        Action action = step.action();
        if (action instanceof Action.Prepare prepare) {
            return protocol.prepared(step, work.prepare(prepare.late()));
        }
        if (action instanceof Action.Order order) {
            return order(step, order, work);
        }
        if (action instanceof Action.Look look) {
            long began = System.nanoTime();
            // A doubt has no lease that would have to be renewed.
            Duration atMost = look.about().state() == KeyState.SENDING ? lookFor : NO_LEASE;
            Looked looked = work.look(look, atMost);
            return protocol.looked(step, looked, Duration.ofNanos(System.nanoTime() - began));
        }
        Step after = journaled(step);
        if (after.tries() > 0 && !(after.action() instanceof Action.Done)) {
            work.pause(FIRST_PAUSE.multipliedBy(1L << Math.min(after.tries() - 1, MOST_DOUBLINGS)));
        }
        return after;
    }

    /** A read or a write. */
    private Step journaled(Step step) {
        if (step.action() instanceof Action.Read read) {
            List<Stored> rows;
            try {
                rows = journal.read(read.key(), read.instance(), read.recent());
            } catch (RuntimeException | Error failed) {
                return protocol.unread(step, "the journal could not be read: " + failed.getMessage());
            }
            return protocol.read(step, rows);
        }
        return protocol.put(step, written((Action.Write) step.action()));
    }

    private Optional<Put> written(Action.Write write) {
        try {
            return Optional.of(
                    write.expected().isPresent()
                            ? journal.replace(write.entry(), write.expected().get())
                            : journal.insert(write.entry()));
        } catch (RuntimeException | Error unknown) {
            return Optional.empty();
        }
    }

    private Step order(Step step, Action.Order order, JournalWork work) {
        Gate gate = new Gate(step);
        Sent sent = work.order(order.baseline(), gate.asSendGate());
        Step after = gate.close();
        if (sent instanceof Sent.Known known) {
            return protocol.answered(after, known.proof());
        }
        if (sent instanceof Sent.Again again) {
            return protocol.again(after, again.proof());
        }
        return protocol.lost(after, ((Sent.Lost) sent).evidence());
    }

    /** Writes that an order may leave, right before it does. Asked after the call has ended, it refuses. */
    private final class Gate {

        private Step step;
        private boolean closed;

        Gate(Step step) {
            this.step = step;
        }

        SendGate asSendGate() {
            return (instance, request) -> ask();
        }

        private synchronized Permission ask() {
            if (closed) {
                return Permission.refused("the call has ended");
            }
            Step asked = protocol.gate(step);
            while (asked.action() instanceof Action.Write) {
                asked = journaled(asked);
            }
            step = protocol.passed(asked);
            return asked.action() instanceof Action.Permit permit
                    ? Permission.granted(permit.window())
                    : Permission.refused(((Action.Refuse) asked.action()).why());
        }

        synchronized Step close() {
            closed = true;
            return step;
        }
    }
}
