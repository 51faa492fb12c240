/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import io.github.ddm4j.core.port.SubmissionJournal.Put;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a database is told before the first key is taken. */
class StartCheckTest {

    @TempDir
    Path folder;

    private JdbcDataSource database(String options) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + folder.resolve("journal") + options);
        return source;
    }

    private static void execute(JdbcDataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Entry entry(String key) {
        return new Entry(
                new IdempotencyKey(key),
                new InstanceId("in1"),
                true,
                Optional.empty(),
                Stamp.random(),
                Duration.ofSeconds(1),
                "1 OPEN");
    }

    @Test
    void a_missing_table_is_named_with_the_script_that_makes_it() {
        assertThatThrownBy(() -> JdbcSubmissionJournal.builder(database(";WRITE_DELAY=0"))
                        .build())
                .isInstanceOf(JdbcJournalException.class)
                .hasMessageContaining("no table ddm_journal")
                .hasMessageContaining("V20261128__ddm4j_journal.sql");
    }

    @Test
    void the_table_is_made_if_it_is_asked_for_and_found_the_next_time() {
        JdbcDataSource database = database(";WRITE_DELAY=0");
        try (JdbcSubmissionJournal first =
                JdbcSubmissionJournal.builder(database).createTableIfMissing().build()) {
            assertThat(first.insert(entry("a"))).isEqualTo(Put.DONE);
        }
        try (JdbcSubmissionJournal second =
                JdbcSubmissionJournal.builder(database).createTableIfMissing().build()) {
            assertThat(second.insert(entry("a"))).isEqualTo(Put.KEY);
        }
    }

    @Test
    void a_table_has_the_name_and_the_schema_that_are_set() throws SQLException {
        JdbcDataSource database = database(";WRITE_DELAY=0");
        execute(database, "create schema ops");
        try (JdbcSubmissionJournal other = JdbcSubmissionJournal.builder(database)
                        .createTableIfMissing()
                        .build();
                JdbcSubmissionJournal own = JdbcSubmissionJournal.builder(database)
                        .schema("ops")
                        .table("orders_journal")
                        .createTableIfMissing()
                        .build()) {
            assertThat(own.insert(entry("a"))).isEqualTo(Put.DONE);
            assertThat(own.insert(entry("b"))).isEqualTo(Put.INSTANCE);
            assertThat(other.insert(entry("a"))).isEqualTo(Put.DONE);
        }
        execute(database, "select * from ops.orders_journal");
    }

    @Test
    void a_table_of_a_later_version_is_refused_by_its_version() throws SQLException {
        JdbcDataSource database = database(";WRITE_DELAY=0");
        JdbcSubmissionJournal.builder(database).createTableIfMissing().build().close();
        execute(database, "update ddm_journal set body = '2' where idempotency_key = ' version'");

        assertThatThrownBy(() -> JdbcSubmissionJournal.builder(database).build())
                .isInstanceOf(JdbcJournalException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("version 1");
    }

    @Test
    void a_table_that_was_emptied_is_refused() throws SQLException {
        JdbcDataSource database = database(";WRITE_DELAY=0");
        JdbcSubmissionJournal.builder(database).createTableIfMissing().build().close();
        execute(database, "delete from ddm_journal");

        assertThatThrownBy(() -> JdbcSubmissionJournal.builder(database).build())
                .hasMessageContaining("no row of its version");
    }

    @Test
    void a_database_that_writes_later_than_it_commits_is_refused() {
        assertThatThrownBy(() -> JdbcSubmissionJournal.builder(database(""))
                        .createTableIfMissing()
                        .build())
                .isInstanceOf(JdbcJournalException.class)
                .hasMessageContaining("WRITE_DELAY is 500 ms, and must be 0");
    }

    @Test
    void a_database_in_memory_is_refused_unless_it_is_said_that_it_may_forget() {
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:forgets;DB_CLOSE_DELAY=-1");

        assertThatThrownBy(() -> JdbcSubmissionJournal.builder(memory)
                        .createTableIfMissing()
                        .build())
                .hasMessageContaining("in memory");
        JdbcSubmissionJournal.builder(memory)
                .createTableIfMissing()
                .databaseMayForget()
                .build()
                .close();
    }

    @Test
    void a_read_only_database_is_refused() {
        JdbcDataSource database = database(";WRITE_DELAY=0");
        JdbcSubmissionJournal.builder(database).createTableIfMissing().build().close();

        assertThatThrownBy(() -> JdbcSubmissionJournal.builder(database(";ACCESS_MODE_DATA=r"))
                        .build())
                .isInstanceOf(JdbcJournalException.class)
                .hasMessageContaining("read-only");
    }

    @Test
    void an_unreachable_database_is_told_without_the_password() {
        JdbcDataSource nowhere = new JdbcDataSource();
        nowhere.setURL("jdbc:h2:tcp://127.0.0.1:1/x;PASSWORD=hunter2");
        nowhere.setPassword("hunter2");

        assertThatThrownBy(() -> JdbcSubmissionJournal.builder(nowhere).build())
                .isInstanceOf(JdbcJournalException.class)
                .hasMessageStartingWith("Starting the journal: ")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;drop table x", "\"quoted\"", "1st", "schema.table", "t\u00e4ble"})
    void a_name_that_could_be_more_than_a_name_is_refused(String name) {
        JdbcSubmissionJournal.Builder builder = JdbcSubmissionJournal.builder(database(""));

        assertThatThrownBy(() -> builder.table(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("table must be");
        assertThatThrownBy(() -> builder.schema(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("schema must be");
    }

    @Test
    void settings_out_of_range_are_named() {
        JdbcSubmissionJournal.Builder builder = JdbcSubmissionJournal.builder(database(""));

        assertThatThrownBy(() -> builder.timeout(Duration.ofMillis(999))).hasMessageContaining("timeout must be");
        assertThatThrownBy(() -> builder.timeout(Duration.ofMinutes(6))).hasMessageContaining("timeout must be");
        assertThatThrownBy(() -> builder.maxConnections(0)).hasMessageContaining("maxConnections must be");
    }
}
