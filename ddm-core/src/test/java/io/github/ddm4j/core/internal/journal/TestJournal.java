/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A journal in a map, whose time the test sets, and which fails when it is told to. */
final class TestJournal implements SubmissionJournal {

    private final Map<IdempotencyKey, Stored> rows = new LinkedHashMap<>();
    final List<String> statements = new ArrayList<>();

    /** How many of the next statements fail, and whether a write that fails is made. */
    int failures;

    boolean madeAllTheSame;

    Runnable atEachStatement = () -> {};

    void letPass(Duration time) {
        rows.replaceAll((key, row) ->
                new Stored(row.entry(), row.leaseLeft().minus(time), row.age().plus(time)));
    }

    void put(Entry entry) {
        rows.put(entry.key(), new Stored(entry, entry.lease(), Duration.ZERO));
    }

    JournalRecord record(String key) {
        return JournalBody.read(entry(key).body());
    }

    Entry entry(String key) {
        return rows.get(new IdempotencyKey(key)).entry();
    }

    @Override
    public List<Stored> read(IdempotencyKey key, InstanceId instance, Duration recent) {
        statements.add("read");
        atEachStatement.run();
        failIfToldTo();
        return rows.values().stream()
                .filter(row -> row.entry().key().equals(key)
                        || row.entry().open()
                        || row.entry().witness().isPresent())
                .toList();
    }

    @Override
    public Put insert(Entry entry) {
        return write("insert", entry, Optional.empty());
    }

    @Override
    public Put replace(Entry entry, Stamp expected) {
        return write("replace", entry, Optional.of(expected));
    }

    private Put write(String statement, Entry entry, Optional<Stamp> expected) {
        statements.add(statement);
        atEachStatement.run();
        if (failures > 0 && !madeAllTheSame) {
            failIfToldTo();
        }
        Put put = write(entry, expected);
        failIfToldTo();
        return put;
    }

    private Put write(Entry entry, Optional<Stamp> expected) {
        Stored there = rows.get(entry.key());
        if (expected.isEmpty() && there != null) {
            return Put.KEY;
        }
        if (expected.isPresent() && (there == null || !there.entry().stamp().equals(expected.get()))) {
            return Put.STAMP;
        }
        for (Stored row : rows.values()) {
            Entry other = row.entry();
            if (!other.key().equals(entry.key()) && entry.open() && other.open()) {
                return Put.INSTANCE;
            }
            if (!other.key().equals(entry.key())
                    && entry.witness().isPresent()
                    && entry.witness().equals(other.witness())) {
                return Put.WITNESS;
            }
        }
        put(entry);
        return Put.DONE;
    }

    @Override
    public List<Stored> open(int atMost) {
        return rows.values().stream().filter(row -> row.entry().open()).toList();
    }

    @Override
    public int thin(Duration age, int atMost) {
        throw new UnsupportedOperationException();
    }

    private void failIfToldTo() {
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("the store is down");
        }
    }
}
