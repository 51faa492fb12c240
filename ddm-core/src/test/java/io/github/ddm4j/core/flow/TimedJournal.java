/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A journal in a map by a virtual clock, which is down when the test says so. */
final class TimedJournal implements SubmissionJournal {

    private record Row(Entry entry, Duration at) {}

    private final Map<IdempotencyKey, Row> rows = new LinkedHashMap<>();
    private final VirtualTime time;

    /** The number of statements from now on that are made before the journal is down. */
    int downAfter = Integer.MAX_VALUE;

    /** Whether it breaks its own contract: no stamp is the expected one, and a read answers nothing at all. */
    boolean broken;

    TimedJournal(VirtualTime time) {
        this.time = time;
    }

    void isDown(boolean down) {
        downAfter = down ? 0 : Integer.MAX_VALUE;
    }

    Entry entry(IdempotencyKey key) {
        return rows.get(key).entry();
    }

    /** Writes a record whatever stands there. */
    void put(Entry entry) {
        rows.put(entry.key(), new Row(entry, time.elapsed()));
    }

    private void failIfDown() {
        if (downAfter <= 0) {
            throw new IllegalStateException("the store is down");
        }
        downAfter--;
    }

    private Stored stored(Row row) {
        Duration age = time.elapsed().minus(row.at());
        return new Stored(row.entry(), row.entry().lease().minus(age), age);
    }

    @Override
    public List<Stored> read(IdempotencyKey key, InstanceId instance, Duration recent) {
        failIfDown();
        if (broken) {
            return Collections.singletonList(null);
        }
        return rows.values().stream()
                .map(this::stored)
                .filter(row -> row.entry().key().equals(key)
                        || row.entry().instance().equals(instance)
                                && (row.entry().open()
                                        || row.entry().witness().isPresent()
                                                && row.age().compareTo(recent) <= 0))
                .toList();
    }

    @Override
    public Put insert(Entry entry) {
        failIfDown();
        return rows.containsKey(entry.key()) ? Put.KEY : write(entry);
    }

    @Override
    public Put replace(Entry entry, Stamp expected) {
        failIfDown();
        Row row = rows.get(entry.key());
        return broken || row == null || !row.entry().stamp().equals(expected) ? Put.STAMP : write(entry);
    }

    private Put write(Entry entry) {
        for (Row row : rows.values()) {
            Entry other = row.entry();
            if (other.key().equals(entry.key())) {
                continue;
            }
            if (entry.open() && other.open() && other.instance().equals(entry.instance())) {
                return Put.INSTANCE;
            }
            if (entry.witness().isPresent() && entry.witness().equals(other.witness())) {
                return Put.WITNESS;
            }
        }
        put(entry);
        return Put.DONE;
    }

    @Override
    public List<Stored> open(int atMost) {
        failIfDown();
        return rows.values().stream()
                .filter(row -> row.entry().open())
                .map(this::stored)
                .toList();
    }

    @Override
    public int thin(Duration age, int atMost) {
        rows.replaceAll((key, row) -> new Row(firstLine(row.entry()), row.at()));
        return rows.size();
    }

    private static Entry firstLine(Entry entry) {
        Optional<String> line = entry.body().lines().findFirst();
        return new Entry(
                entry.key(),
                entry.instance(),
                entry.open(),
                entry.witness(),
                entry.stamp(),
                entry.lease(),
                line.orElseThrow());
    }
}
