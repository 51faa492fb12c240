/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.ScaleOutGoal;
import io.github.ddm4j.core.flow.ScaleOutIncompleteException;
import io.github.ddm4j.core.flow.ScaledOut;
import io.github.ddm4j.core.model.InstanceId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each wait is timed by itself, also where another one waits for the same. */
class WaitMetersTest {

    private static final InstanceId INSTANCE = new InstanceId("i1");
    private static final ScaleOutGoal GOAL =
            new ScaleOutGoal(INSTANCE, Optional.empty(), 4, Optional.empty(), Instant.EPOCH, Set.of());

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final DdmMetrics metrics = DdmMetrics.of(meters);

    @Test
    void two_waits_for_the_same_are_recorded_with_the_time_of_each() {
        ScaledOut result = new ScaledOut(GOAL, Optional.empty(), 4, List.of());
        metrics.on(new FlowEvent.WaitStarted(GOAL));
        metrics.on(new FlowEvent.WaitStarted(GOAL));
        metrics.on(new FlowEvent.WaitSucceeded(result, Duration.ofMillis(3000)));
        metrics.on(new FlowEvent.WaitSucceeded(result, Duration.ofMillis(500)));
        metrics.on(new FlowEvent.WaitFailed(
                new ScaleOutIncompleteException(
                        ScaleOutIncompleteException.Reason.TIME_OVER, GOAL, "over", null, List.of(), null),
                Duration.ofMillis(70)));

        assertThat(total("ok", "none")).isEqualTo(3500);
        assertThat(total("incomplete", "time_over")).isEqualTo(70);
    }

    private double total(String outcome, String reason) {
        return meters.get("ddm.waits")
                .tags("outcome", outcome, "reason", reason)
                .timer()
                .totalTime(TimeUnit.MILLISECONDS);
    }
}
