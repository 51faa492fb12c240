/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;

/** Two processes with one provider and one journal. What goes wrong is told to one event list of each. */
abstract class KeyedReplicas {

    static final IdempotencyKey KEY = new IdempotencyKey("ticket 7");
    static final IdempotencyKey OTHER = new IdempotencyKey("ticket 8");

    final VirtualTime time = new VirtualTime();
    final StubProvider provider = new StubProvider().at(time);
    final TimedJournal journal = new TimedJournal(time);
    final List<FlowEvent> events = new ArrayList<>();
    private final List<ScaleOutFlow> flows = new ArrayList<>();
    final ScaleOutFlow first = replica(builder -> builder.listener(events::add));
    final ScaleOutFlow second = replica(builder -> builder.listener(events::add));

    /** One that does not wait for others. */
    final ScaleOutFlow hasty = replica(builder -> builder.listener(events::add).whenBusy(WhenBusy.REFUSE));

    ScaleOutFlow replica(UnaryOperator<ScaleOutFlowBuilder> options) {
        ScaleOutFlow flow = options.apply(
                        ScaleOutFlow.builder(provider).time(time).journal(journal))
                .build();
        flows.add(flow);
        return flow;
    }

    @AfterEach
    void closeFlows() {
        Thread.interrupted();
        flows.forEach(ScaleOutFlow::close);
    }

    Submission submit(ScaleOutFlow by) {
        return by.submit(KEY, INSTANCE, request(2));
    }

    /** The first process is killed while its order is on the way; at the provider this happens. */
    void dieWhileSending(Runnable meanwhile) {
        provider.nextAnswerIsLost(() -> {
            meanwhile.run();
            journal.isDown(true);
        });
        assertThat(catchThrowable(() -> submit(first))).isNotNull();
        journal.isDown(false);
        events.clear();
    }

    static ScaleOutReceipt placed(String order) {
        return new ScaleOutReceipt.OrderPlaced(INSTANCE, Optional.empty(), new OrderId(order));
    }

    List<String> eventNames() {
        return events.stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    <T extends FlowEvent> T only(Class<T> kind) {
        List<T> found = events.stream().filter(kind::isInstance).map(kind::cast).toList();
        assertThat(found).as(events.toString()).hasSize(1);
        return found.get(0);
    }

    KeyStatus status(IdempotencyKey key) {
        return second.find(key).orElseThrow();
    }

    void letPass(Duration duration) {
        time.run(duration);
    }
}
