/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is done in whatever order, the cloud agrees with a few counters. */
class FakeCloudModelPropertyTest {

    private static final int JOB_SECONDS = 10;

    enum Kind {
        SCALE_OUT,
        PAY,
        WAIT
    }

    record Step(Kind kind, boolean yearly, int amount) {}

    /** What the cloud should say, in the simplest words. */
    private static final class Model {
        private final Map<InstanceId, Integer> nodes = new HashMap<>();
        private final Map<InstanceId, Integer> ordered = new HashMap<>();
        private final Map<InstanceId, Long> busyUntil = new HashMap<>();
        private final Queue<Integer> toPay = new ArrayDeque<>();
        private long now;

        private boolean busy(InstanceId id) {
            return busyUntil.getOrDefault(id, 0L) > now;
        }

        private boolean takes(InstanceId id, int amount) {
            return !busy(id) && nodes.getOrDefault(id, 2) + ordered.getOrDefault(id, 0) + amount <= 32;
        }

        private void startJob(InstanceId id, int amount) {
            nodes.merge(id, 2 + amount, (before, more) -> before + amount);
            busyUntil.put(id, Math.max(now, busyUntil.getOrDefault(id, 0L)) + JOB_SECONDS);
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Combinators.combine(
                        Arbitraries.of(Kind.values()),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 12))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 150)
    void the_cloud_and_the_model_agree(@ForAll("histories") List<Step> history) {
        FakeClock clock = FakeClock.at(Instant.EPOCH);
        FakeCloud cloud = FakeCloud.builder()
                .clock(clock)
                .jobDuration(Duration.ofSeconds(JOB_SECONDS))
                .withExamples()
                .build();
        Model model = new Model();
        try (InMemoryScaleOutAdapter adapter =
                InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT).build()) {
            for (Step step : history) {
                perform(step, clock, cloud, adapter, model);
                agree(cloud, model, Examples.INSTANCE);
                agree(cloud, model, Examples.YEARLY_MONTHLY_INSTANCE);
                assertThat(cloud.ordersToPay()).hasSameSizeAs(model.toPay);
            }
        }
    }

    private static void perform(
            Step step, FakeClock clock, FakeCloud cloud, InMemoryScaleOutAdapter adapter, Model model) {
        switch (step.kind()) {
            case WAIT -> {
                clock.advance(Duration.ofSeconds(step.amount()));
                model.now += step.amount();
            }
            case PAY -> cloud.ordersToPay().stream().findFirst().ifPresent(order -> pay(order, cloud, model));
            case SCALE_OUT -> scaleOut(step, adapter, model);
        }
    }

    private static void pay(OrderId order, FakeCloud cloud, Model model) {
        cloud.payOrder(order);
        int amount = model.toPay.remove();
        model.ordered.merge(Examples.YEARLY_MONTHLY_INSTANCE, -amount, Integer::sum);
        model.startJob(Examples.YEARLY_MONTHLY_INSTANCE, amount);
    }

    private static void scaleOut(Step step, InMemoryScaleOutAdapter adapter, Model model) {
        InstanceId id = step.yearly() ? Examples.YEARLY_MONTHLY_INSTANCE : Examples.INSTANCE;
        ScaleOutRequest request =
                ScaleOutRequest.builder(Examples.FLAVOR.value(), step.amount()).build();
        boolean accepted;
        try {
            ScaleOutReceipt receipt = adapter.scaleOut(id, request);
            assertThat(receipt instanceof ScaleOutReceipt.OrderPlaced).isEqualTo(step.yearly());
            accepted = true;
        } catch (ScaleOutRejectedException e) {
            accepted = false;
        }
        assertThat(accepted).isEqualTo(model.takes(id, step.amount()));
        if (accepted && step.yearly()) {
            model.ordered.merge(id, step.amount(), Integer::sum);
            model.toPay.add(step.amount());
        } else if (accepted) {
            model.startJob(id, step.amount());
        }
    }

    private static void agree(FakeCloud cloud, Model model, InstanceId id) {
        assertThat(cloud.nodeCount(id)).isEqualTo(model.nodes.getOrDefault(id, 2));
        assertThat(cloud.instance(id).status())
                .isEqualTo(model.busy(id) ? InstanceStatus.GROWING : InstanceStatus.RUNNING);
    }
}
