/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.flow.ScaleOutGoal;
import io.github.ddm4j.core.flow.VirtualTime;
import io.github.ddm4j.core.internal.run.CallBudget;
import io.github.ddm4j.core.internal.run.Events;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which instance a booked read is for. */
class WaitBoardTest {

    private static final Duration POLL = Duration.ofSeconds(10);
    private static final InstanceId OF_ORDER = new InstanceId("i1");
    private static final InstanceId OF_JOB = new InstanceId("i2");
    private static final JobId JOB = new JobId("j1");

    private final WaitBoard board = new WaitBoard(
            POLL, new CallBudget(60, Duration.ofMinutes(1), new VirtualTime()), new WaitEnds(new Events(event -> {})));

    private static Wait wait(InstanceId instance, Optional<JobId> job) {
        ScaleOutGoal goal = new ScaleOutGoal(instance, Optional.empty(), 4, job, Instant.EPOCH, Set.of());
        return new Wait(goal, Duration.ZERO, Duration.ofHours(1), null);
    }

    private static Job completed() {
        return new Job(
                JOB,
                Job.ENLARGE_NODE,
                JobStatus.COMPLETED,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(OF_JOB),
                Optional.empty());
    }

    @Test
    void a_read_that_was_booked_for_nodes_is_for_nobody_who_needs_the_whole_instance_and_the_other_way_round() {
        Duration later = POLL.multipliedBy(2);
        Wait job = wait(OF_JOB, Optional.of(JOB));
        board.add(wait(OF_ORDER, Optional.empty()));
        board.add(job);
        board.jobShown(job, completed(), later);

        assertThat(board.instanceDue(ReadKind.NODES, later)).contains(OF_JOB);
        assertThat(board.instanceDue(ReadKind.INSTANCE, later)).contains(OF_ORDER);
    }

    @Test
    void a_read_that_nobody_is_due_for_any_more_is_for_nobody() {
        board.add(wait(OF_ORDER, Optional.empty()));

        assertThat(board.instanceDue(ReadKind.INSTANCE, Duration.ofSeconds(1))).isEmpty();
        assertThat(board.instanceDue(ReadKind.INSTANCE, POLL)).contains(OF_ORDER);
    }
}
