/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import io.github.ddm4j.jdbc.JdbcSubmissionJournal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a submission costs the database. */
class StatementsTest {

    private static final IdempotencyKey KEY = new IdempotencyKey("ticket 7");
    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build();

    @Test
    void a_submit_is_four_statements_the_same_key_again_is_one_and_an_idle_flow_makes_none() {
        CountingDataSource counting = new CountingDataSource(Databases.postgres());
        try (JdbcSubmissionJournal journal = JdbcSubmissionJournal.builder(counting.source())
                        .table("statements")
                        .createTableIfMissing()
                        .build();
                InMemoryScaleOutAdapter adapter = InMemoryScaleOutAdapter.builder(
                                FakeCloud.withExamples(), Examples.PROJECT)
                        .build();
                ScaleOutFlow flow =
                        ScaleOutFlow.builder(adapter).journal(journal).build()) {
            assertThat(counting.executed()).isPositive();
            assertThat(counting.executed()).as("idle").isZero();

            Submission first = flow.submit(KEY, Examples.INSTANCE, ONE_NODE);
            assertThat(counting.executed()).isEqualTo(4);
            Submission again = flow.submit(KEY, Examples.INSTANCE, ONE_NODE);
            assertThat(counting.executed()).isEqualTo(1);
            assertThat(((Submission.Applied) again).jobId()).isEqualTo(((Submission.Applied) first).jobId());
            assertThat(counting.executed()).as("idle again").isZero();
        }
    }

    @Test
    void a_read_finds_what_is_recent_by_the_index_however_much_of_the_instance_is_old() throws SQLException {
        CountingDataSource counting = new CountingDataSource(Databases.postgres());
        try (JdbcSubmissionJournal journal = JdbcSubmissionJournal.builder(counting.source())
                        .table("indexed")
                        .createTableIfMissing()
                        .build();
                Connection connection = Databases.postgres().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into indexed (idempotency_key, instance_id, witness, state, stamp, lease_ms,"
                    + " lease_until, written_at, body) select 'old ' || i, 'in1', 'job:' || i, 'SETTLED', md5(i::text), 0,"
                    + " 0, i, 'x' from generate_series(1, 5000) as i");
            statement.execute("analyze indexed");
            journal.read(KEY, new InstanceId("in1"), Duration.ofDays(1));

            assertThat(plan(statement, counting.prepared(), "'k'", "'in1'", "'k'", "'in1'", "86400000", "'k'"))
                    .containsPattern("Index Cond: .*written_at > ");
        }
    }

    private static String plan(Statement statement, String sql, String... parameters) throws SQLException {
        String filled = sql;
        for (String parameter : parameters) {
            filled = filled.replaceFirst("\\?", parameter);
        }
        StringBuilder plan = new StringBuilder();
        try (ResultSet lines = statement.executeQuery("explain " + filled)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }
}
