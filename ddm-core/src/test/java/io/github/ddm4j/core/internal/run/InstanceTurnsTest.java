/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.WhenBusy;
import io.github.ddm4j.core.internal.run.Step.Done;
import io.github.ddm4j.core.internal.run.Step.Failed;
import io.github.ddm4j.core.internal.run.Step.Stopped;
import io.github.ddm4j.core.internal.run.Step.Waiting;
import io.github.ddm4j.core.model.InstanceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstanceTurnsTest {

    private static final Duration END = Duration.ofMinutes(1);

    private final List<FlowEvent> events = new ArrayList<>();
    private final InstanceTurns turns = new InstanceTurns(new Events(events::add));

    @Test
    void other_instances_do_not_wait() {
        take();

        assertThat(turns.take(new InstanceId("i2"), WhenBusy.WAIT, END)).isInstanceOf(Done.class);
        assertThat(events).isEmpty();
    }

    @Test
    void the_next_one_waits_until_the_turn_is_over_and_in_the_order_of_arrival() {
        Runnable first = take();
        Waiting<Runnable> second = queue();
        Waiting<Runnable> third = queue();
        assertThat(events).containsExactly(new FlowEvent.TurnAwaited(INSTANCE), new FlowEvent.TurnAwaited(INSTANCE));
        assertThat(second.until()).isEqualTo(END);

        first.run();
        assertThat(second.signal()).isDone();
        assertThat(third.signal()).isNotDone();
        goOn(second).run();
        assertThat(third.signal()).isDone();
        goOn(third).run();

        take().run();
    }

    @Test
    void who_may_not_wait_is_refused_and_leaves_no_trace() {
        Runnable first = take();

        assertRefused(turns.take(INSTANCE, WhenBusy.REFUSE, END));
        first.run();
        take().run();
        assertThat(events).isEmpty();
    }

    @Test
    void who_has_waited_long_enough_is_refused_and_passed_over() {
        Runnable first = take();
        Waiting<Runnable> late = queue();
        Waiting<Runnable> patient = queue();
        assertRefused(late.next().apply(Optional.empty()));
        first.run();

        assertThat(late.signal()).isNotDone();
        assertThat(patient.signal()).isDone();
    }

    @Test
    void who_is_stopped_leaves_the_queue() {
        Runnable first = take();
        Waiting<Runnable> stopped = queue();
        assertThat(stop(stopped)).isInstanceOf(Failed.class);
        first.run();

        take().run();
    }

    @Test
    void who_is_stopped_in_the_moment_of_its_turn_passes_it_on() {
        Runnable first = take();
        Waiting<Runnable> stopped = queue();
        Waiting<Runnable> patient = queue();
        first.run();
        assertThat(stop(stopped)).isInstanceOf(Failed.class);

        assertThat(patient.signal()).isDone();
    }

    private Runnable take() {
        return ((Done<Runnable>) turns.take(INSTANCE, WhenBusy.WAIT, END)).value();
    }

    private Waiting<Runnable> queue() {
        return (Waiting<Runnable>) turns.take(INSTANCE, WhenBusy.WAIT, END);
    }

    private static Runnable goOn(Waiting<Runnable> waiting) {
        return ((Done<Runnable>) waiting.next().apply(Optional.empty())).value();
    }

    private static Step<Runnable> stop(Waiting<Runnable> waiting) {
        return waiting.next().apply(Optional.of(new Stopped(Stopped.By.CLOSING)));
    }

    private static void assertRefused(Step<Runnable> step) {
        assertThat(((Failed<Runnable>) step).failure())
                .isInstanceOf(ScaleOutRejectedException.class)
                .hasMessage("Not sent: another scale-out of instance i1 is being submitted");
    }
}
