/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Replicas that start at once on a database without a table. */
class StartAtOnceTest {

    private final JdbcDataSource database = new JdbcDataSource();

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private JdbcSubmissionJournal.Builder builder() {
        return JdbcSubmissionJournal.builder(database).createTableIfMissing().databaseMayForget();
    }

    /** Between its first look at the version and its second one, whoever makes the table puts the version in. */
    private DataSource whereTheVersionComesSecond() {
        AtomicInteger looks = new AtomicInteger();
        return (DataSource) proxy(
                DataSource.class,
                database,
                (call, result) -> result instanceof Connection connection
                        ? proxy(Connection.class, connection, (inner, made) -> {
                            if (inner.equals("prepareStatement") && looks.incrementAndGet() == 2) {
                                execute("insert into ddm_journal select * from kept");
                            }
                            return made;
                        })
                        : result);
    }

    private interface Answer {
        Object of(String method, Object result) throws SQLException;
    }

    private static Object proxy(Class<?> type, Object real, Answer answer) {
        return Proxy.newProxyInstance(
                StartAtOnceTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, args) -> answer.of(method.getName(), method.invoke(real, args)));
    }

    @Test
    void who_sees_the_table_before_its_version_is_in_it_waits_for_it() throws Exception {
        database.setURL("jdbc:h2:mem:started;DB_CLOSE_DELAY=-1");
        builder().build().close();
        execute("create table kept as select * from ddm_journal");
        execute("delete from ddm_journal");

        JdbcSubmissionJournal.builder(whereTheVersionComesSecond())
                .createTableIfMissing()
                .databaseMayForget()
                .build()
                .close();
    }

    @Test
    void a_table_that_gets_no_version_is_refused_in_the_end() throws SQLException {
        database.setURL("jdbc:h2:mem:emptied;DB_CLOSE_DELAY=-1");
        builder().build().close();
        execute("delete from ddm_journal");

        assertThatThrownBy(() -> builder().build())
                .isInstanceOf(JdbcJournalException.class)
                .hasMessageContaining("has no row of its version");
    }
}
