/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The checks of a table and its database before the first key is taken: a journal that forgets is worse than none. */
final class StartCheck {

    private static final int MOST_TRIES = 20;
    private static final long PAUSE_MILLIS = 100;

    private static final Logger LOG = System.getLogger(JdbcSubmissionJournal.class.getName());

    private final Connections connections;
    private final String schema;
    private final String table;
    private final boolean createTable;
    private final boolean mayForget;

    StartCheck(Connections connections, String schema, String table, boolean createTable, boolean mayForget) {
        this.connections = connections;
        this.schema = schema;
        this.table = table;
        this.createTable = createTable;
        this.mayForget = mayForget;
    }

    JournalSql run() {
        return connections.run("Starting the journal", connection -> {
            Dialect dialect = Dialect.of(connection.getMetaData());
            JournalSql sql = new JournalSql(schema, table, dialect.now());
            requireWritable(connection, dialect);
            requireDurable(connection, dialect);
            requireTable(connection, sql);
            return sql;
        });
    }

    // Durability.

    private void requireDurable(Connection connection, Dialect dialect) throws SQLException {
        switch (dialect) {
            case POSTGRESQL -> {
                requireSetting(connection, "show synchronous_commit", "synchronous_commit", "off", "on");
                requireSetting(connection, "show fsync", "fsync", "off", "on");
                requireUtf8(connection);
                warnOfStandbys(connection);
            }
            case MYSQL, MARIADB -> {
                String flush = one(connection, "select @@global.innodb_flush_log_at_trx_commit");
                forgets(!flush.equals("1"), "innodb_flush_log_at_trx_commit is " + flush + ", and must be 1");
                warnOfBinlog(connection);
            }
            case H2 -> {
                boolean memory = connection.getMetaData().getURL().startsWith("jdbc:h2:mem:");
                forgets(memory, "an H2 database in memory ends with its process");
                String delay = one(
                        connection,
                        "select coalesce(max(setting_value), '500') from information_schema.settings"
                                + " where setting_name = 'WRITE_DELAY'");
                forgets(!memory && !delay.equals("0"), "WRITE_DELAY is " + delay + " ms, and must be 0");
            }
        }
    }

    private void requireSetting(Connection connection, String query, String name, String bad, String good)
            throws SQLException {
        forgets(one(connection, query).equals(bad), name + " is " + bad + ", and must be " + good);
    }

    private void forgets(boolean so, String why) {
        if (so && !mayForget) {
            throw JdbcJournalException.unusable(
                    "The journal's database may forget what it has committed, and a key that is forgotten orders again: "
                            + why);
        }
    }

    private static void requireUtf8(Connection connection) throws SQLException {
        String encoding = one(connection, "show server_encoding");
        if (!encoding.equals("UTF8")) {
            throw JdbcJournalException.unusable(
                    "The journal's database must have the encoding UTF8, but has " + encoding);
        }
    }

    private static void warnOfStandbys(Connection connection) throws SQLException {
        boolean synchronous = !one(connection, "show synchronous_standby_names").isEmpty();
        boolean standbys =
                one(connection, "select count(*) from pg_stat_replication").compareTo("0") > 0;
        if (standbys && !synchronous) {
            warn("its standbys are not synchronous: after a failover run fence() before anything is ordered");
        }
    }

    private static void warnOfBinlog(Connection connection) throws SQLException {
        boolean logs = one(connection, "select @@global.log_bin").equals("1");
        if (logs && !one(connection, "select @@global.sync_binlog").equals("1")) {
            warn("sync_binlog is not 1: after a crash of the machine replicas may lack what was committed");
        }
    }

    private static void warn(String what) {
        LOG.log(Level.WARNING, "The journal''s database: {0}", what);
    }

    // Writing.

    private static void requireWritable(Connection connection, Dialect dialect) throws SQLException {
        String readOnly =
                switch (dialect) {
                    case POSTGRESQL -> one(connection, "show transaction_read_only");
                    case MYSQL, MARIADB -> one(connection, "select @@global.read_only");
                    case H2 -> connection.isReadOnly() ? "on" : "off";
                };
        if (readOnly.equals("on") || readOnly.equals("1")) {
            throw JdbcJournalException.unusable("The journal's database is read-only");
        }
    }

    // The table.

    private void requireTable(Connection connection, JournalSql sql) throws SQLException {
        Optional<String> version = versionOnceMade(connection, sql);
        if (version.isEmpty() && createTable) {
            create(connection, sql);
            version = versionOnceMade(connection, sql);
        }
        if (version.isEmpty()) {
            throw JdbcJournalException.unusable("The journal has no table " + sql.qualified()
                    + ": run the script META-INF/ddm4j/V20261128__ddm4j_journal.sql, or createTableIfMissing()");
        }
        if (!version.get().equals(JournalSql.VERSION)) {
            throw JdbcJournalException.unusable("The table " + sql.qualified() + " has version " + version.get()
                    + ", and this library knows version " + JournalSql.VERSION);
        }
        touch(connection, sql);
    }

    /** Another process that makes the table at the same time puts its version in last. */
    private Optional<String> versionOnceMade(Connection connection, JournalSql sql) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                return version(connection, sql);
            } catch (JdbcJournalException noVersion) {
                if (!createTable || tries == MOST_TRIES) {
                    throw noVersion;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw JdbcJournalException.unusable("Starting the journal was interrupted");
        }
    }

    /** Returns the version of the table; empty if there is no such table. */
    private static Optional<String> version(Connection connection, JournalSql sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.version)) {
            statement.setString(1, JournalSql.VERSION_KEY);
            try (ResultSet rows = statement.executeQuery()) {
                if (rows.next()) {
                    return Optional.of(rows.getString(1));
                }
            }
        } catch (SQLException failed) {
            String state = String.valueOf(failed.getSQLState());
            if (state.equals("42P01") || state.equals("3F000") || state.startsWith("42S0")) {
                return Optional.empty();
            }
            throw failed;
        }
        throw JdbcJournalException.unusable(
                "The table " + sql.qualified() + " has no row of its version: it is not the journal's, or was emptied");
    }

    /** Makes the table. Another process may be at it too, and the second one finds the table. */
    private void create(Connection connection, JournalSql sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String text : sql.script()) {
                statement.execute(text);
            }
        } catch (SQLException failed) {
            if (versionOnceMade(connection, sql).isEmpty()) {
                throw failed;
            }
        }
    }

    /** Makes a write that changes nothing, which fails where writes are not allowed. */
    private static void touch(Connection connection, JournalSql sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.touch)) {
            statement.setString(1, JournalSql.VERSION_KEY);
            statement.executeUpdate();
        }
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
