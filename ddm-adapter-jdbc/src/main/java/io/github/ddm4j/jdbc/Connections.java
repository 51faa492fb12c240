/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * Runs statements on threads and connections of the journal's own. A transaction that the caller has open is bound to the
 * caller's thread; here it is out of reach, so that it can neither hide a write nor undo it. Each statement is a transaction
 * of its own.
 */
final class Connections implements AutoCloseable {

    /** Statements on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** The SQL states by which a database tells that it has rolled a statement back in favour of another one. */
    private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01");

    private static final int DEADLOCK = 1213;
    private static final int MOST_TRIES = 10;
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final DataSource database;
    private final Duration timeout;
    private final ThreadPoolExecutor threads;

    Connections(DataSource database, Duration timeout, int most) {
        this.database = database;
        this.timeout = timeout;
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                most, most, IDLE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "ddm-journal-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** @throws JdbcJournalException whatever goes wrong */
    <T> T run(String what, Work<T> work) {
        Future<T> running;
        try {
            running = threads.submit(() -> repeated(what, work));
        } catch (RejectedExecutionException closed) {
            throw JdbcJournalException.unusable(what + ": the journal is closed");
        }
        try {
            return running.get(timeout.plus(MARGIN).plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            running.cancel(false);
            Thread.currentThread().interrupt();
            throw JdbcJournalException.unknown(what + ": interrupted while the database was at it");
        } catch (TimeoutException e) {
            running.cancel(false);
            throw JdbcJournalException.unknown(
                    what + ": no answer from the database within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JdbcJournalException failed) {
                throw failed;
            }
            if (e.getCause() instanceof IllegalArgumentException unfit) {
                throw unfit;
            }
            throw JdbcJournalException.unknown(what + ": "
                    + requireNonNull(e.getCause(), "cause").getClass().getName());
        }
    }

    private <T> T repeated(String what, Work<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return once(work);
            } catch (SQLException failed) {
                boolean rolledBack =
                        ROLLED_BACK.contains(String.valueOf(failed.getSQLState())) || failed.getErrorCode() == DEADLOCK;
                if (!rolledBack) {
                    throw JdbcJournalException.unknown(what, failed);
                }
                if (tries == MOST_TRIES) {
                    throw JdbcJournalException.notMade(what, failed);
                }
            }
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            int networkTimeout = bound(connection);
            if (!autoCommit) {
                connection.setAutoCommit(true);
            }
            try {
                return work.on(connection);
            } finally {
                giveBack(connection, autoCommit, networkTimeout);
            }
        }
    }

    /** Bounds a connection that goes silent, also where the driver's own timeouts need an answer. */
    private int bound(Connection connection) {
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(
                    Runnable::run, (int) timeout.plus(MARGIN).toMillis());
            return before;
        } catch (SQLException | UnsupportedOperationException | AbstractMethodError none) {
            return -1;
        }
    }

    /** A connection that is dead fails here, which is nobody's concern any more. */
    private static void giveBack(Connection connection, boolean autoCommit, int networkTimeout) {
        try {
            if (networkTimeout >= 0) {
                connection.setNetworkTimeout(Runnable::run, networkTimeout);
            }
            if (!autoCommit) {
                connection.setAutoCommit(false);
            }
        } catch (SQLException | RuntimeException dead) {
            return;
        }
    }

    /** Returns the time for a statement, in whole seconds as JDBC wants them. */
    int seconds() {
        return (int) Math.max(1, timeout.toSeconds());
    }

    /**
     * Fails on a warning after a write, because the write may not be safe yet: so PostgreSQL tells of a standby that it
     * waited for in vain.
     *
     * @throws SQLException if there is one
     */
    static void requireNoWarning(Statement statement) throws SQLException {
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            if (String.valueOf(warning.getSQLState()).startsWith("01")) {
                throw new SQLException("The database warned: " + warning.getMessage(), warning.getSQLState());
            }
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
