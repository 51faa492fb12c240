/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.Fault;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import io.github.ddm4j.jdbc.JdbcSubmissionJournal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScaleOutJobsTest {

    private static final ScaleOutJob ONE_NODE =
            new ScaleOutJob("ticket 7", Examples.INSTANCE.value(), Examples.FLAVOR.value(), 1);

    private final FakeCloud cloud = FakeCloud.withExamples();
    private final JdbcDataSource database = new JdbcDataSource();
    private final SettableClock clock = new SettableClock();
    private JdbcSubmissionJournal journal;
    private ScaleOutFlow flow;
    private ScaleOutJobs jobs;
    private ManualScheduler scheduler;

    @BeforeEach
    void start() throws Exception {
        database.setURL("jdbc:h2:mem:" + System.nanoTime() + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var script = ScaleOutJobs.class.getResourceAsStream("/scheduled_tasks.sql")) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        journal = JdbcSubmissionJournal.builder(database)
                .createTableIfMissing()
                .databaseMayForget()
                .build();
        flow = ScaleOutFlow.builder(
                        InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT).build())
                .journal(journal)
                .sendWindow(Duration.ofSeconds(2))
                .lag(Duration.ofMillis(50))
                .quietTime(Duration.ofMillis(2100))
                .pollInterval(Duration.ofMillis(20))
                .callBudget(10_000, Duration.ofMinutes(1))
                .build();
        jobs = new ScaleOutJobs(flow);
        clock.set(Instant.now().plusSeconds(1));
        scheduler = TestHelper.createManualScheduler(database, jobs.scaleOut())
                .clock(clock)
                .start();
    }

    @AfterEach
    void stop() {
        scheduler.stop();
        flow.close();
        journal.close();
    }

    private KeyState state() {
        return flow.find(new IdempotencyKey(ONE_NODE.key())).orElseThrow().state();
    }

    @Test
    void a_job_that_is_asked_for_twice_is_done_once() {
        jobs.enqueue(scheduler, ONE_NODE);
        jobs.enqueue(scheduler, ONE_NODE);

        scheduler.runAnyDueExecutions();

        assertThat(state()).isEqualTo(KeyState.APPLIED);
        assertThat(cloud.accepted()).isEqualTo(1);
        assertThat(scheduler.getScheduledExecutions()).isEmpty();
    }

    @Test
    void a_job_that_is_done_again_orders_no_second_time() {
        jobs.enqueue(scheduler, ONE_NODE);
        scheduler.runAnyDueExecutions();
        jobs.enqueue(scheduler, ONE_NODE);

        scheduler.runAnyDueExecutions();

        assertThat(cloud.accepted()).isEqualTo(1);
        assertThat(scheduler.getScheduledExecutions()).isEmpty();
    }

    @Test
    void a_request_that_got_lost_is_ordered_by_the_next_try() {
        cloud.failNext(Fault.hangUp());
        jobs.enqueue(scheduler, ONE_NODE);
        scheduler.runAnyDueExecutions();
        assertThat(state()).isEqualTo(KeyState.REFUSED);

        clock.tick(ScaleOutJobs.TRY_AGAIN_AFTER.plusSeconds(1));
        scheduler.runAnyDueExecutions();

        assertThat(state()).isEqualTo(KeyState.APPLIED);
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    @Test
    void an_answer_that_got_lost_is_found_out() {
        cloud.setJobDuration(Duration.ofMillis(50));
        cloud.failNext(Fault.hangUp().afterApplying());
        jobs.enqueue(scheduler, ONE_NODE);

        scheduler.runAnyDueExecutions();

        assertThat(state()).isEqualTo(KeyState.APPLIED);
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    @Test
    void what_a_rule_refuses_is_not_tried_again() {
        jobs.enqueue(scheduler, new ScaleOutJob("ticket 8", "no instance!", "f", 1));

        scheduler.runAnyDueExecutions();

        assertThat(scheduler.getScheduledExecutions()).isEmpty();
        assertThat(cloud.accepted()).isZero();
    }
}
