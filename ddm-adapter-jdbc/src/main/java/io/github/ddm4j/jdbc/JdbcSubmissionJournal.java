/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.core.validation.SettingException;
import io.github.ddm4j.core.validation.SettingException.Complaint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A journal in one table of a database that the service has already: PostgreSQL from 12, MySQL from 8, MariaDB from 10.6, or H2
 * from 2. Every write is one statement and a transaction of its own, on a thread and a connection of the journal's own.
 *
 * <p>{@link #close()} ends the threads; the data source stays open. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class JdbcSubmissionJournal implements SubmissionJournal, AutoCloseable {

    private static final int DUPLICATE = 1062;
    private static final int MOST_TRIES = 10;

    private final Connections connections;
    private final JournalSql sql;

    private JdbcSubmissionJournal(Connections connections, JournalSql sql) {
        this.connections = connections;
        this.sql = sql;
    }

    /**
     * Starts a journal on a database. A pool for the journal alone, of two connections, keeps it from waiting for the
     * service's.
     */
    public static Builder builder(DataSource database) {
        return new Builder(requireNonNull(database, "database"));
    }

    @Override
    public List<Stored> read(IdempotencyKey key, InstanceId instance, Duration recent) {
        requireNonNull(key, "key");
        requireNonNull(instance, "instance");
        requireNonNull(recent, "recent");
        return connections.run("Reading key " + key, connection -> {
            try (PreparedStatement statement = prepare(connection, sql.read)) {
                bind(
                        statement,
                        key.value(),
                        instance.value(),
                        key.value(),
                        instance.value(),
                        recent.toMillis(),
                        key.value());
                return rows(statement);
            }
        });
    }

    @Override
    public List<Stored> open(int atMost) {
        return connections.run("Reading open records", connection -> {
            try (PreparedStatement statement = prepare(connection, sql.open)) {
                bind(statement, atMost);
                return rows(statement);
            }
        });
    }

    @Override
    public Put insert(Entry entry) {
        requireFits(entry);
        return connections.run(
                "Inserting key " + entry.key(), connection -> write(connection, entry, Optional.empty()));
    }

    @Override
    public Put replace(Entry entry, Stamp expected) {
        requireNonNull(expected, "expected");
        requireFits(entry);
        return connections.run(
                "Replacing key " + entry.key(), connection -> write(connection, entry, Optional.of(expected)));
    }

    /** The record in the way of a write may be gone when it is looked for. Then the write is tried again. */
    private Put write(Connection connection, Entry entry, Optional<Stamp> expected) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                return execute(connection, entry, expected);
            } catch (SQLException failed) {
                if (!isDuplicate(failed)) {
                    throw failed;
                }
                Optional<Put> why = conflict(connection, entry, expected);
                if (why.isPresent()) {
                    return why.get();
                }
                if (tries == MOST_TRIES) {
                    throw JdbcJournalException.notMade("Writing key " + entry.key(), failed);
                }
            }
        }
    }

    private Put execute(Connection connection, Entry entry, Optional<Stamp> expected) throws SQLException {
        try (PreparedStatement statement = prepare(connection, expected.isPresent() ? sql.replace : sql.insert)) {
            bind(
                    statement,
                    entry.instance().value(),
                    entry.open() ? entry.instance().value() : null,
                    entry.witness().orElse(null),
                    entry.open() ? "OPEN" : "SETTLED",
                    entry.stamp().value(),
                    entry.lease().toMillis(),
                    entry.lease().toMillis(),
                    entry.body(),
                    entry.key().value());
            if (expected.isPresent()) {
                statement.setString(10, expected.get().value());
            }
            int count = statement.executeUpdate();
            Connections.requireNoWarning(statement);
            return count == 1 ? Put.DONE : Put.STAMP;
        }
    }

    private static boolean isDuplicate(SQLException failed) {
        return "23505".equals(failed.getSQLState()) || failed.getErrorCode() == DUPLICATE;
    }

    /**
     * Returns the reason that a write broke a constraint, in the order that the port promises; the database names
     * whichever it saw first.
     */
    private Optional<Put> conflict(Connection connection, Entry entry, Optional<Stamp> expected) throws SQLException {
        boolean own = false;
        boolean stamped = false;
        boolean stopped = false;
        boolean taken = false;
        try (PreparedStatement statement = prepare(connection, sql.conflicts)) {
            bind(
                    statement,
                    entry.key().value(),
                    entry.open() ? entry.instance().value() : null,
                    entry.witness().orElse(null));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    boolean ofKey = rows.getString(1).equals(entry.key().value());
                    own |= ofKey;
                    stamped |= ofKey
                            && expected.isPresent()
                            && rows.getString(2).equals(expected.get().value());
                    stopped |=
                            !ofKey && entry.open() && entry.instance().value().equals(rows.getString(3));
                    taken |= !ofKey
                            && entry.witness().isPresent()
                            && entry.witness().get().equals(rows.getString(4));
                }
            }
        }
        if (expected.isEmpty() ? own : !stamped) {
            return Optional.of(expected.isEmpty() ? Put.KEY : Put.STAMP);
        }
        return stopped ? Optional.of(Put.INSTANCE) : taken ? Optional.of(Put.WITNESS) : Optional.empty();
    }

    @Override
    public int thin(Duration age, int atMost) {
        requireNonNull(age, "age");
        return connections.run("Thinning", connection -> {
            int thinned = 0;
            for (Map.Entry<List<String>, String> row :
                    old(connection, age, atMost).entrySet()) {
                try (PreparedStatement statement = prepare(connection, sql.thin)) {
                    bind(
                            statement,
                            row.getValue(),
                            row.getKey().get(0),
                            row.getKey().get(1));
                    thinned += statement.executeUpdate();
                }
            }
            return thinned;
        });
    }

    private Map<List<String>, String> old(Connection connection, Duration age, int atMost) throws SQLException {
        Map<List<String>, String> heads = new LinkedHashMap<>();
        try (PreparedStatement statement = prepare(connection, sql.old)) {
            bind(statement, age.toMillis(), atMost);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String body = rows.getString(3);
                    int end = body.indexOf('\n');
                    heads.put(List.of(rows.getString(1), rows.getString(2)), end < 0 ? body : body.substring(0, end));
                }
            }
        }
        return heads;
    }

    private PreparedStatement prepare(Connection connection, String text) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        statement.setQueryTimeout(connections.seconds());
        return statement;
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Long number) {
                statement.setLong(i + 1, number);
            } else if (value instanceof Integer number) {
                statement.setInt(i + 1, number);
            } else {
                statement.setString(i + 1, (String) value);
            }
        }
    }

    private static List<Stored> rows(PreparedStatement statement) throws SQLException {
        List<Stored> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Entry entry = new Entry(
                        new IdempotencyKey(rows.getString(1)),
                        new InstanceId(rows.getString(2)),
                        rows.getString(3).equals("OPEN"),
                        Optional.ofNullable(rows.getString(4)),
                        new Stamp(rows.getString(5)),
                        Duration.ofMillis(rows.getLong(6)),
                        rows.getString(9));
                found.add(new Stored(entry, Duration.ofMillis(rows.getLong(7)), Duration.ofMillis(rows.getLong(8))));
            }
        }
        return found;
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

    /** Ends the journal and its threads: each further call fails. Closing twice does nothing more. */
    @Override
    public void close() {
        connections.close();
    }

    /** Collects the settings of a journal. Not thread-safe. */
    public static final class Builder {

        private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,40}");
        private static final Duration LONGEST = Duration.ofMinutes(5);

        private final DataSource database;
        private String schema = "";
        private String table = "ddm_journal";
        private Duration timeout = Duration.ofSeconds(5);
        private int maxConnections = 2;
        private boolean createTable;
        private boolean mayForget;

        private Builder(DataSource database) {
            this.database = database;
        }

        /** Sets the schema that the table is in. Default: the connection's own. */
        public Builder schema(String schema) {
            this.schema = name("schema", schema);
            return this;
        }

        /** Sets the table's name. Default: {@code ddm_journal}. */
        public Builder table(String table) {
            this.table = name("table", table);
            return this;
        }

        /** Sets the time that the database may take for one call, from 1 s to 5 min. Default: 5 s. */
        public Builder timeout(Duration timeout) {
            requireNonNull(timeout, "timeout");
            if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(LONGEST) > 0) {
                throw new SettingException(Complaint.of("timeout", timeout, "must be from 1 s to 5 min"));
            }
            this.timeout = timeout;
            return this;
        }

        /**
         * Sets the number of connections that the journal takes at a time, each on a thread of its own while it is at
         * work. Default: 2.
         */
        public Builder maxConnections(int maxConnections) {
            if (maxConnections < 1) {
                throw new SettingException(Complaint.of("maxConnections", maxConnections, "must be at least 1"));
            }
            this.maxConnections = maxConnections;
            return this;
        }

        /** Makes the table if it is not there. Default: a missing table is an error. */
        public Builder createTableIfMissing() {
            this.createTable = true;
            return this;
        }

        /**
         * Takes a database too that may forget what it has committed, such as one in memory. Meant for tests alone,
         * because a key that is forgotten orders again. Default: such a database is an error.
         */
        public Builder databaseMayForget() {
            this.mayForget = true;
            return this;
        }

        /**
         * Checks the database and its table, and builds the journal.
         *
         * @throws JdbcJournalException if the database cannot be reached, is unknown to the journal, takes no writes,
         *     may forget a commit, or has no table or one of another version
         */
        public JdbcSubmissionJournal build() {
            Connections connections = new Connections(database, timeout, maxConnections);
            try {
                JournalSql sql = new StartCheck(connections, schema, table, createTable, mayForget).run();
                return new JdbcSubmissionJournal(connections, sql);
            } catch (RuntimeException | Error failed) {
                connections.close();
                throw failed;
            }
        }

        private static String name(String what, String value) {
            if (!NAME.matcher(requireNonNull(value, what)).matches()) {
                throw new SettingException(
                        Complaint.of(what, value, "must be made of letters, digits and '_', up to 41 of them"));
            }
            return value;
        }
    }
}
