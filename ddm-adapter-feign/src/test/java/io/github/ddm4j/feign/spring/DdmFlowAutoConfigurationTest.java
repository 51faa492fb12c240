/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.FlowListener;
import io.github.ddm4j.core.flow.ScaleOutGoal;
import io.github.ddm4j.core.flow.ScaleOutIncompleteException;
import io.github.ddm4j.core.flow.ScaledOut;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.port.InstancePort;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DdmFlowAutoConfigurationTest {

    private static final ScaleOutGoal GOAL = new ScaleOutGoal(
            new InstanceId("28e8841d0b9c4f6a9a30742ee60e1068in09"),
            Optional.empty(),
            3,
            Optional.empty(),
            Instant.EPOCH,
            Set.of());

    @Test
    void the_flow_is_there_with_the_adapter_and_ends_before_it() {
        Contexts.usable().run(context -> {
            assertThat(context).hasSingleBean(ScaleOutFlow.class).hasSingleBean(DdmPorts.class);
            assertThat(context.getBeanFactory().getDependentBeans("ddmPorts")).contains("ddmFlow");
            assertThat(context.getBeanFactory().getDependentBeans("ddmAdapter")).contains("ddmPorts");
        });
    }

    @Test
    void a_flow_of_the_application_takes_its_place() {
        OwnPorts ports = new OwnPorts();
        Contexts.usable()
                .withBean("own", ScaleOutFlow.class, () -> ScaleOutFlow.builder(ports)
                        .build())
                .run(context ->
                        assertThat(context).hasSingleBean(ScaleOutFlow.class).hasBean("own"));
    }

    @Test
    void ports_of_the_application_get_a_flow_without_any_property() {
        Contexts.empty().withBean(OwnPorts.class).run(context -> assertThat(context)
                .hasSingleBean(ScaleOutFlow.class));
    }

    @Test
    void one_port_alone_is_no_ground_for_a_flow() {
        OwnPorts ports = new OwnPorts();
        Contexts.empty()
                .withBean(InstancePort.class, () -> ports::instance)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ScaleOutFlow.class));
    }

    @Test
    void every_listener_is_told_even_if_another_one_fails() {
        List<FlowEvent> told = new CopyOnWriteArrayList<>();
        Contexts.empty()
                .withBean(OwnPorts.class)
                .withBean("failing", FlowListener.class, () -> event -> {
                    throw new IllegalStateException();
                })
                .withBean("listening", FlowListener.class, () -> told::add)
                .run(context -> context.getBean(ScaleOutFlow.class).await(GOAL, Duration.ofHours(1)));
        assertThat(told).contains(new FlowEvent.WaitStarted(GOAL));
    }

    @Test
    void the_flow_is_closed_with_the_context() {
        AtomicReference<CompletableFuture<ScaledOut>> left = new AtomicReference<>();
        Contexts.empty()
                .withBean(OwnPorts.class)
                .run(context -> left.set(context.getBean(ScaleOutFlow.class).await(GOAL, Duration.ofHours(1))));
        assertThat(left.get())
                .isCompletedExceptionally()
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .havingCause()
                .asInstanceOf(type(ScaleOutIncompleteException.class))
                .extracting(ScaleOutIncompleteException::reason)
                .isEqualTo(ScaleOutIncompleteException.Reason.CLOSED);
    }
}
