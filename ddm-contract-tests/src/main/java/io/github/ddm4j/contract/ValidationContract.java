/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceRules;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.validation.Rule;
import io.github.ddm4j.core.validation.Violation;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * Rules V: the inputs that are refused, and those that are not. V1 to V6 draw the line from both sides: beyond it
 * nothing can be sent, and up to it the adapter adds no line of its own. V7 to V12 need the instance's state: the
 * adapter has to read it truly, and the nodes must not come even if the caller did not look.
 *
 * @since 0.1.0
 */
public abstract class ValidationContract extends ContractSuite {

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected ValidationContract() {}

    @RuleTest
    void v0_all_violations_are_told_at_once() {
        assertRefused(
                () -> wish(0).groupId("a b").availabilityZones(List.of("")).build(),
                Rule.V1,
                Rule.V2,
                Rule.V4,
                Rule.V6);

        InstanceSnapshot instance = fixture().givenInstance(BillingMode.PAY_PER_USE, 12, 16);
        call(instance.id(), wish(2).groupId(group(instance)).build()).mustSucceed();
        int before = fixture().requestsSeen();
        assertThat(violations(instance.id(), wish(4).build())).containsExactly(Rule.V7, Rule.V8, Rule.V10);
        assertRequests(before);
    }

    @RuleTest
    void v1_a_mandatory_field_may_not_be_blank() {
        assertRefused(() -> ScaleOutRequest.builder((String) null, 2).build(), Rule.V1);
        assertRefused(() -> ScaleOutRequest.builder(" ", 2).build(), Rule.V1);
        assertRefused(() -> new InstanceId("\t"), Rule.V1);

        assertReachesTheProvider("i", ScaleOutRequest.builder("f", 2).build());
    }

    @RuleTest
    void v2_an_identifier_holds_letters_digits_underscores_and_hyphens() {
        for (String hostile : List.of("../x", "a b", "a\r\nb", "%2e", "a/b", "a?b", "a#b", "ä", "\u0661")) {
            assertRefused(() -> new InstanceId(hostile), Rule.V2);
            assertRefused(() -> ScaleOutRequest.builder(hostile, 2).build(), Rule.V2);
            assertRefused(() -> wish(2).groupId(hostile).build(), Rule.V2);
        }

        assertReachesTheProvider(
                "azAZ_09-", ScaleOutRequest.builder("-azAZ_09", 2).build());
    }

    @RuleTest
    void v3_an_identifier_has_up_to_128_characters() {
        assertRefused(() -> new InstanceId("i".repeat(129)), Rule.V3);
        assertRefused(() -> ScaleOutRequest.builder("f".repeat(10_000), 2).build(), Rule.V3);

        assertReachesTheProvider(
                "i".repeat(128), ScaleOutRequest.builder("f".repeat(128), 2).build());
    }

    @RuleTest
    void v4_at_least_one_node_is_added() {
        assertRefused(() -> wish(0).build(), Rule.V4);
        assertRefused(() -> wish(-1).build(), Rule.V4);
        assertRefused(() -> wish(Integer.MIN_VALUE).build(), Rule.V4);

        assertReachesTheProvider(payPerUse().value(), wish(1).build());
    }

    @RuleTest
    void v5_at_most_32_nodes_are_added() {
        assertRefused(() -> wish(33).build(), Rule.V5);
        assertRefused(() -> wish(Integer.MAX_VALUE).build(), Rule.V5);

        assertReachesTheProvider(payPerUse().value(), wish(32).build());
    }

    @RuleTest
    void v6_zones_are_named_for_each_node_or_not_at_all() {
        assertRefused(() -> wish(1).availabilityZones(zones()).build(), Rule.V6);
        assertRefused(() -> wish(3).availabilityZones(zones()).build(), Rule.V6);

        assertReachesTheProvider(
                yearlyMonthly().value(), wish(2).availabilityZones(zones()).build());
    }

    @RuleTest
    void v7_an_instance_that_is_not_running_is_not_scaled_out() {
        InstanceId instance = payPerUse();
        call(instance).mustSucceed();

        assertThat(violations(instance, wish(2).build())).containsExactly(Rule.V7);
        assertNotScaledOut(instance, wish(3).build(), 1);
        for (String other : List.of("ERROR", "FROZEN", "REDUCING", "SOMETHING_ELSE")) {
            InstanceId at = payPerUse();
            fixture().givenStatus(at, new InstanceStatus(other));
            assertThat(fixture().instances().instance(at).status()).isEqualTo(new InstanceStatus(other));
            assertThat(violations(at, wish(2).build())).containsExactly(Rule.V7);
        }
    }

