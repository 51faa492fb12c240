/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** As little of a pool as makes tests quick: what is closed whole is used again. */
final class Pool extends TestDataSource {

    private final DataSource database;
    private final Deque<Connection> idle = new ArrayDeque<>();

    Pool(DataSource database) {
        super(database);
        this.database = database;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = take();
        Connection real = connection != null ? connection : database.getConnection();
        AtomicBoolean given = new AtomicBoolean();
        return proxy(Connection.class, real, (method, arguments) -> {
            if (method.getName().equals("close")) {
                if (given.compareAndSet(false, true)) {
                    giveBack(real);
                }
                return null;
            }
            return call(real, method, arguments);
        });
    }

    private synchronized @Nullable Connection take() {
        return idle.pollFirst();
    }

    private synchronized void giveBack(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            idle.addFirst(connection);
        }
    }
}
