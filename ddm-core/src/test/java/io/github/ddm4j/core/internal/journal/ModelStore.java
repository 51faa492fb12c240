/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.internal.journal.ModelWorld.Row;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import io.github.ddm4j.core.port.SubmissionJournal.Put;
import io.github.ddm4j.core.port.SubmissionJournal.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The journal of the model, as the port's Javadoc says.
 *
 * @param instanceIsUnique whether an instance has one open record
 * @param witnessIsUnique whether a witness settles one key
 */
record ModelStore(boolean instanceIsUnique, boolean witnessIsUnique) {

    static final Duration TICK = Duration.ofSeconds(1);

    record Written(ModelWorld world, Put put) {}

    Written write(ModelWorld world, Entry entry, Optional<Stamp> expected) {
        String key = entry.key().value();
        Row there = world.rows.get(key);
        if (expected.isEmpty() && there != null) {
            return new Written(world, Put.KEY);
        }
        if (expected.isPresent() && (there == null || !there.entry().stamp().equals(expected.get()))) {
            return new Written(world, Put.STAMP);
        }
        for (Row row : world.rows.values()) {
            boolean other = !row.entry().key().equals(entry.key());
            if (instanceIsUnique && other && entry.open() && row.entry().open()) {
                return new Written(world, Put.INSTANCE);
            }
        }
        for (Row row : world.rows.values()) {
            boolean other = !row.entry().key().equals(entry.key());
            if (witnessIsUnique
                    && other
                    && entry.witness().isPresent()
                    && entry.witness().equals(row.entry().witness())) {
                return new Written(world, Put.WITNESS);
            }
        }
        Map<String, Row> rows = new TreeMap<>(world.rows);
        rows.put(key, new Row(entry, (int) (entry.lease().toMillis() / TICK.toMillis()), 0));
        return new Written(world.withRows(rows), Put.DONE);
    }

    List<Stored> read(ModelWorld world, String key) {
        List<Stored> read = new ArrayList<>();
        world.rows.values().forEach(row -> {
            boolean own = row.entry().key().value().equals(key);
            if (own || row.entry().open() || row.entry().witness().isPresent()) {
                read.add(stored(row));
            }
        });
        return read;
    }

    static Stored stored(Row row) {
        return new Stored(row.entry(), TICK.multipliedBy(row.lease()), TICK.multipliedBy(row.age()));
    }

    static ModelWorld thin(ModelWorld world, String key) {
        Map<String, Row> rows = new TreeMap<>(world.rows);
        Row row = rows.get(key);
        Entry entry = row.entry();
        String head = entry.body().lines().findFirst().orElseThrow();
        rows.put(
                key,
                new Row(
                        new Entry(
                                entry.key(),
                                entry.instance(),
                                entry.open(),
                                entry.witness(),
                                entry.stamp(),
                                entry.lease(),
                                head),
                        row.lease(),
                        row.age()));
        return world.withRows(rows);
    }
}
