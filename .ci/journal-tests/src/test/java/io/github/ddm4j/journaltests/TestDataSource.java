/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests;

import io.github.ddm4j.contract.journal.SubmissionJournalFixture.Loss;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source that binds a connection to the caller's thread, as Spring's does within a transaction, and that can lose what
 * is written, break down, or hand out one connection whose transaction stays open.
 */
class TestDataSource implements DataSource {

    private final DataSource real;
    private final ThreadLocal<@Nullable Connection> bound = new ThreadLocal<>();
    private final AtomicReference<@Nullable Loss> loss = new AtomicReference<>();
    private volatile @Nullable String broken;

    TestDataSource(DataSource real) {
        this.real = real;
    }

    void loseNextWrite(Loss next) {
        loss.set(next);
    }

    void breakDown(String message) {
        broken = message;
    }

    void bind() {
        try {
            Connection connection = real.getConnection();
            connection.setAutoCommit(false);
            bound.set(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void rollBackAndRelease() {
        Connection connection = bound.get();
        bound.remove();
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (broken != null) {
            throw new SQLException(broken, "08001");
        }
        Connection ofThread = bound.get();
        return ofThread != null ? without(ofThread, "close") : losing(real.getConnection());
    }

    /** A connection whose writes may get lost. */
    private Connection losing(Connection connection) {
        return proxy(Connection.class, connection, (method, arguments) -> {
            Object result = call(connection, method, arguments);
            return result instanceof PreparedStatement statement ? losing(statement, connection) : result;
        });
    }

    private PreparedStatement losing(PreparedStatement statement, Connection connection) {
        return proxy(PreparedStatement.class, statement, (method, arguments) -> {
            Loss lost = method.getName().equals("executeUpdate") ? loss.getAndSet(null) : null;
            if (lost == null) {
                return call(statement, method, arguments);
            }
            if (lost == Loss.ANSWER) {
                call(statement, method, arguments);
            }
            connection.close();
            throw new SQLException("I/O error: the connection is lost", "08006");
        });
    }

    /** One connection whose transaction stays open until it is committed. */
    Open keepOpen() {
        return new Open(real);
    }

    /** See {@link #keepOpen()}. */
    static final class Open extends TestDataSource {

        private Optional<Connection> held = Optional.empty();

        private Open(DataSource real) {
            super(real);
        }

        void begin() {
            try {
                Connection connection = super.getConnection();
                connection.setAutoCommit(false);
                held = Optional.of(connection);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Connection getConnection() throws SQLException {
            return held.isPresent() ? without(held.get(), "close", "setAutoCommit") : super.getConnection();
        }

        void commit() {
            try (Connection connection = held.orElseThrow()) {
                connection.commit();
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    interface Handler {
        @Nullable
        Object handle(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    private static Connection without(Connection connection, String... methods) {
        return proxy(Connection.class, connection, (method, arguments) -> {
            for (String ignored : methods) {
                if (method.getName().equals(ignored)) {
                    return null;
                }
            }
            return call(connection, method, arguments);
        });
    }

    static <T> T proxy(Class<T> type, T target, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> handler.handle(method, arguments)));
    }

    static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return real.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        real.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        real.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return real.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }
}
