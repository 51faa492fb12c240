/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Rules S: a wish that is granted.
 *
 * @since 0.1.0
 */
public abstract class AcceptanceContract extends ContractSuite {

    /** For the adapter's own package. */
    protected AcceptanceContract() {}

    @Test
    void s1_a_pay_per_use_instance_answers_with_the_job() {
        InstanceId instance = payPerUse();

        ScaleOutReceipt receipt = call(instance).mustSucceed();

        assertThat(receipt).isInstanceOf(JobStarted.class);
        assertThat(((JobStarted) receipt).jobId())
                .isEqualTo(only(instance).jobId().orElseThrow());
    }

    @Test
    void s2_a_yearly_monthly_instance_answers_with_the_order() {
        InstanceId instance = yearlyMonthly();

        ScaleOutReceipt receipt = call(instance).mustSucceed();

        assertThat(receipt).isInstanceOf(OrderPlaced.class);
        assertThat(((OrderPlaced) receipt).orderId())
                .isEqualTo(only(instance).orderId().orElseThrow());
    }

    @Test
    void s3_a_call_is_one_request_and_adds_as_many_nodes_as_asked_for() {
        InstanceId instance = payPerUse();

        call(instance, wish(3).build()).mustSucceed();

        assertRequests(1);
        assertThat(only(instance).request().nodesToAdd()).isEqualTo(3);
        assertThat(nodesInTheEnd(instance)).isEqualTo(NODES + 3);
    }

    @Test
    void s4_calling_twice_adds_twice_and_each_receipt_is_its_own() {
        InstanceId instance = payPerUse();
        ScaleOutRequest same = wish(2).build();

        ScaleOutReceipt first = call(instance, same).mustSucceed();
        fixture().finishJobs();
        ScaleOutReceipt second = call(instance, same).mustSucceed();

        assertThat(second).isNotEqualTo(first);
        assertThat(nodesInTheEnd(instance)).isEqualTo(NODES + 2 + 2);
    }

    @Test
    void s5_the_node_group_that_is_named_gets_the_nodes() {
        InstanceSnapshot before = fixture().givenInstance(BillingMode.PAY_PER_USE, 1, 2);
        GroupId first = before.groups().get(0).id();
        GroupId second = before.groups().get(1).id();

        call(before.id(), wish(3).groupId(second.value()).build()).mustSucceed();

        fixture().finishJobs();
        InstanceSnapshot after = fixture().stateOf(before.id());
        assertThat(after.group(first).orElseThrow().nodeCount()).isEqualTo(1);
        assertThat(after.group(second).orElseThrow().nodeCount()).isGreaterThan(2);
    }

    @Test
    void s6_an_order_is_not_paid_automatically_unless_asked_for() {
        InstanceId instance = yearlyMonthly();

        call(instance, wish(ADDED).build()).mustSucceed();

        assertThat(only(instance).request().autoPay()).isFalse();
        assertThat(nodesInTheEnd(instance)).as("nodes, though nobody paid").isEqualTo(NODES);
    }

    @Test
    void s7_an_order_is_paid_automatically_if_asked_for() {
        InstanceId instance = yearlyMonthly();

        call(instance, wish(ADDED).autoPay(true).build()).mustSucceed();

        assertThat(only(instance).request().autoPay()).isTrue();
        assertThat(nodesInTheEnd(instance)).as("nodes, once paid").isGreaterThan(NODES);
    }

    @Test
    void s8_the_flavor_arrives_as_asked_for() {
        InstanceId instance = payPerUse();
        FlavorId flavor = fixture().flavor();

        call(instance).mustSucceed();

        assertThat(only(instance).request().flavorId()).isEqualTo(flavor);
    }

    @Test
    void s9_the_availability_zones_arrive_as_asked_for() {
        InstanceId instance = yearlyMonthly();
        List<AvailabilityZone> zones = fixture().zones();
        List<String> backwards = List.of(zones.get(1).value(), zones.get(0).value());

        call(instance, wish(2).availabilityZones(backwards).build()).mustSucceed();

        assertThat(only(instance).request().availabilityZones())
                .extracting(AvailabilityZone::value)
                .isEqualTo(backwards);
    }

    @Test
    void s10_the_receipt_names_the_instance_that_was_asked_for() {
        fixture().givenInstance(BillingMode.PAY_PER_USE, 1);
        InstanceSnapshot asked = fixture().givenInstance(BillingMode.PAY_PER_USE, 1);

        ScaleOutReceipt receipt = call(asked.id()).mustSucceed();

        assertThat(receipt.instanceId()).isEqualTo(asked.id());
        assertThat(receipt.instanceName()).isIn(Optional.empty(), Optional.of(asked.name()));
        assertApplied(asked.id(), 1);
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // the point of the test
    void s11_a_null_argument_is_a_null_pointer_exception() {
        InstanceId instance = payPerUse();
        ScaleOutRequest request = wish(ADDED).build();

        assertThatNullPointerException().isThrownBy(() -> fixture().port().scaleOut(null, request));
        assertThatNullPointerException().isThrownBy(() -> fixture().port().scaleOut(instance, null));

        assertRequests(0);
        call(instance, request).mustSucceed();
    }

    private AppliedOrder only(InstanceId instance) {
        assertApplied(instance, 1);
        return appliedTo(instance).get(0);
    }
}
