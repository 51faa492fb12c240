/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.flow.ScaleOutGoal;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which read is made next, and when. The time is 100. */
class WaitPlanTest {

    private static final long NOW = 100;
    private static final Optional<ReadKind> LIST = Optional.of(ReadKind.JOB_PAGE);

    private static Wait wait(boolean forJob, long dueNanos) {
        Wait wait = new Wait(
                new ScaleOutGoal(
                        new InstanceId("i1"),
                        Optional.empty(),
                        4,
                        forJob ? Optional.of(new JobId("j1")) : Optional.empty(),
                        Instant.EPOCH,
                        Set.of()),
                Duration.ZERO,
                Duration.ofHours(1),
                null);
        wait.instanceDueNanos = dueNanos;
        return wait;
    }

    private static Optional<Wait> instanceOf(Wait... waits) {
        return WaitPlan.next(List.of(waits), Optional.empty(), 0, 0, NOW).map(WaitPlan::instanceOf);
    }

    @Test
    void of_those_that_are_due_one_that_hangs_on_its_instance_goes_first() {
        Wait order = wait(false, 90);
        Wait job = wait(true, 10);

        assertThat(instanceOf(job, order)).contains(order);
        assertThat(instanceOf(order, job)).contains(order);
    }

    @Test
    void of_those_that_are_due_and_alike_the_longest_due_goes_first() {
        Wait longer = wait(false, 50);
        Wait justNow = wait(false, NOW);

        assertThat(instanceOf(justNow, longer)).contains(longer);
        assertThat(instanceOf(longer, justNow)).contains(longer);
    }

    @Test
    void where_none_is_due_the_soonest_goes_first_whatever_it_hangs_on() {
        Wait job = wait(true, 110);

        assertThat(instanceOf(wait(false, 120), job)).contains(job);
        assertThat(instanceOf(wait(false, NOW), job)).isNotEqualTo(Optional.of(job));
    }

    @Test
    void an_instance_that_nobody_needs_is_never_read() {
        assertThat(instanceOf(wait(true, Wait.NEVER))).isEmpty();
        assertThat(instanceOf()).isEmpty();
    }

    @Test
    void jobs_go_before_an_instance_that_is_due_no_sooner_because_one_read_serves_many() {
        List<Wait> due = List.of(wait(false, 90));

        assertThat(WaitPlan.next(due, LIST, NOW, 0, NOW).orElseThrow().read()).isEqualTo(ReadKind.JOB_PAGE);
        assertThat(WaitPlan.next(due, LIST, NOW + 1, 0, NOW).orElseThrow().read())
                .isEqualTo(ReadKind.INSTANCE);
        assertThat(WaitPlan.next(List.of(wait(true, Wait.NEVER)), LIST, NOW + 1, 0, NOW)
                        .orElseThrow()
                        .read())
                .isEqualTo(ReadKind.JOB_PAGE);
    }

    @Test
    void a_hold_puts_off_jobs_and_instances() {
        List<Wait> due = List.of(wait(false, 90));

        assertThat(WaitPlan.next(due, Optional.empty(), 0, 170, NOW)
                        .orElseThrow()
                        .atNanos())
                .isEqualTo(170);
        assertThat(WaitPlan.next(due, LIST, 10, 170, NOW).orElseThrow().atNanos())
                .isEqualTo(170);
    }
}
