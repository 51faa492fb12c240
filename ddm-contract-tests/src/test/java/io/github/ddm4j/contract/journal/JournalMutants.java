/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.journal;

import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import io.github.ddm4j.core.port.SubmissionJournal.Put;
import io.github.ddm4j.core.port.SubmissionJournal.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** Journals that each break one thing. */
final class JournalMutants {

    /** What a thread that is left behind waits for. */
    static final Semaphore OVER = new Semaphore(0);

    private JournalMutants() {}

    static List<JournalMutant> all() {
        return List.of(
                of("cuts long bodies", "L1 L19", journal -> new Changing(journal, e -> body(e, cut(e.body(), 65_535)))),
                of(
                        "writes bodies in Latin-1",
                        "L1",
                        journal -> new Changing(journal, e -> body(e, e.body().replaceAll("[^\\x00-\\xff]", "?")))),
                of(
                        "loses the witness",
                        "L1 L6 L14 L17 L19",
                        journal -> new Changing(journal, e -> witness(e, Optional.empty()))),
                of("takes keys that differ in case for one", "L2", CaseBlind::new),
                of("inserts over what is there", "L3 L7 L8 L14 L15 L16", Upserting::new),
                of(
                        "tells the wrong constraint of an insert",
                        "L3 L7 L8 L14 L15 L16",
                        journal -> new Telling(journal, Put.KEY, Put.INSTANCE)),
                of(
                        "tells a stopped claim that its key is there",
                        "L4 L5 L7 L9",
                        journal -> new Telling(journal, Put.INSTANCE, Put.KEY)),
                of(
                        "calls a used witness a wrong stamp",
                        "L6 L14",
                        journal -> new Telling(journal, Put.WITNESS, Put.STAMP)),
                of("replaces whatever stamp is there", "L4 L7 L10 L16 L18", Careless::new),
                JournalMutant.of("reads, and then writes", "L8 L9 L10", JournalMutants::racing),
                of(
                        "lets an instance have two open records",
                        "L4 L5 L7 L9 L14 L15 L17",
                        journal -> new Changing(journal, JournalMutants::hidden)),
                of("repeats a write that has failed", "L15", Repeating::new),
                of("calls a failed write made", "L15 L18 L20 L21", Swallowing::new),
                of("finds nothing where it cannot read", "L18 L20 L21", Blind::new),
                of("counts by a clock of its own", "L11 L12", OwnClock::new),
                of("counts ages in the zone of the process", "L11", Zoned::new),
                of("reads what was settled at any time", "L12", journal -> new Reading(journal, true)),
                of("reads the key's record alone", "L12", journal -> new Reading(journal, false)),
                of("lists the youngest first", "L13", Backwards::new),
                of("thins what is young", "L14", journal -> new Thinning(journal, Duration.ofSeconds(-1))),
                of("never thins", "L14", journal -> new Thinning(journal, Duration.ofDays(36_500))),
                of("forgets what it should thin", "L14", Forgetful::new),
                of("takes any size", "L19", Boundless::new),
                of("caches what it reads", "L11 L12", Caching::new),
                JournalMutant.of("writes within the caller's transaction", "L17", Transactional::new),
                JournalMutant.of("lives on when it is closed", "L20", Endless::new),
                of("leaves a thread behind", "L20", Littering::new),
                JournalMutant.of("shows the password when it fails", "L21", Talkative::new));
    }

    private static SubmissionJournalFixture racing() {
        return new InMemoryJournalFixture(Racing::new) {
            @Override
            public SubmissionJournal another() {
                return journal();
            }
        };
    }

