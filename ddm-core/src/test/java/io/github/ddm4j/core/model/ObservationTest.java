/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Two readings show the same if they agree on the nodes. */
class ObservationTest {

    private static final Observation AT_REST = seen(4, List.of(group("g0", 2), group("g1", 2)), List.of());

    private static NodeGroup group(String id, int nodes) {
        return new NodeGroup(new GroupId(id), "group", true, nodes);
    }

    private static Job job(String id, String name, String status, boolean named) {
        return new Job(
                new JobId(id),
                name,
                new JobStatus(status),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                named ? Optional.of(new InstanceId("i1")) : Optional.empty(),
                Optional.empty());
    }

    private static Observation seen(int nodes, List<NodeGroup> groups, List<Job> jobs) {
        return new Observation(Duration.ZERO, Duration.ZERO, InstanceStatus.RUNNING, nodes, groups, jobs);
    }

    private static Observation withJob(String id, String name, String status, boolean named) {
        return seen(4, AT_REST.groups(), List.of(job(id, name, status, named)));
    }

    @Test
    void a_node_that_moved_from_one_group_to_another_is_a_change() {
        assertThat(AT_REST.showsTheSameAs(seen(4, List.of(group("g1", 2), group("g0", 2)), List.of())))
                .isTrue();
        assertThat(AT_REST.showsTheSameAs(seen(4, List.of(group("g0", 3), group("g1", 1)), List.of())))
                .isFalse();
    }

    @Test
    void a_job_at_the_nodes_is_a_change_and_so_is_its_end() {
        Observation running = withJob("j1", Job.ENLARGE_NODE, "Running", true);

        assertThat(AT_REST.showsTheSameAs(running)).isFalse();
        assertThat(running.showsTheSameAs(withJob("j2", Job.ENLARGE_NODE, "Running", true)))
                .isFalse();
        assertThat(running.showsTheSameAs(withJob("j1", Job.ENLARGE_NODE, "Completed", true)))
                .isFalse();
        assertThat(running.showsTheSameAs(withJob("j1", Job.ENLARGE_NODE, "Running", true)))
                .isTrue();
    }

    @Test
    void a_job_at_something_else_or_of_no_known_instance_is_no_change() {
        assertThat(AT_REST.showsTheSameAs(withJob("j1", "RestartNode", "Running", true)))
                .isTrue();
        assertThat(AT_REST.showsTheSameAs(withJob("j1", Job.ENLARGE_NODE, "Running", false)))
                .isTrue();
    }

    @Test
    void a_job_that_is_listed_twice_stands_as_it_is_listed_first() {
        List<Job> twice =
                List.of(job("j1", Job.ENLARGE_NODE, "Completed", true), job("j1", Job.ENLARGE_NODE, "Running", true));

        assertThat(withJob("j1", Job.ENLARGE_NODE, "Completed", true).showsTheSameAs(seen(4, AT_REST.groups(), twice)))
                .isTrue();
    }
}
