/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.validation.Rule;
import io.github.ddm4j.core.validation.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleOutRequestTest {

    private static final FlavorId FLAVOR = new FlavorId("flavor-1");

    @Test
    void a_plain_request_adds_to_the_only_group_and_pays_nothing_by_itself() {
        assertThat(ScaleOutRequest.builder("flavor-1", 2).build())
                .isEqualTo(new ScaleOutRequest(FLAVOR, 2, Optional.empty(), false, List.of()));
    }

    @Test
    void the_builder_carries_every_field() {
        ScaleOutRequest request = ScaleOutRequest.builder("flavor-1", 2)
                .groupId("group-1")
                .autoPay(true)
                .availabilityZones(List.of("az1", "az2"))
                .build();

        assertThat(request)
                .isEqualTo(new ScaleOutRequest(
                        FLAVOR,
                        2,
                        Optional.of(new GroupId("group-1")),
                        true,
                        List.of(new AvailabilityZone("az1"), new AvailabilityZone("az2"))));
    }

    @Test
    void values_that_are_typed_already_give_the_same_request_as_their_texts() {
        ScaleOutRequest typed = ScaleOutRequest.builder(FLAVOR, 2)
                .groupId(new GroupId("group-1"))
                .availabilityZones(List.of(new AvailabilityZone("az1"), new AvailabilityZone("az2")))
                .build();

        assertThat(typed)
                .isEqualTo(ScaleOutRequest.builder("flavor-1", 2)
                        .groupId("group-1")
                        .availabilityZones(List.of("az1", "az2"))
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "0, V4: node_number must be at least 1",
        "-1, V4: node_number must be at least 1",
        "-2147483648, V4: node_number must be at least 1",
        "33, 'V5: node_number must be at most 32, the most nodes an instance can have'",
        "2147483647, 'V5: node_number must be at most 32, the most nodes an instance can have'"
    })
    void a_number_of_nodes_out_of_range_is_refused_with_rule_and_value(int nodes, String message) {
        assertThatThrownBy(() -> ScaleOutRequest.builder("flavor-1", nodes).build())
                .isInstanceOf(InvalidScaleOutException.class)
                .hasMessage("Nothing was sent: " + message + ", but was '" + nodes + "'");
        assertThatThrownBy(() -> new ScaleOutRequest(FLAVOR, nodes, Optional.empty(), false, List.of()))
                .hasMessageContaining(message);
    }

    @Property
    void zones_are_named_for_each_node_or_not_at_all(
            @ForAll @IntRange(min = 1, max = 32) int nodes, @ForAll @IntRange(max = 40) int zones) {
        ScaleOutRequest.Builder builder =
                ScaleOutRequest.builder("flavor-1", nodes).availabilityZones(Collections.nCopies(zones, "az1"));

        if (zones == 0 || zones == nodes) {
            assertThat(builder.build().availabilityZones()).hasSize(zones);
        } else {
            assertThatThrownBy(builder::build)
                    .hasMessage("Nothing was sent: V6: available_zones must name one zone for each node to add,"
                            + " or be absent (node_number is " + nodes + "), but was '" + zones + " zones'");
        }
    }

    @Test
    void all_that_is_wrong_is_said_at_once_in_the_order_of_the_fields() {
        ScaleOutRequest.Builder builder =
                ScaleOutRequest.builder(" ", 0).groupId("../x").availabilityZones(Arrays.asList("a z", null, "az3"));

        InvalidScaleOutException refused = catchThrowableOfType(InvalidScaleOutException.class, builder::build);

        assertThat(refused.violations())
                .extracting(Violation::rule)
                .containsExactly(Rule.V1, Rule.V2, Rule.V2, Rule.V1, Rule.V4, Rule.V6);
        assertThat(refused.violations())
                .extracting(Violation::field)
                .containsExactly(
                        "flavor_id",
                        "group_id",
                        "available_zones",
                        "available_zones",
                        "node_number",
                        "available_zones");
        assertThat(refused).hasMessageContaining("V1: flavor_id").hasMessageContaining("; V2: group_id");
    }

    @Test
    void an_absent_flavor_is_a_violation_and_not_a_null_pointer() {
        assertThatThrownBy(() -> ScaleOutRequest.builder((String) null, 1).build())
                .hasMessage("Nothing was sent: V1: flavor_id is mandatory, but was absent");
    }

    @Test
    void a_later_change_of_the_callers_list_does_not_reach_the_request() {
        List<String> zones = new ArrayList<>(List.of("az1"));
        ScaleOutRequest.Builder builder = ScaleOutRequest.builder("flavor-1", 1).availabilityZones(zones);
        zones.add("az2");

        assertThat(builder.build().availabilityZones()).containsExactly(new AvailabilityZone("az1"));
    }

    @Test
    void a_null_component_is_named() {
        assertThatNullPointerException()
                .isThrownBy(() -> new ScaleOutRequest(FLAVOR, 1, null, false, List.of()))
                .withMessage("groupId");
    }
}