    private static JournalMutant of(String name, String rules, UnaryOperator<SubmissionJournal> flaw) {
        return JournalMutant.of(name, rules, () -> new InMemoryJournalFixture(flaw));
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static Entry body(Entry e, String body) {
        return new Entry(e.key(), e.instance(), e.open(), e.witness(), e.stamp(), e.lease(), body);
    }

    private static Entry witness(Entry e, Optional<String> witness) {
        return new Entry(e.key(), e.instance(), e.open(), witness, e.stamp(), e.lease(), e.body());
    }

    /** Two open records of an instance are possible where the instance is written with the key in it. */
    private static Entry hidden(Entry e) {
        InstanceId own = new InstanceId(
                e.open() ? "of-" + Math.abs(e.key().hashCode()) : e.instance().value());
        return new Entry(e.key(), own, e.open(), e.witness(), e.stamp(), e.lease(), e.body());
    }

    /** Changes what is written. */
    private static final class Changing extends ForwardingJournal {

        private final UnaryOperator<Entry> change;

        Changing(SubmissionJournal real, UnaryOperator<Entry> change) {
            super(real);
            this.change = change;
        }

        @Override
        public Put insert(Entry entry) {
            return real.insert(change.apply(entry));
        }

        @Override
        public Put replace(Entry entry, Stamp expected) {
            return real.replace(change.apply(entry), expected);
        }
    }

    private static final class CaseBlind extends ForwardingJournal {

        CaseBlind(SubmissionJournal real) {
            super(real);
        }

        private static Entry lower(Entry e) {
            IdempotencyKey key = new IdempotencyKey(e.key().value().toLowerCase(Locale.ROOT));
            return new Entry(key, e.instance(), e.open(), e.witness(), e.stamp(), e.lease(), e.body());
        }

        @Override
        public Put insert(Entry entry) {
            return real.insert(lower(entry));
        }

        @Override
        public Put replace(Entry entry, Stamp expected) {
            return real.replace(lower(entry), expected);
        }
    }

    private static final class Upserting extends ForwardingJournal {

        Upserting(SubmissionJournal real) {
            super(real);
        }

        @Override
        public Put insert(Entry entry) {
            Put put = real.insert(entry);
            if (put != Put.KEY) {
                return put;
            }
            for (Stored row : real.read(entry.key(), entry.instance(), Duration.ofDays(1))) {
                if (row.entry().key().equals(entry.key())) {
                    return real.replace(entry, row.entry().stamp());
                }
            }
            return put;
        }
    }

    /** Says one thing for another. */
    private static final class Telling extends ForwardingJournal {

        private final Put what;
        private final Put instead;

        Telling(SubmissionJournal real, Put what, Put instead) {
            super(real);
            this.what = what;
            this.instead = instead;
        }

        @Override
        public Put insert(Entry entry) {
            return told(real.insert(entry));
        }

        @Override
        public Put replace(Entry entry, Stamp expected) {
            return told(real.replace(entry, expected));
        }

        private Put told(Put put) {
            return put == what ? instead : put;
        }
    }

    private static final class Careless extends ForwardingJournal {

        Careless(SubmissionJournal real) {
            super(real);
        }

        /** One after the other: of careless ones that read the same stamp one alone would be let through. */
        @Override
        public synchronized Put replace(Entry entry, Stamp expected) {
            for (Stored row : real.read(entry.key(), entry.instance(), Duration.ofDays(1))) {
                if (row.entry().key().equals(entry.key())) {
                    return real.replace(entry, row.entry().stamp());
                }
            }
            return Put.STAMP;
        }
    }

    /** Looks whether it may write, and writes what it may without looking again; many at once all look before one writes. */
    private static final class Racing extends ForwardingJournal {

        private final CyclicBarrier looked = new CyclicBarrier(JournalSuite.MANY);

        Racing(SubmissionJournal real) {
            super(real);
        }

        @Override
        public Put insert(Entry entry) {
            boolean free =
                    real.read(entry.key(), entry.instance(), Duration.ZERO).isEmpty();
            awaitOthers();
            Put put = real.insert(entry);
            return free && (put == Put.KEY || put == Put.INSTANCE) ? Put.DONE : put;
        }

        @Override
        public Put replace(Entry entry, Stamp expected) {
            boolean same = real.read(entry.key(), entry.instance(), Duration.ZERO).stream()
                    .anyMatch(row -> row.entry().stamp().equals(expected));
            awaitOthers();
            Put put = real.replace(entry, expected);
            return same && put == Put.STAMP ? Put.DONE : put;
        }

        private void awaitOthers() {
            if (!Thread.currentThread().getName().startsWith(JournalSuite.AT_ONCE)) {
                return;
            }
            try {
                looked.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new AssertionError("not all who write at once have looked: " + e, e);
            }
        }
    }

    private static final class Repeating extends ForwardingJournal {

        Repeating(SubmissionJournal real) {
            super(real);
        }

        @Override
        public Put insert(Entry entry) {
            try {
                return real.insert(entry);
            } catch (IllegalStateException failed) {
                return real.insert(entry);
            }
        }

        @Override
        public Put replace(Entry entry, Stamp expected) {
            try {
                return real.replace(entry, expected);
            } catch (IllegalStateException failed) {
                return real.replace(entry, expected);
            }
        }
    }

    private static final class Swallowing extends ForwardingJournal {

        Swallowing(SubmissionJournal real) {
            super(real);
        }

        @Override
        public Put insert(Entry entry) {
            try {
                return real.insert(entry);
            } catch (IllegalStateException failed) {
                return Put.DONE;
            }
        }

        @Override
        public Put replace(Entry entry, Stamp expected) {
            try {
                return real.replace(entry, expected);
            } catch (IllegalStateException failed) {
                return Put.DONE;
            }
        }
    }

    private static final class Blind extends ForwardingJournal {

        Blind(SubmissionJournal real) {
            super(real);
        }

        @Override
        public List<Stored> read(IdempotencyKey key, InstanceId instance, Duration recent) {
            try {
                return real.read(key, instance, recent);
            } catch (IllegalStateException failed) {
                return List.of();
            }
        }
    }

    /** Changes what is read. */
    private abstract static class Viewing extends ForwardingJournal {

        Viewing(SubmissionJournal real) {
            super(real);
        }

        abstract Stored seen(Stored row);

        @Override
        public List<Stored> read(IdempotencyKey key, InstanceId instance, Duration recent) {
            return real.read(key, instance, recent).stream().map(this::seen).toList();
        }

        @Override
        public List<Stored> open(int atMost) {
            return real.open(atMost).stream().map(this::seen).toList();
        }
    }

    private static final class OwnClock extends Viewing {

        OwnClock(SubmissionJournal real) {
            super(real);
        }

        @Override
        Stored seen(Stored row) {
            return new Stored(row.entry(), row.entry().lease(), Duration.ZERO);
        }

        @Override
        public List<Stored> read(IdempotencyKey key, InstanceId instance, Duration recent) {
            return super.read(key, instance, Duration.ofDays(365));
        }
    }

    private static final class Zoned extends Viewing {

        Zoned(SubmissionJournal real) {
            super(real);
        }

        @Override
        Stored seen(Stored row) {
            Duration offset = Duration.ofMillis(TimeZone.getDefault().getRawOffset());
            return new Stored(
                    row.entry(), row.leaseLeft().minus(offset), row.age().plus(offset));
        }
    }

    private static final class Reading extends ForwardingJournal {

        private final boolean everything;

        Reading(SubmissionJournal real, boolean everything) {
            super(real);
            this.everything = everything;
        }

        @Override
        public List<Stored> read(IdempotencyKey key, InstanceId instance, Duration recent) {
            return everything
                    ? real.read(key, instance, Duration.ofDays(36_500))
                    : real.read(key, instance, recent).stream()
                            .filter(row -> row.entry().key().equals(key))
                            .toList();
        }
    }

    private static final class Backwards extends ForwardingJournal {

        Backwards(SubmissionJournal real) {
            super(real);
        }

        @Override
        public List<Stored> open(int atMost) {
            List<Stored> all = new ArrayList<>(real.open(Integer.MAX_VALUE));
            Collections.reverse(all);
            return all.stream().limit(atMost).toList();
        }
    }

    private static final class Thinning extends ForwardingJournal {

        private final Duration age;

        Thinning(SubmissionJournal real, Duration age) {
            super(real);
            this.age = age;
        }

        @Override
        public int thin(Duration asked, int atMost) {
            return real.thin(age, atMost);
        }
    }

    /** Takes away the witness of what it thins, as if the row were gone. */
    private static final class Forgetful extends ForwardingJournal {

        private final Set<IdempotencyKey> forgotten = new HashSet<>();

        Forgetful(SubmissionJournal real) {
            super(real);
        }

        @Override
        public int thin(Duration age, int atMost) {
            int thinned = real.thin(age, atMost);
            if (thinned > 0) {
                forgotten.add(new IdempotencyKey("old"));
            }
            return thinned;
        }

        @Override
        public Put insert(Entry entry) {
            return forgotten.contains(entry.key()) ? Put.DONE : real.insert(entry);
        }
    }

    private static final class Boundless extends ForwardingJournal {

        Boundless(SubmissionJournal real) {
            super(real);
        }

        @Override
        public Put insert(Entry entry) {
            try {
                return real.insert(entry);
            } catch (IllegalArgumentException tooLarge) {
                return Put.DONE;
            }
        }

        @Override
        public Put replace(Entry entry, Stamp expected) {
            try {
                return real.replace(entry, expected);
            } catch (IllegalArgumentException tooLarge) {
                return Put.DONE;
            }
        }
    }

    private static final class Caching extends ForwardingJournal {

        private final Map<IdempotencyKey, List<Stored>> cache = new HashMap<>();

        Caching(SubmissionJournal real) {
            super(real);
        }

        @Override
        public synchronized List<Stored> read(IdempotencyKey key, InstanceId instance, Duration recent) {
            return cache.computeIfAbsent(key, k -> real.read(key, instance, recent));
        }
    }

    /** What is written in a transaction is made at its end, or not at all. */
    private static final class Transactional extends InMemoryJournalFixture {

        @Override
        public boolean inTransaction(Runnable work) {
            return true;
        }
    }

    private static final class Littering extends ForwardingJournal {

        Littering(SubmissionJournal real) {
            super(real);
        }

        @Override
        public Put insert(Entry entry) {
            new Thread(OVER::acquireUninterruptibly, "left behind").start();
            return real.insert(entry);
        }
    }

    private static final class Endless extends InMemoryJournalFixture {

        @Override
        public void closeJournal() {
            // Does not: that is the flaw.
        }
    }

    private static final class Talkative extends InMemoryJournalFixture {

        private static final String PASSWORD = "hunter2";

        @Override
        public SubmissionJournal unreachable() {
            return new ForwardingJournal(super.unreachable()) {
                @Override
                public Put insert(Entry entry) {
                    throw new IllegalStateException("no connection with the password " + PASSWORD);
                }
            };
        }

        @Override
        public Set<String> secrets() {
            return Set.of(PASSWORD);
        }
    }
}
