/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.journal;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A journal in memory: it forgets everything with the process, and so keeps nobody from ordering twice but in tests. Flows
 * that are to see each other's keys share one. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class InMemorySubmissionJournal implements SubmissionJournal, AutoCloseable {

    /** @param writtenAt by the journal's clock, when the lease began too */
    private record Row(Entry entry, Instant writtenAt) {

        boolean isSettledSince(Instant moment) {
            return !entry.open() && entry.witness().isPresent() && writtenAt.isAfter(moment);
        }
    }

    private final InstantSource clock;
    private final Map<IdempotencyKey, Row> rows = new LinkedHashMap<>();
    private boolean closed;

    private InMemorySubmissionJournal(InstantSource clock) {
        this.clock = clock;
    }

    /** An empty journal that takes the time from the machine. */
    public static InMemorySubmissionJournal create() {
        return create(InstantSource.system());
    }

    /** An empty journal that takes the time from this clock. */
    public static InMemorySubmissionJournal create(InstantSource clock) {
        return new InMemorySubmissionJournal(requireNonNull(clock, "clock"));
    }

    @Override
    public synchronized List<Stored> read(IdempotencyKey key, InstanceId instance, Duration recent) {
        requireNonNull(key, "key");
        requireNonNull(instance, "instance");
        Instant since = clock.instant().minus(recent);
        return stored(row -> row.entry().key().equals(key)
                || (row.entry().instance().equals(instance) && (row.entry().open() || row.isSettledSince(since))));
    }

    @Override
    public synchronized Put insert(Entry entry) {
        requireOpen();
        requireFits(entry);
        return rows.containsKey(entry.key()) ? Put.KEY : write(entry);
    }

    @Override
    public synchronized Put replace(Entry entry, Stamp expected) {
        requireNonNull(expected, "expected");
        requireOpen();
        requireFits(entry);
        Row there = rows.get(entry.key());
        return there == null || !there.entry().stamp().equals(expected) ? Put.STAMP : write(entry);
    }

    private Put write(Entry entry) {
        boolean stopped = rows.values().stream()
                .map(Row::entry)
                .anyMatch(other -> !other.key().equals(entry.key())
                        && other.open()
                        && entry.open()
                        && other.instance().equals(entry.instance()));
        if (stopped) {
            return Put.INSTANCE;
        }
        boolean taken = rows.values().stream()
                .map(Row::entry)
                .anyMatch(other -> !other.key().equals(entry.key())
                        && entry.witness().isPresent()
                        && other.witness().equals(entry.witness()));
        if (taken) {
            return Put.WITNESS;
        }
        rows.put(entry.key(), new Row(entry, clock.instant()));
        return Put.DONE;
    }

    @Override
    public synchronized List<Stored> open(int atMost) {
        return stored(row -> row.entry().open()).stream()
                .sorted(Comparator.comparing(Stored::leaseLeft))
                .limit(atMost)
                .toList();
    }

    @Override
    public synchronized int thin(Duration age, int atMost) {
        requireOpen();
        Instant before = clock.instant().minus(age);
        List<Row> old = rows.values().stream()
                .filter(row -> !row.entry().open() && row.writtenAt().isBefore(before))
                .filter(row -> row.entry().body().indexOf('\n') >= 0)
                .limit(atMost)
                .toList();
        old.forEach(row -> rows.put(row.entry().key(), new Row(thinned(row.entry()), row.writtenAt())));
        return old.size();
    }

    private static Entry thinned(Entry entry) {
        String head = entry.body().substring(0, entry.body().indexOf('\n'));
        return new Entry(entry.key(), entry.instance(), false, entry.witness(), entry.stamp(), entry.lease(), head);
    }

    private List<Stored> stored(Predicate<Row> wanted) {
        requireOpen();
        Instant now = clock.instant();
        return rows.values().stream()
                .filter(wanted)
                .map(row -> {
                    Duration age = Duration.between(row.writtenAt(), now);
                    return new Stored(row.entry(), row.entry().lease().minus(age), age);
                })
                .toList();
    }

    private static void requireFits(Entry entry) {
        if (entry.body().length() > MAX_BODY_LENGTH) {
            throw new IllegalArgumentException("A body has at most " + MAX_BODY_LENGTH + " characters, but had "
                    + entry.body().length());
        }
        if (entry.witness().filter(text -> text.length() > MAX_WITNESS_LENGTH).isPresent()) {
            throw new IllegalArgumentException("A witness has at most " + MAX_WITNESS_LENGTH + " characters");
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The journal is closed");
        }
    }

    /** Ends the journal: each further call fails. Closing twice does nothing more. */
    @Override
    public synchronized void close() {
        closed = true;
    }
}
