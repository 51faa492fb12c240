/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.VirtualTime;
import io.github.ddm4j.core.flow.WhenBusy;
import io.github.ddm4j.core.model.InstanceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InstanceTurnsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualTime time = new VirtualTime();
    private final BlockingQueue<FlowEvent> queued = new ArrayBlockingQueue<>(10);
    private final InstanceTurns turns = new InstanceTurns(WhenBusy.WAIT, time, new Events(queued::add));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void other_instances_do_not_wait() throws Exception {
        turns.take(INSTANCE, MINUTE);
        turns.take(new InstanceId("i2"), MINUTE);

        assertThat(queued).isEmpty();
    }

    @Test
    void the_next_one_waits_until_the_turn_is_over_and_in_the_order_of_arrival() throws Exception {
        List<String> order = new ArrayList<>();
        InstanceTurns.Turn first = turns.take(INSTANCE, MINUTE);
        Future<?> second = takeAndNote("second", order);
        Future<?> third = takeAndNote("third", order);
        order.add("first");
        first.close();
        second.get();
        third.get();

        assertThat(order).containsExactly("first", "second", "third");
        turns.take(INSTANCE, MINUTE).close();
    }

    private Future<?> takeAndNote(String name, List<String> order) throws InterruptedException {
        Future<?> taken = threads.submit(() -> {
            InstanceTurns.Turn turn = turns.take(INSTANCE, MINUTE);
            order.add(name);
            turn.close();
            return name;
        });
        queued.take();
        return taken;
    }

    @Test
    void who_may_not_wait_is_refused_and_leaves_no_trace() throws Exception {
        InstanceTurns strict = new InstanceTurns(WhenBusy.REFUSE, time, new Events(queued::add));
        InstanceTurns.Turn first = strict.take(INSTANCE, MINUTE);

        assertThatThrownBy(() -> strict.take(INSTANCE, MINUTE))
                .isInstanceOf(ScaleOutRejectedException.class)
                .hasMessage("Not sent: another scale-out of instance i1 is being submitted");
        first.close();
        strict.take(INSTANCE, MINUTE).close();
    }

    @Test
    void who_has_waited_long_enough_is_refused_and_passed_over() throws Exception {
        InstanceTurns.Turn first = turns.take(INSTANCE, MINUTE);
        Future<?> late = threads.submit(() -> turns.take(INSTANCE, MINUTE));
        queued.take();
        while (time.pendingTasks() == 0) {
            Thread.onSpinWait();
        }
        time.run(MINUTE);

        assertThatThrownBy(late::get).hasCauseInstanceOf(ScaleOutRejectedException.class);
        first.close();
        turns.take(INSTANCE, MINUTE).close();
    }

    @Test
    void who_is_interrupted_passes_the_turn_on() throws Exception {
        InstanceTurns.Turn first = turns.take(INSTANCE, MINUTE);
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                turns.take(INSTANCE, MINUTE);
            } catch (InterruptedException e) {
                ended.complete(e);
            }
        });
        waiting.start();
        queued.take();
        waiting.interrupt();

        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        first.close();
        turns.take(INSTANCE, MINUTE).close();
        assertThat(queued).isEmpty();
    }
}