    @RuleTest
    void v8_one_of_several_node_groups_has_to_be_named() {
        InstanceId instance =
                fixture().givenInstance(BillingMode.PAY_PER_USE, 1, 1).id();

        assertThat(violations(instance, wish(2).build())).containsExactly(Rule.V8);
        assertNotScaledOut(instance, wish(2).build(), 0);
    }

    @RuleTest
    void v9_no_other_node_group_than_the_instances_is_scaled_out() {
        InstanceSnapshot instance = fixture().givenInstance(BillingMode.PAY_PER_USE, 1);
        ScaleOutRequest stranger = wish(2).groupId("nobodys-group").build();

        assertThat(violations(instance.id(), stranger)).containsExactly(Rule.V9);
        assertThat(violations(instance.id(), wish(2).groupId(group(instance)).build()))
                .isEmpty();
        assertNotScaledOut(instance.id(), stranger, 0);
    }

    @RuleTest
    void v10_an_instance_does_not_grow_beyond_32_nodes() {
        InstanceId instance =
                fixture().givenInstance(BillingMode.PAY_PER_USE, 31).id();

        assertThat(violations(instance, wish(1).build())).isEmpty();
        assertThat(violations(instance, wish(2).build())).containsExactly(Rule.V10);
        assertNotScaledOut(instance, wish(2).build(), 0);
    }

    @RuleTest
    void v11_zones_are_for_yearly_monthly_instances_only() {
        ScaleOutRequest request = wish(2).availabilityZones(zones()).build();
        InstanceId instance = payPerUse();
        boolean told = fixture().capabilities().contains(Capability.TELLS_BILLING_MODE);

        assertThat(violations(instance, request)).isEqualTo(told ? List.of(Rule.V11) : List.of());
        assertThat(violations(yearlyMonthly(), request)).isEmpty();
        assertNotScaledOut(instance, request, 0);
    }

    @RuleTest
    void v12_a_linked_rds_instance_that_is_not_usable_is_read() {
        InstanceId instance = payPerUse();
        if (!fixture().capabilities().contains(Capability.TELLS_LINKED_RDS)) {
            assertThat(schemas(instance)).as("schemas()").isEmpty();
            call(instance).mustSucceed();
            return;
        }
        fixture().givenLinkedRds(instance, true);
        assertThat(InstanceRules.checkLinkedRds(schemas(instance).orElseThrow()))
                .isEmpty();
        assertThat(schemas(instance).orElseThrow()).hasSize(1);

        fixture().givenLinkedRds(instance, false);
        assertThat(InstanceRules.checkLinkedRds(schemas(instance).orElseThrow()))
                .extracting(Violation::rule)
                .containsExactly(Rule.V12);
        assertNotScaledOut(instance, wish(ADDED).build(), 0);
    }

    private Optional<List<Schema>> schemas(InstanceId instance) {
        return Outcome.of(() -> fixture().instances().schemas(instance)).mustSucceed();
    }

    private List<String> zones() {
        return fixture().zones().stream().map(AvailabilityZone::value).toList();
    }

    private static String group(InstanceSnapshot instance) {
        return instance.groups().get(0).id().value();
    }

    private List<Rule> violations(InstanceId instance, ScaleOutRequest request) {
        InstanceSnapshot read =
                Outcome.of(() -> fixture().instances().instance(instance)).mustSucceed();
        return InstanceRules.check(request, read).stream().map(Violation::rule).toList();
    }

    /** The provider's answer is the provider's business. */
    private void assertReachesTheProvider(String instance, ScaleOutRequest request) {
        Outcome<ScaleOutReceipt> outcome = call(new InstanceId(instance), request);

        assertThat(outcome.failure() instanceof InvalidScaleOutException)
                .as("refused by the adapter, though within the rules")
                .isFalse();
        assertThat(fixture().requestsSeen())
                .as("requests that reached the far side")
                .isPositive();
    }

    private void assertNotScaledOut(InstanceId instance, ScaleOutRequest request, int appliedBefore) {
        assertThat(call(instance, request).accepted()).as("accepted").isFalse();
        assertApplied(instance, appliedBefore);
    }

    private void assertRefused(ThrowingCallable input, Rule... rules) {
        InvalidScaleOutException refused = catchThrowableOfType(InvalidScaleOutException.class, input);

        assertThat(refused).as("refusal of the input").isNotNull();
        assertThat(refused.violations()).extracting(Violation::rule).containsExactlyInAnyOrder(rules);
        assertRequests(0);
    }
}
