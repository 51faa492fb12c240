/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.internal.journal.JournalWork.SendResult;
import io.github.ddm4j.core.internal.run.Step;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.port.SendGate.Permission;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.core.port.SubmissionJournal.Put;
import io.github.ddm4j.core.port.SubmissionJournal.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Does what the {@link JournalProtocol} says, one action after the other. Decides nothing. Safe for several threads. */
public final class JournalRunner {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int MOST_DOUBLINGS = 5;
    private static final int LEASE_PARTS = 3;
    private static final Duration NO_LEASE = Duration.ofDays(365);

    private final JournalProtocol protocol;
    private final SubmissionJournal journal;
    private final Duration lookFor;
    private final Supplier<Duration> elapsed;

    /** @param elapsed a clock that never jumps */
    public JournalRunner(
            JournalProtocol protocol, SubmissionJournal journal, JournalSettings settings, Supplier<Duration> elapsed) {
        this.protocol = protocol;
        this.journal = journal;
        this.lookFor = settings.lookLease().dividedBy(LEASE_PARTS);
        this.elapsed = elapsed;
    }

    /** Runs from a step to the end. */
    public Step<Result> run(JournalStep begin, JournalWork work) {
        AtomicReference<JournalStep> at = new AtomicReference<>(begin);
        return Step.repeat(() -> {
            JournalStep step = requireNonNull(at.get(), "step");
            if (step.action() instanceof Action.Done done) {
                return Step.done(Optional.of(done.result()));
            }
            return next(step, work).then(after -> {
                at.set(after);
                return Step.done(Optional.empty());
            });
        });
    }

    private Step<JournalStep> next(JournalStep step, JournalWork work) {
        Action action = step.action();
        if (action instanceof Action.Prepare prepare) {
            return work.prepare(prepare.late()).then(prepared -> Step.done(protocol.prepared(step, prepared)));
        }
        if (action instanceof Action.Order order) {
            return Step.done(order(step, order, work));
        }
        if (action instanceof Action.Look look) {
            Duration began = elapsed.get();
            // A doubt has no lease that would have to be renewed.
            Duration atMost = look.about().state() == KeyState.SENDING ? lookFor : NO_LEASE;
            return work.look(look, atMost)
                    .then(looked -> Step.done(
                            protocol.looked(step, looked, elapsed.get().minus(began))));
        }
        JournalStep after = journaled(step, work);
        return pauses(after) ? work.pause(pause(after)).then(over -> Step.done(after)) : Step.done(after);
    }

    private static boolean pauses(JournalStep after) {
        return after.tries() > 0 && !(after.action() instanceof Action.Done);
    }

    private static Duration pause(JournalStep after) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(after.tries() - 1, MOST_DOUBLINGS));
    }

    /** Makes a read or a write of the journal. */
    private JournalStep journaled(JournalStep step, JournalWork work) {
        if (step.action() instanceof Action.Read read) {
            List<Stored> rows;
            try {
                rows = uninterrupted(() -> journal.read(read.key(), read.instance(), read.recent()));
            } catch (RuntimeException | Error failed) {
                work.failed(failed);
                return protocol.unread(step, "the journal could not be read: " + failed.getMessage());
            }
            return protocol.read(step, rows);
        }
        return protocol.put(step, written((Action.Write) step.action(), work));
    }

    private Optional<Put> written(Action.Write write, JournalWork work) {
        try {
            return Optional.of(uninterrupted(() -> write.expected().isPresent()
                    ? journal.replace(write.entry(), write.expected().get())
                    : journal.insert(write.entry())));
        } catch (RuntimeException | Error unknown) {
            work.failed(unknown);
            return Optional.empty();
        }
    }

    /** Makes a call without an interrupt, because a run that is stopped has to be able to write its position. */
    private static <T> T uninterrupted(Supplier<T> call) {
        boolean interrupted = Thread.interrupted();
        try {
            return call.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private JournalStep order(JournalStep step, Action.Order order, JournalWork work) {
        Gate gate = new Gate(step, work);
        SendResult sent = work.order(order.baseline(), gate.asSendGate());
        JournalStep after = gate.close();
        if (sent instanceof SendResult.Known known) {
            return protocol.answered(after, known.proof());
        }
        if (sent instanceof SendResult.Again again) {
            return protocol.again(after, again.proof());
        }
        return protocol.lost(after, ((SendResult.Lost) sent).evidence());
    }

    /** Writes that an order may leave, right before it does. Asked after the call has ended, it refuses. */
    private final class Gate {

        private final JournalWork work;
        private JournalStep step;
        private boolean closed;

        Gate(JournalStep step, JournalWork work) {
            this.step = step;
            this.work = work;
        }

        SendGate asSendGate() {
            return (instance, request) -> ask();
        }

        private synchronized Permission ask() {
            if (closed) {
                return Permission.refused("the call has ended");
            }
            JournalStep asked = protocol.gate(step);
            while (asked.action() instanceof Action.Write) {
                asked = journaled(asked, work);
                if (pauses(asked) && asked.action() instanceof Action.Write) {
                    work.pauseInGate(pause(asked));
                }
            }
            step = protocol.passed(asked);
            return asked.action() instanceof Action.Permit permit
                    ? Permission.granted(permit.window())
                    : Permission.refused(((Action.Refuse) asked.action()).why());
        }

        synchronized JournalStep close() {
            closed = true;
            return step;
        }
    }
}
