/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.validation.Rule;
import io.github.ddm4j.core.validation.ScaleOutRules;
import io.github.ddm4j.core.validation.Violation;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceRulesTest {

    private static final ScaleOutRequest TWO_MORE = request(2).build();

    @Test
    void a_running_instance_with_one_group_and_room_takes_the_request() {
        assertThat(InstanceRules.check(TWO_MORE, instance("RUNNING", 30, 1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GROWING", "ERROR", "FROZEN", "SOMETHING_NEW", ""})
    void v7_only_a_running_instance_takes_one(String status) {
        assertThat(InstanceRules.check(TWO_MORE, instance(status, 2, 1)))
                .extracting(Violation::toString)
                .containsExactly("V7: status must be RUNNING, but was '" + status + "'");
    }

    @Test
    void v8_with_several_groups_the_group_must_be_named() {
        assertThat(InstanceRules.check(TWO_MORE, instance("RUNNING", 4, 2)))
                .extracting(Violation::toString)
                .containsExactly("V8: group_id is mandatory, because the instance has more than one node group,"
                        + " but was absent");
        assertThat(InstanceRules.check(request(2).groupId("g2").build(), instance("RUNNING", 4, 2)))
                .isEmpty();
    }

    @Test
    void v9_the_named_group_must_be_one_of_the_instances() {
        assertThat(InstanceRules.check(request(2).groupId("g9").build(), instance("RUNNING", 4, 2)))
                .extracting(Violation::toString)
                .containsExactly("V9: group_id must be a node group of the instance, but was 'g9'");
    }

    @Test
    void v10_the_instance_must_not_outgrow_the_limit() {
        assertThat(InstanceRules.check(TWO_MORE, instance("RUNNING", 31, 1)))
                .extracting(Violation::toString)
                .containsExactly("V10: node_number must leave the instance with at most 32 nodes"
                        + " (31 now, 33 after), but was '2'");
    }

    @Property
    void v10_holds_for_whatever_number_of_nodes_the_provider_tells(
            @ForAll @IntRange(min = 0) int now, @ForAll @IntRange(min = 1, max = 32) int more) {
        boolean fits = (long) now + more <= ScaleOutRules.MAX_NODES;

        assertThat(InstanceRules.check(request(more).build(), instance("RUNNING", now, 1))
                        .isEmpty())
                .isEqualTo(fits);
    }

    @ParameterizedTest
    @EnumSource(BillingMode.class)
    void v11_zones_are_refused_where_the_instance_is_known_to_be_billed_by_use(BillingMode billing) {
        ScaleOutRequest withZones = request(1).availabilityZones(List.of("az1")).build();

        List<Violation> found = InstanceRules.check(withZones, instance("RUNNING", 2, 1, billing));

        if (billing == BillingMode.PAY_PER_USE) {
            assertThat(found)
                    .extracting(Violation::toString)
                    .containsExactly("V11: available_zones is for yearly/monthly instances only, but was '[az1]'");
        } else {
            assertThat(found).isEmpty();
        }
    }

    @Test
    void all_that_is_wrong_is_said_at_once_in_the_order_of_the_rules() {
        ScaleOutRequest request =
                request(1).groupId("g9").availabilityZones(List.of("az1")).build();

        assertThat(InstanceRules.check(request, instance("FROZEN", 32, 2)))
                .extracting(Violation::rule)
                .containsExactly(Rule.V7, Rule.V9, Rule.V10, Rule.V11);
    }

    private static ScaleOutRequest.Builder request(int nodes) {
        return ScaleOutRequest.builder("flavor-1", nodes);
    }

    private static InstanceSnapshot instance(String status, int nodes, int groups) {
        return instance(status, nodes, groups, BillingMode.PAY_PER_USE);
    }

    private static InstanceSnapshot instance(String status, int nodes, int groups, BillingMode billing) {
        List<NodeGroup> all = IntStream.rangeClosed(1, groups)
                .mapToObj(i -> new NodeGroup(new GroupId("g" + i), "group " + i, i > 1, nodes / groups))
                .toList();
        return new InstanceSnapshot(
                new InstanceId("i1"), "name", new InstanceStatus(status), billing, nodes, all, List.of());
    }
}
