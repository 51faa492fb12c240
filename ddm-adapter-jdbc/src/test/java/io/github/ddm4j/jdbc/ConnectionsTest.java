/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsTest {

    private final Connections connections = new Connections(memory(), Duration.ofSeconds(1), 2);

    private static JdbcDataSource memory() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:");
        return source;
    }

    @AfterEach
    void close() {
        connections.close();
    }

    @ParameterizedTest
    @CsvSource({"40001, 0", "40P01, 0", "HY000, 1213"})
    void what_the_database_has_rolled_back_is_tried_again(String state, int code) {
        AtomicInteger tries = new AtomicInteger();

        int result = connections.run("Writing", connection -> {
            if (tries.incrementAndGet() < 3) {
                throw new SQLException("rolled back", state, code);
            }
            return tries.get();
        });

        assertThat(result).isEqualTo(3);
    }

    @Test
    void what_is_rolled_back_again_and_again_is_surely_not_made() {
        assertThatThrownBy(() -> connections.run("Writing", connection -> {
                    throw new SQLException("deadlock", "40001");
                }))
                .isInstanceOfSatisfying(JdbcJournalException.class, e -> assertThat(e.surelyNotMade())
                        .isTrue());
    }

    @Test
    void anything_else_is_tried_once_and_may_have_been_made() {
        AtomicInteger tries = new AtomicInteger();

        assertThatThrownBy(() -> connections.run("Writing", connection -> {
                    tries.incrementAndGet();
                    throw new SQLException("connection lost", "08006");
                }))
                .isInstanceOfSatisfying(JdbcJournalException.class, e -> assertThat(e.surelyNotMade())
                        .isFalse())
                .hasMessageContaining("connection lost")
                .hasMessageContaining("08006");
        assertThat(tries).hasValue(1);
    }

    @Test
    void a_database_that_is_silent_is_given_up_in_time() {
        CountDownLatch never = new CountDownLatch(1);

        assertThatThrownBy(() -> connections.run("Reading", connection -> {
                    awaitQuietly(never);
                    return null;
                }))
                .isInstanceOf(JdbcJournalException.class)
                .hasMessageContaining("no answer from the database within 1000 ms");
        never.countDown();
    }

    @Test
    void an_interrupt_ends_the_wait_and_stays() {
        CountDownLatch never = new CountDownLatch(1);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> connections.run("Reading", connection -> {
                    awaitQuietly(never);
                    return null;
                }))
                .isInstanceOf(JdbcJournalException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        never.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_error_of_the_driver_is_named_by_its_class_alone() {
        assertThatThrownBy(() -> connections.run("Reading", connection -> {
                    throw new IllegalStateException("holds password=hunter2");
                }))
                .isInstanceOf(JdbcJournalException.class)
                .hasMessage("Reading: java.lang.IllegalStateException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no driver for jdbc:postgresql://h/x?user=u&password=hunter2&ssl=true",
                "no driver for jdbc:mysql://user:hunter2@h/x",
                "Password: hunter2, retry",
                "bad pwd=hunter2;x=1"
            })
    void a_message_of_the_driver_shows_no_password(String message) {
        assertThatThrownBy(() -> connections.run("Reading", connection -> {
                    throw new SQLException(message, "08001");
                }))
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void a_pool_without_auto_commit_gets_its_connections_back_as_they_were() throws SQLException {
        try (Connection real = memory().getConnection()) {
            real.setAutoCommit(false);
            Connection lent = proxy(
                    Connection.class,
                    (proxy, method, arguments) ->
                            method.getName().equals("close") ? null : method.invoke(real, arguments));
            DataSource pool = proxy(DataSource.class, (proxy, method, arguments) -> lent);
            Connections own = new Connections(pool, Duration.ofSeconds(1), 1);

            boolean within = own.run("Reading", Connection::getAutoCommit);

            assertThat(within).isTrue();
            assertThat(real.getAutoCommit()).isFalse();
            own.close();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
