/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.journal;

import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import io.github.ddm4j.core.port.SubmissionJournal.Put;
import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.journal.InMemorySubmissionJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The journal in memory. A mutant wraps it. */
class InMemoryJournalFixture implements SubmissionJournalFixture {

    final FakeClock clock = FakeClock.at(Instant.parse("2026-06-05T08:00:00Z"));
    final InMemorySubmissionJournal real = InMemorySubmissionJournal.create(clock);
    private final UnaryOperator<SubmissionJournal> flaw;
    private final SubmissionJournal tested;

    InMemoryJournalFixture() {
        this(journal -> journal);
    }

    InMemoryJournalFixture(UnaryOperator<SubmissionJournal> flaw) {
        this.flaw = flaw;
        this.tested = flaw.apply(real);
    }

    @Override
    public SubmissionJournal journal() {
        return tested;
    }

    @Override
    public SubmissionJournal another() {
        return real;
    }

    @Override
    public void letPass(Duration time) {
        clock.advance(time);
    }

    @Override
    public SubmissionJournal losing(Loss loss) {
        return flaw.apply(new ForwardingJournal(real) {
            private boolean lost;

            @Override
            public Put insert(Entry entry) {
                return losing(() -> real.insert(entry));
            }

            @Override
            public Put replace(Entry entry, Stamp expected) {
                return losing(() -> real.replace(entry, expected));
            }

            private Put losing(Supplier<Put> write) {
                if (lost) {
                    return write.get();
                }
                lost = true;
                if (loss == Loss.ANSWER) {
                    write.get();
                }
                throw new IllegalStateException("the connection is lost");
            }
        });
    }

    /** Whoever writes waits for the monitor meanwhile. */
    @Override
    public UnderWay underWay(Entry entry, Optional<Stamp> expected) {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch completed = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            synchronized (real) {
                Put put = expected.isPresent() ? real.replace(entry, expected.get()) : real.insert(entry);
                if (put == Put.DONE) {
                    written.countDown();
                }
                await(completed);
            }
        });
        other.setDaemon(true);
        other.start();
        await(written);
        return completed::countDown;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** There are no transactions in memory. */
    @Override
    public boolean inTransaction(Runnable work) {
        work.run();
        return true;
    }

    @Override
    public SubmissionJournal unreachable() {
        InMemorySubmissionJournal closed = InMemorySubmissionJournal.create(clock);
        closed.close();
        return flaw.apply(closed);
    }

    @Override
    public Set<String> secrets() {
        return Set.of();
    }

    @Override
    public void closeJournal() {
        real.close();
    }

    @Override
    public void close() {
        real.close();
    }
}
