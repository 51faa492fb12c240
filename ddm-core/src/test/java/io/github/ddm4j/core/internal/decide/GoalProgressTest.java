/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import static io.github.ddm4j.core.flow.Samples.GROUP;
import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.flow.Samples;
import io.github.ddm4j.core.flow.ScaleOutGoal;
import io.github.ddm4j.core.flow.VirtualTime;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An instance with 2 nodes in group g0 and 3 in group g1. */
class GoalProgressTest {

    private static final Optional<GroupId> OURS = Optional.of(GROUP);
    private static final Optional<GroupId> OTHER = Optional.of(new GroupId("g1"));

    @Test
    void nodes_of_another_group_tell_nothing() {
        assertThat(arrival(OURS, 2, node(OTHER, "enlargefail"))).isEqualTo(new GoalProgress(true, List.of()));
        assertThat(arrival(OURS, 2, node(OTHER, "creating"))).isEqualTo(new GoalProgress(true, List.of()));
    }

    @Test
    void nodes_of_our_group_and_those_that_name_none_count() {
        assertThat(arrival(OURS, 2, node(OURS, "enlargefail")).failedNodes()).containsExactly("n1");
        assertThat(arrival(OURS, 2, node(Optional.empty(), "enlargefail")).failedNodes())
                .containsExactly("n1");
        assertThat(arrival(OURS, 2, node(OURS, "creating")).there()).isFalse();
    }

    @Test
    void without_a_group_all_nodes_count() {
        assertThat(arrival(Optional.empty(), 5, node(OTHER, "normal")).there()).isTrue();
        assertThat(arrival(Optional.empty(), 6, node(OTHER, "normal")).there()).isFalse();
        assertThat(arrival(Optional.empty(), 5, node(OTHER, "enlargefail")).failedNodes())
                .containsExactly("n1");
    }

    @Test
    void a_group_that_is_not_shown_has_no_nodes() {
        assertThat(arrival(Optional.of(new GroupId("g9")), 1, node(OTHER, "normal"))
                        .there())
                .isFalse();
    }

    private static Node node(Optional<GroupId> group, String status) {
        return new Node("n1", status, group);
    }

    private static GoalProgress arrival(Optional<GroupId> group, int nodes, Node node) {
        InstanceSnapshot groups = Samples.instance("RUNNING", 2, 3);
        InstanceSnapshot shown = new InstanceSnapshot(
                groups.id(),
                groups.name(),
                groups.status(),
                groups.billingMode(),
                groups.nodeCount(),
                groups.groups(),
                List.of(node));
        ScaleOutGoal goal = new ScaleOutGoal(INSTANCE, group, nodes, Optional.empty(), VirtualTime.START, Set.of());
        return GoalProgress.of(goal, shown, false);
    }
}
