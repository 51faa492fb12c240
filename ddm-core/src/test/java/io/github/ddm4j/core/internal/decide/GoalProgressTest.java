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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An instance with 2 nodes in group g0 and 3 in group g1. */
class GoalProgressTest {

    private static final Optional<GroupId> OURS = Optional.of(GROUP);
    private static final Optional<GroupId> OTHER = Optional.of(new GroupId("g1"));

    @Test
    void nodes_of_another_group_tell_nothing() {
        assertThat(arrival(OURS, 2, node(OTHER, "enlargefail")))
                .isEqualTo(new GoalProgress(2, true, List.of(), List.of()));
        assertThat(arrival(OURS, 2, node(OTHER, "creating")))
                .isEqualTo(new GoalProgress(2, true, List.of(), List.of()));
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

    @Test
    void nodes_alone_are_there_when_so_many_of_the_group_have_joined() {
        List<Node> two = List.of(node("n1", OURS, "normal"), node("n2", OURS, "normal"), node("n3", OTHER, "normal"));

        assertThat(GoalProgress.ofNodes(goal(OURS, 2), two))
                .isEqualTo(new GoalProgress(2, true, List.of(), two.subList(0, 2)));
        assertThat(GoalProgress.ofNodes(goal(OURS, 3), two).there()).isFalse();
        assertThat(GoalProgress.ofNodes(goal(Optional.empty(), 3), two).there()).isTrue();
    }

    @Test
    void nodes_alone_are_not_there_while_one_of_the_group_is_being_made() {
        Node made = node("n1", OURS, "normal");

        assertThat(GoalProgress.ofNodes(goal(OURS, 1), List.of(made, node("n2", OURS, "creating")))
                        .there())
                .isFalse();
        assertThat(GoalProgress.ofNodes(goal(OURS, 1), List.of(made, node("n2", OTHER, "creating")))
                        .there())
                .isTrue();
    }

    @Test
    void among_nodes_alone_one_whose_group_is_not_told_counts_and_one_that_is_listed_twice_counts_once() {
        Node untold = node("n2", Optional.empty(), "normal");

        assertThat(GoalProgress.ofNodes(goal(OURS, 2), List.of(node("n1", OURS, "normal"), untold))
                        .there())
                .isTrue();
        assertThat(GoalProgress.ofNodes(goal(OURS, 2), List.of(untold, untold)).there())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abnormal", "resizing", "deleting", "createfail", "brand-new", ""})
    void among_nodes_alone_one_that_is_not_normal_does_not_count(String status) {
        List<Node> nodes = List.of(node("n1", OURS, "normal"), node("n2", OURS, status));

        assertThat(GoalProgress.ofNodes(goal(OURS, 2), nodes).there()).isFalse();
        assertThat(GoalProgress.ofNodes(goal(OURS, 1), nodes).there()).isTrue();
    }

    @Test
    void nodes_alone_tell_who_failed_to_join_and_one_that_had_failed_before_is_neither_told_nor_counted() {
        List<Node> nodes = List.of(node("n1", OURS, "normal"), node("n2", OURS, "enlargefail"));
        ScaleOutGoal failedBefore =
                new ScaleOutGoal(INSTANCE, OURS, 2, Optional.empty(), VirtualTime.START, Set.of("n2"));

        assertThat(GoalProgress.ofNodes(goal(OURS, 2), nodes).failedNodes()).containsExactly("n2");
        assertThat(GoalProgress.ofNodes(failedBefore, nodes)).isEqualTo(new GoalProgress(1, false, List.of(), nodes));
    }

    private static Node node(Optional<GroupId> group, String status) {
        return node("n1", group, status);
    }

    private static Node node(String id, Optional<GroupId> group, String status) {
        return new Node(id, status, group);
    }

    private static ScaleOutGoal goal(Optional<GroupId> group, int nodes) {
        return new ScaleOutGoal(INSTANCE, group, nodes, Optional.empty(), VirtualTime.START, Set.of());
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
        return GoalProgress.of(goal(group, nodes), shown, false);
    }
}
