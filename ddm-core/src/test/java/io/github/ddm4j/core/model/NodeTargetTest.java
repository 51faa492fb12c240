/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeTargetTest {

    @Test
    void the_request_adds_what_is_missing_as_the_target_says() {
        NodeTarget target = new NodeTarget(new FlavorId("f"), 5, Optional.of(new GroupId("g")), true);

        assertThat(target.adding(2))
                .isEqualTo(new ScaleOutRequest(new FlavorId("f"), 2, Optional.of(new GroupId("g")), true, List.of()));
        assertThat(NodeTarget.of("f", 5, "g")).returns(false, NodeTarget::autoPay);
        assertThat(NodeTarget.of("f", 32).groupId()).isEmpty();
        assertThat(NodeTarget.of("f", 1).nodes()).isEqualTo(1);
    }

    @Test
    void values_that_are_typed_already_give_the_same_target_as_their_texts() {
        FlavorId flavor = new FlavorId("f");

        assertThat(NodeTarget.of(flavor, 5)).isEqualTo(NodeTarget.of("f", 5));
        assertThat(NodeTarget.of(flavor, 5, new GroupId("g"))).isEqualTo(NodeTarget.of("f", 5, "g"));
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        assertThatThrownBy(() -> NodeTarget.of(" ", 0, "a/b"))
                .isInstanceOf(InvalidScaleOutException.class)
                .hasMessageContainingAll("V1: flavor_id", "V2: group_id", "V4: nodes must be at least 1, but was '0'");
        assertThatThrownBy(() -> NodeTarget.of("f", 33)).hasMessageContaining("V5: nodes must be at most 32");
        assertThatThrownBy(() -> new NodeTarget(new FlavorId("f"), -1, Optional.empty(), false))
                .hasMessageContaining("V4: nodes");
    }
}
