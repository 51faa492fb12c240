/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.ddm4j.jdbc.JdbcSubmissionJournal;
import java.io.IOException;
import java.time.Duration;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Our flow with a journal, which the same key finds again in the next process: the file of the database is in the property
 * {@code benchmark.journal}. In seconds instead of minutes.
 */
public final class JournaledSubject implements Subject {

    private static final IdempotencyKey KEY = new IdempotencyKey("ticket-4711");

    private FeignScaleOutAdapter adapter;
    private JdbcSubmissionJournal journal;
    private ScaleOutFlow flow;

    @Override
    public void open(Target target) {
        adapter = FeignScaleOutAdapter.builder(
                        target.server(), new ProjectId(Exchange.PROJECT), AuthTokenProvider.fixed(Exchange.TOKEN))
                .build();
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:" + System.getProperty("benchmark.journal") + ";WRITE_DELAY=0");
        journal = JdbcSubmissionJournal.builder(database).createTableIfMissing().build();
        flow = ScaleOutFlow.builder(adapter)
                .journal(journal)
                .sendWindow(Duration.ofSeconds(2))
                .portDeadline(Duration.ofSeconds(2))
                .lag(Duration.ofMillis(500))
                .quietTime(Duration.ofSeconds(3))
                .sendWithin(Duration.ofSeconds(15))
                .reconcileWithin(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(200))
                .build();
    }

    @Override
    public void order() {
        Submission submission = flow.submit(
                KEY,
                new InstanceId(Exchange.INSTANCE),
                ScaleOutRequest.builder(Exchange.FLAVOR, Exchange.NODES).build());
        if (!(submission instanceof Submission.Applied)) {
            throw new IllegalStateException("not applied: " + submission);
        }
    }

    @Override
    public void close() throws IOException {
        flow.close();
        journal.close();
        adapter.close();
    }
}
