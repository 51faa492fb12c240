/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FakeCloudTest {

    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build();

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-06-05T08:00:00Z"));
    private final FakeCloud cloud = newCloud(clock, 1);
    private final InMemoryScaleOutAdapter adapter =
            InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT).build();

    private static FakeCloud newCloud(FakeClock clock, long seed) {
        return FakeCloud.builder().clock(clock).seed(seed).withExamples().build();
    }

    @Test
    void somebody_else_scales_out_and_in_unseen_by_the_counters_of_requests() {
        JobId job = cloud.scaleOutByOthers(Examples.INSTANCE, Examples.GROUP, 2);

        assertThat(adapter.instance(Examples.INSTANCE).status()).isEqualTo(InstanceStatus.GROWING);
        assertThat(adapter.job(job).ended()).isFalse();
        clock.advance(Duration.ofSeconds(3));
        cloud.scaleInByOthers(Examples.INSTANCE, 3);
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(1);
        assertThat(cloud.requestsSeen()).isZero();
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    @Test
    void somebody_else_is_bound_by_the_rules_too() {
        cloud.setRdsReady(Examples.INSTANCE, false);

        assertThatThrownBy(() -> cloud.scaleOutByOthers(Examples.INSTANCE, Examples.GROUP, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DBS.300323");
        assertThatThrownBy(() -> cloud.scaleInByOthers(Examples.INSTANCE, 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cloud.scaleInByOthers(Examples.INSTANCE, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_status_that_was_set_stays_until_running_gives_way_to_that_of_the_jobs() {
        cloud.scaleOutByOthers(Examples.INSTANCE, Examples.GROUP, 1);
        cloud.setStatus(Examples.INSTANCE, new InstanceStatus("BACKUP"));
        assertThat(cloud.instance(Examples.INSTANCE).status()).isEqualTo(new InstanceStatus("BACKUP"));

        cloud.setStatus(Examples.INSTANCE, InstanceStatus.RUNNING);
        assertThat(cloud.instance(Examples.INSTANCE).status()).isEqualTo(InstanceStatus.GROWING);
        clock.advance(Duration.ofSeconds(3));
        assertThat(cloud.instance(Examples.INSTANCE).status()).isEqualTo(InstanceStatus.RUNNING);
    }

    @Test
    void orders_paid_together_work_one_after_the_other() {
        OrderId first = place();
        OrderId second = place();
        JobId firstJob = cloud.payOrder(first);
        JobId secondJob = cloud.payOrder(second);

        clock.advance(Duration.ofSeconds(3));
        assertThat(adapter.job(firstJob).ended()).isTrue();
        assertThat(adapter.job(secondJob).progress()).hasValue(0);
        clock.advance(Duration.ofSeconds(3));
        assertThat(adapter.job(secondJob).succeeded()).isTrue();
        assertThat(cloud.ordersPlaced()).containsExactly(first, second);
        assertThatThrownBy(() -> cloud.payOrder(first))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(first.value());
    }

    private OrderId place() {
        return ((OrderPlaced) adapter.scaleOut(Examples.YEARLY_MONTHLY_INSTANCE, ONE_NODE)).orderId();
    }

    @Test
    void nodes_ordered_but_not_paid_count_towards_the_most_there_can_be() {
        ScaleOutRequest thirty =
                ScaleOutRequest.builder(Examples.FLAVOR.value(), 30).build();
        adapter.scaleOut(Examples.YEARLY_MONTHLY_INSTANCE, thirty);

        assertThatThrownBy(this::place).hasMessageContaining("at most 32 nodes");
    }

    @Test
    void a_quota_counts_all_nodes_of_the_project_and_may_be_used_up() {
        cloud.setJobDuration(Duration.ZERO);
        cloud.setQuota(Examples.PROJECT, 9);
        adapter.scaleOut(Examples.INSTANCE, ONE_NODE);
        assertThatThrownBy(() -> adapter.scaleOut(Examples.INSTANCE, ONE_NODE)).hasMessageContaining("quota of 9");

        cloud.scaleInByOthers(Examples.INSTANCE, 1);
        place();
        assertThatThrownBy(() -> adapter.scaleOut(Examples.INSTANCE, ONE_NODE)).hasMessageContaining("quota of 9");
    }

    @Test
    void a_low_balance_stops_what_is_paid_at_once_and_nothing_else() {
        cloud.setBalanceTooLow(Examples.PROJECT, true);

        place();
        assertThatThrownBy(() -> adapter.scaleOut(Examples.INSTANCE, ONE_NODE)).hasMessageContaining("CBC.99005003");
    }

    @Test
    void a_new_instance_makes_its_project_and_its_flavor_known() {
        ProjectId project = new ProjectId("new-project");
        InstanceId id = new InstanceId("new-instance");
        cloud.addInstance(FakeInstance.builder(project, id)
                .flavor(new FlavorId("new-flavor"))
                .build());
        try (InMemoryScaleOutAdapter newcomer =
                InMemoryScaleOutAdapter.builder(cloud, project).build()) {
            newcomer.scaleOut(id, ScaleOutRequest.builder("new-flavor", 1).build());
        }
        assertThat(cloud.nodeCount(id)).isEqualTo(2);
    }

    @Test
    void a_job_that_is_going_to_fail_does_not_say_so_before() {
        cloud.failNextJob("no machine left");
        cloud.scaleOutByOthers(Examples.INSTANCE, Examples.GROUP, 1);

        assertThat(cloud.jobs(Examples.PROJECT).get(0).failReason()).isEmpty();
        clock.advance(Duration.ofSeconds(3));
        assertThat(cloud.jobs(Examples.PROJECT).get(0).failReason()).contains("no machine left");
    }

    @Test
    void the_same_calls_give_the_same_identifiers_and_another_seed_others() {
        InstanceId id = Examples.INSTANCE;
        FakeCloud same = newCloud(clock, 1);
        FakeCloud other = newCloud(clock, 2);

        JobId job = cloud.scaleOutByOthers(id, Examples.GROUP, 1);
        assertThat(same.scaleOutByOthers(id, Examples.GROUP, 1)).isEqualTo(job);
        assertThat(same.instance(id)).isEqualTo(cloud.instance(id));
        assertThat(other.scaleOutByOthers(id, Examples.GROUP, 1)).isNotEqualTo(job);
    }

    @Test
    void time_never_runs_backwards() {
        JobId job = cloud.scaleOutByOthers(Examples.INSTANCE, Examples.GROUP, 1);
        clock.advance(Duration.ofSeconds(2));
        assertThat(adapter.job(job).progress()).hasValue(66);

        clock.advance(Duration.ofHours(-1));
        assertThat(adapter.job(job).progress()).hasValue(66);
        assertThat(cloud.jobs(Examples.PROJECT)).extracting(Job::id).containsExactly(job);
    }

    @Test
    void a_job_of_no_duration_is_done_at_once() {
        cloud.setJobDuration(Duration.ZERO);

        JobId job = cloud.scaleOutByOthers(Examples.INSTANCE, Examples.GROUP, 1);

        assertThat(adapter.job(job).succeeded()).isTrue();
        assertThatThrownBy(() -> cloud.setJobDuration(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_was_applied_is_told_whether_or_not_the_answer_arrived() {
        cloud.failNext(Fault.hangUp().afterApplying());
        assertThatThrownBy(() -> adapter.scaleOut(Examples.INSTANCE, ONE_NODE));
        OrderId order = place();

        assertThat(cloud.enlargements())
                .extracting(Enlargement::instanceId)
                .containsExactly(Examples.INSTANCE, Examples.YEARLY_MONTHLY_INSTANCE);
        assertThat(cloud.enlargements().get(0).request()).isEqualTo(ONE_NODE);
        assertThat(cloud.enlargements().get(0).jobId())
                .isEqualTo(Optional.of(cloud.jobs(Examples.PROJECT).get(0).id()));
        assertThat(cloud.enlargements().get(1).orderId()).contains(order);
    }

    @Test
    void the_unknown_is_said_by_name() {
        InstanceId nowhere = new InstanceId("nowhere");

        assertThatThrownBy(() -> cloud.nodeCount(nowhere))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no instance nowhere");
        assertThatThrownBy(() -> cloud.setQuota(new ProjectId("nowhere"), 1)).hasMessage("no project nowhere");
        assertThatThrownBy(() -> cloud.addInstance(FakeInstance.builder(Examples.PROJECT, Examples.INSTANCE)
                        .build()))
                .hasMessageContaining("already");
        assertThatThrownBy(() -> cloud.failNext(0, Fault.hangUp())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_instance_that_the_provider_could_not_have_is_refused() {
        FakeInstance.Builder twice = FakeInstance.builder(Examples.PROJECT, new InstanceId("i"))
                .group(new GroupId("g"), 1)
                .group(new GroupId("g"), 1);
        FakeInstance.Builder many =
                FakeInstance.builder(Examples.PROJECT, new InstanceId("i")).nodes(33);
        FakeInstance.Builder none =
                FakeInstance.builder(Examples.PROJECT, new InstanceId("i")).nodes(0);

        assertThat(List.of(twice, many, none))
                .allSatisfy(builder -> assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void the_limit_of_requests_starts_anew_with_each_period() {
        cloud.throttle(2, Duration.ofMinutes(1), false);
        adapter.jobsSince(Instant.EPOCH);
        adapter.jobsSince(Instant.EPOCH);
        assertThatThrownBy(() -> adapter.jobsSince(Instant.EPOCH)).hasMessageContaining("too many calls");

        clock.advance(Duration.ofMinutes(1));
        adapter.jobsSince(Instant.EPOCH);
        assertThat(cloud.readsSeen()).isEqualTo(4);
    }
}
