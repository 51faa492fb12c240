/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobStatus;
import io.github.ddm4j.core.model.NodeTarget;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A baseline is settled if no job of somebody else's may still show in the nodes. */
class BaselineAtRestTest {

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final ScaleOutFlow flow =
            ScaleOutFlow.builder(provider).time(time).whenBusy(WhenBusy.REFUSE).build();

    @AfterEach
    void close() {
        flow.close();
    }

    private Baseline baseline() {
        return flow.submit(INSTANCE, request(2)).baseline();
    }

    private static Job of(String name, Optional<InstanceId> instance) {
        return new Job(
                new JobId("j9"),
                name,
                new JobStatus("Completed"),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                instance,
                Optional.empty());
    }

    @Test
    void it_is_settled_where_nothing_happened() {
        assertThat(baseline().settled()).isTrue();
    }

    @Test
    void it_is_not_settled_where_somebody_elses_job_at_the_nodes_has_just_ended() {
        provider.shows(instance("RUNNING", 2), job("j9", "Completed"));

        assertThat(baseline().settled()).isFalse();
    }

    @Test
    void it_is_settled_where_ones_own_job_has_ended() {
        baseline();
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));

        assertThat(baseline().settled()).isTrue();
    }

    @Test
    void it_is_settled_where_a_job_changes_no_nodes_or_none_of_a_known_instance() {
        provider.shows(instance("RUNNING", 2), of("RestartNode", Optional.of(INSTANCE)));
        assertThat(baseline().settled()).isTrue();

        provider.shows(instance("RUNNING", 4), of(Job.ENLARGE_NODE, Optional.empty()), job("j1", "Completed"));
        assertThat(baseline().settled()).isTrue();
    }

    @Test
    void a_target_is_not_counted_while_nodes_of_an_ended_job_are_not_shown_yet() {
        baseline();
        provider.shows(instance("RUNNING", 2), job("j1", "Completed"));

        assertThatThrownBy(() -> flow.ensure(INSTANCE, NodeTarget.of("flavor-1", 4, "g0")))
                .isInstanceOf(ScaleOutRejectedException.class)
                .hasMessageContaining("its nodes are not shown yet");
        assertThat(provider.sent()).isEqualTo(1);
    }
}
