/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InMemoryScaleOutAdapterTest {

    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build();

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-06-05T08:00:00Z"));
    private final FakeCloud cloud = FakeCloud.builder()
            .clock(clock)
            .jobDuration(Duration.ofSeconds(10))
            .withExamples()
            .build();
    private final InMemoryScaleOutAdapter adapter =
            InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT).build();

    @AfterEach
    void close() {
        adapter.close();
    }

    @Test
    void a_pay_per_use_instance_grows_while_its_job_runs_and_then_has_its_node() {
        JobStarted receipt = (JobStarted) adapter.scaleOut(Examples.INSTANCE, ONE_NODE);

        assertThat(receipt.instanceName()).contains("ddm-fb88-test");
        clock.advance(Duration.ofSeconds(6));
        Job running = adapter.job(receipt.jobId());
        assertThat(running.name()).isEqualTo(Job.ENLARGE_NODE);
        assertThat(running.ended()).isFalse();
        assertThat(running.progress()).hasValue(60);
        assertThat(adapter.instance(Examples.INSTANCE).status()).isEqualTo(InstanceStatus.GROWING);
        assertThat(adapter.instance(Examples.INSTANCE).nodes())
                .extracting(node -> node.status())
                .containsExactly("normal", "normal", "creating");

        clock.advance(Duration.ofSeconds(4));
        assertThat(adapter.job(receipt.jobId()).succeeded()).isTrue();
        assertThat(adapter.instance(Examples.INSTANCE).status()).isEqualTo(InstanceStatus.RUNNING);
        assertThat(adapter.instance(Examples.INSTANCE).nodes())
                .allMatch(node -> node.status().equals("normal"))
                .hasSize(3);
    }

    @Test
    void a_yearly_monthly_instance_gets_its_node_once_the_order_is_paid() {
        OrderPlaced receipt = (OrderPlaced) adapter.scaleOut(Examples.YEARLY_MONTHLY_INSTANCE, ONE_NODE);

        assertThat(cloud.ordersToPay()).containsExactly(receipt.orderId());
        assertThat(cloud.nodeCount(Examples.YEARLY_MONTHLY_INSTANCE)).isEqualTo(2);
        JobId job = cloud.payOrder(receipt.orderId());
        clock.advance(Duration.ofSeconds(10));
        assertThat(adapter.job(job).succeeded()).isTrue();
        assertThat(cloud.nodeCount(Examples.YEARLY_MONTHLY_INSTANCE)).isEqualTo(3);
        assertThat(cloud.ordersToPay()).isEmpty();
    }

    @Test
    void auto_pay_pays_the_order_at_once() {
        ScaleOutRequest autoPay = ScaleOutRequest.builder(Examples.FLAVOR.value(), 2)
                .autoPay(true)
                .build();

        OrderId order = ((OrderPlaced) adapter.scaleOut(Examples.YEARLY_MONTHLY_INSTANCE, autoPay)).orderId();

        assertThat(cloud.ordersPlaced()).containsExactly(order);
        assertThat(cloud.ordersToPay()).isEmpty();
        assertThat(cloud.nodeCount(Examples.YEARLY_MONTHLY_INSTANCE)).isEqualTo(4);
        assertThat(adapter.jobsSince(Instant.EPOCH)).hasSize(1);
    }

    @Test
    void jobs_are_listed_newest_first_and_only_the_list_tells_why_one_failed() {
        cloud.failNextJob("no machine left");
        adapter.scaleOut(Examples.INSTANCE, ONE_NODE);
        clock.advance(Duration.ofSeconds(10));
        Instant between = clock.instant();
        adapter.scaleOut(Examples.INSTANCE, ONE_NODE);

        List<Job> jobs = adapter.jobsSince(Instant.EPOCH);
        assertThat(jobs).hasSize(2);
        assertThat(jobs.get(0).ended()).isFalse();
        assertThat(jobs.get(1).failReason()).contains("no machine left");
        assertThat(adapter.job(jobs.get(1).id()).failReason()).isEmpty();
        assertThat(adapter.jobsSince(between)).hasSize(1);
        assertThat(adapter.instance(Examples.INSTANCE).nodes())
                .extracting(node -> node.status())
                .containsExactly("normal", "normal", "enlargefail", "creating");
    }
}
