/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests;

import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import io.github.ddm4j.core.port.SubmissionJournal.Put;
import io.github.ddm4j.jdbc.JdbcSubmissionJournal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What the four statements of a submission cost on a PostgreSQL on loopback, with an empty table and with a million settled rows.
 * Ends with 1 if that is more than 5 ms in the median, or 1.5 times as much. Leave the machine alone meanwhile.
 */
final class JournalCost {

    private static final int ROWS = 1_000_000;
    private static final int WARM_UP = 300;
    private static final int COUNTED = 500;
    private static final double MOST_MILLIS = 5;
    private static final double MOST_RATIO = 1.5;

    private final JdbcSubmissionJournal journal;
    private int number;

    private JournalCost(JdbcSubmissionJournal journal) {
        this.journal = journal;
    }

    public static void main(String[] args) throws SQLException {
        boolean good;
        try (JdbcSubmissionJournal journal = JdbcSubmissionJournal.builder(Databases.postgres())
                .table("cost")
                .createTableIfMissing()
                .build()) {
            JournalCost cost = new JournalCost(journal);
            cost.median(WARM_UP);
            double empty = cost.median(COUNTED);
            fill();
            cost.median(WARM_UP);
            double full = cost.median(COUNTED);
            System.out.printf(
                    Locale.ROOT,
                    "| four statements of a submit, median | %.2f ms | at most %.0f ms |%n",
                    empty,
                    MOST_MILLIS);
            System.out.printf(
                    Locale.ROOT,
                    "| the same beside %,d settled rows | %.2f ms, %.2f times | at most %.1f times |%n",
                    ROWS,
                    full,
                    full / empty,
                    MOST_RATIO);
            good = empty <= MOST_MILLIS && full / empty <= MOST_RATIO;
        }
        System.exit(good ? 0 : 1);
    }

    private double median(int times) {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            nanos[i] = submit();
        }
        Arrays.sort(nanos);
        return nanos[times / 2] / 1e6;
    }

    /** As the protocol does it: read, claim, write that it sends, write the receipt. */
    private long submit() {
        number++;
        IdempotencyKey key = new IdempotencyKey("key " + number);
        InstanceId instance = new InstanceId("in" + number % 1000);
        long begin = System.nanoTime();
        journal.read(key, instance, Duration.ofDays(1));
        Stamp claim = Stamp.random();
        require(journal.insert(entry(key, instance, true, Optional.empty(), claim)));
        Stamp sending = Stamp.random();
        require(journal.replace(entry(key, instance, true, Optional.empty(), sending), claim));
        require(journal.replace(entry(key, instance, false, Optional.of("job:j" + number), Stamp.random()), sending));
        return System.nanoTime() - begin;
    }

    private static void require(Put put) {
        if (put != Put.DONE) {
            throw new IllegalStateException(put.name());
        }
    }

    private static Entry entry(
            IdempotencyKey key, InstanceId instance, boolean open, Optional<String> witness, Stamp stamp) {
        String body = "1 SENDING digest=x\nbaseline=" + "b".repeat(2000);
        return new Entry(key, instance, open, witness, stamp, open ? Duration.ofMinutes(1) : Duration.ZERO, body);
    }

    /** Settled a year ago, a thousand for each instance. */
    private static void fill() throws SQLException {
        try (Connection connection = Databases.postgres().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into cost (idempotency_key, instance_id, witness, state, stamp, lease_ms,"
                    + " lease_until, written_at, body)"
                    + " select 'old ' || i, 'in' || i % 1000, 'job:old' || i, 'SETTLED', md5(i::text), 0, 0,"
                    + " i, '1 APPLIED digest=' || repeat('x', 64) || ' source=RECEIPT job=old' || i"
                    + " from generate_series(1, " + ROWS + ") as i");
            statement.execute("analyze cost");
        }
    }
}
