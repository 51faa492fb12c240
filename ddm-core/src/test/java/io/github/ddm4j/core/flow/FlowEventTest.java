/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.NodeTarget;
import io.github.ddm4j.core.port.Correlation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlowEventTest {

    private static final Baseline BASELINE =
            new Baseline(request(2), Samples.instance("RUNNING", 2), VirtualTime.START, VirtualTime.START, Set.of());

    private static final Correlation CORRELATION =
            new Correlation(INSTANCE, Optional.empty(), 1, Optional.empty(), Optional.empty());

    static Stream<FlowEvent> stepsOfAnInstance() {
        Submission.Applied applied = new Submission.Accepted(BASELINE, StubProvider.jobStarted("j1"));
        ScaleOutGoal goal = applied.goal();
        return Stream.of(
                new FlowEvent.TurnAwaited(INSTANCE),
                new FlowEvent.Sending(CORRELATION, BASELINE),
                new FlowEvent.Submitted(CORRELATION, applied),
                new FlowEvent.GaveUp(CORRELATION, new Evidence(BASELINE, Doubt.TIME_OVER, List.of())),
                new FlowEvent.WaitStarted(goal),
                new FlowEvent.JobProgressed(INSTANCE, Samples.job("j1", "Running")),
                new FlowEvent.WaitSucceeded(new ScaledOut(goal, Optional.empty(), 4, List.of()), Duration.ZERO),
                new FlowEvent.NothingToAdd(
                        CORRELATION,
                        new Ensured.AlreadyThere(
                                NodeTarget.of("flavor-1", 2), Samples.instance("RUNNING", 2), 2, List.of())),
                new FlowEvent.WaitFailed(
                        new ScaleOutIncompleteException(
                                ScaleOutIncompleteException.Reason.CLOSED, goal, "closed", null, List.of(), null),
                        Duration.ZERO));
    }

    @ParameterizedTest
    @MethodSource("stepsOfAnInstance")
    void a_step_of_one_instance_names_it(FlowEvent step) {
        assertThat(step.instance()).contains(INSTANCE);
    }

    @Test
    void a_read_that_serves_several_names_none() {
        FlowEvent failed =
                new FlowEvent.ReadFailed(Optional.empty(), ProviderUnavailableException.notAttempted("Not read", null));

        assertThat(failed.instance()).isEmpty();
    }
}
