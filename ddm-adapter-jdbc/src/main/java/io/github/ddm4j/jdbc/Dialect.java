/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A database that the journal knows. Databases differ in the clock, and in what makes a commit last. */
enum Dialect {
    /** PostgreSQL, whose {@code clock_timestamp} goes on while a statement waits for a lock. */
    POSTGRESQL("PostgreSQL", 12, 0, "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)"),
    /**
     * MySQL, whose {@code sysdate} goes on while a statement waits, but speaks the session's time; the difference to
     * UTC is taken off.
     */
    MYSQL("MySQL", 8, 0, Dialect.SYSDATE_IN_UTC),
    /** MariaDB, whose clock is that of MySQL. */
    MARIADB("MariaDB", 10, 6, Dialect.SYSDATE_IN_UTC),
    /** H2, whose clock stands still during a statement, which hardly waits. */
    H2("H2", 2, 0, "cast(extract(epoch from current_timestamp(3)) * 1000 as bigint)");

    private static final String SYSDATE_IN_UTC =
            "(timestampdiff(microsecond, '1970-01-01 00:00:00', sysdate(3)) div 1000"
                    + " - timestampdiff(second, utc_timestamp(), now()) * 1000)";

    private static final Pattern MARIADB_VERSION =
            Pattern.compile("(\\d+)\\.(\\d+)\\.\\d+-mariadb", Pattern.CASE_INSENSITIVE);

    private final String productName;
    private final int major;
    private final int minor;
    private final String now;

    Dialect(String productName, int major, int minor, String now) {
        this.productName = productName;
        this.major = major;
        this.minor = minor;
        this.now = now;
    }

    /** @throws JdbcJournalException if it is none that the journal knows, or too old */
    static Dialect of(DatabaseMetaData database) throws SQLException {
        String product = database.getDatabaseProductName();
        String version = database.getDatabaseProductVersion();
        // The driver of MySQL calls a MariaDB by the name that it expects, and by a version that clients of old expect.
        Matcher maria = MARIADB_VERSION.matcher(version);
        if (maria.find()) {
            return MARIADB.requireVersion(Integer.parseInt(maria.group(1)), Integer.parseInt(maria.group(2)), version);
        }
        for (Dialect dialect : values()) {
            if (dialect.productName.equalsIgnoreCase(product)) {
                return dialect.requireVersion(
                        database.getDatabaseMajorVersion(), database.getDatabaseMinorVersion(), version);
            }
        }
        throw JdbcJournalException.unusable(
                "The journal knows PostgreSQL, MySQL, MariaDB and H2, but this is " + product);
    }

    private Dialect requireVersion(int foundMajor, int foundMinor, String version) {
        if (foundMajor < major || (foundMajor == major && foundMinor < minor)) {
            throw JdbcJournalException.unusable("The journal needs " + productName + " " + major + "." + minor
                    + " or later, but this is " + version);
        }
        return this;
    }

    /** Returns an expression for the milliseconds since 1970 by the database's clock. */
    String now() {
        return now;
    }
}
