/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import io.github.ddm4j.jdbc.JdbcSubmissionJournal;
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
}
