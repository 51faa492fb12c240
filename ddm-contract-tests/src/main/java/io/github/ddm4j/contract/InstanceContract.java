/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Node;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Rules Q: reading an instance.
 *
 * @since 0.1.0
 */
public abstract class InstanceContract extends ContractSuite {

    /** For the adapter's own package. */
    protected InstanceContract() {}

    @Test
    void q1_an_instance_is_read_with_everything_that_is_known_of_it() {
        fixture().givenInstance(BillingMode.PAY_PER_USE, 1);
        InstanceId asked =
                fixture().givenInstance(BillingMode.PAY_PER_USE, 1, 2).id();

        assertReadAsItIs(asked);
    }

    @Test
    void q2_all_groups_and_nodes_are_read_over_any_number_of_pages() {
        int[] moreGroupsThanThePageSizeByDefault = {22, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        InstanceSnapshot large = fixture().givenInstance(BillingMode.PAY_PER_USE, moreGroupsThanThePageSizeByDefault);

        InstanceSnapshot read = reading(large.id()).mustSucceed();

        assertThat(read.groups()).hasSameSizeAs(large.groups());
        assertThat(read.nodes()).extracting(Node::id).containsExactlyInAnyOrderElementsOf(ids(large));
    }

    @Test
    void q3_an_instance_that_does_not_exist_is_not_found() {
        InstanceId nobodys = new InstanceId("00000000000000000000000000000000in09");

        reading(nobodys).mustBeRejected(RejectionReason.NOT_FOUND);
    }

    @Test
    void q4_an_instance_that_is_being_scaled_out_is_growing() {
        InstanceId instance = payPerUse();
        call(instance).mustSucceed();

        assertThat(reading(instance).mustSucceed().status()).isEqualTo(InstanceStatus.GROWING);
        fixture().finishJobs();
        assertThat(reading(instance).mustSucceed().status()).isEqualTo(InstanceStatus.RUNNING);
    }

    @Test
    void q5_the_billing_mode_is_told_or_unknown() {
        boolean told = fixture().capabilities().contains(Capability.TELLS_BILLING_MODE);

        assertThat(reading(payPerUse()).mustSucceed().billingMode())
                .isEqualTo(told ? BillingMode.PAY_PER_USE : BillingMode.UNKNOWN);
        assertThat(reading(yearlyMonthly()).mustSucceed().billingMode())
                .isEqualTo(told ? BillingMode.YEARLY_MONTHLY : BillingMode.UNKNOWN);
    }

    @Test
    void q6_without_a_usable_answer_reading_is_unavailable() {
        InstanceId instance = payPerUse();
        for (Trouble trouble :
                List.of(Mishap.REPLY_CUT, Mishap.REPLY_GARBAGE, Answer.bare(499), Answer.of(400, "DBS.300002"))) {
            fixture().givenReadTrouble(trouble);
            reading(instance).mustBeUnavailable();
        }
    }

    @Test
    void q6_with_a_provider_that_is_down_reading_is_unavailable() {
        InstanceId instance = payPerUse();
        fixture().givenProviderDown();

        assertThat(reading(instance).mustBeUnavailable().signalsOutage())
                .as("signalsOutage()")
                .isTrue();
    }

    @Test
    void q7_reading_changes_nothing() {
        InstanceId instance = payPerUse();
        InstanceSnapshot before = fixture().stateOf(instance);

        for (int i = 0; i < 3; i++) {
            reading(instance).mustSucceed();
        }

        assertThat(fixture().stateOf(instance)).isEqualTo(before);
        assertRequests(0);
        assertThat(fixture().applied()).isEmpty();
    }

    @Test
    void q8_a_read_that_the_provider_refuses_is_rejected() {
        InstanceId instance = payPerUse();
        fixture().givenReadTrouble(Answer.of(403, "APIGW.0302"));

        assertThat(reading(instance).mustBeRejected(RejectionReason.ACCESS).errorCode())
                .contains("APIGW.0302");
    }

    private Outcome<InstanceSnapshot> reading(InstanceId instance) {
        return Outcome.of(() -> fixture().instances().instance(instance));
    }

    private void assertReadAsItIs(InstanceId instance) {
        InstanceSnapshot read = reading(instance).mustSucceed();
        InstanceSnapshot is = fixture().stateOf(instance);

        assertThat(read.id()).isEqualTo(is.id());
        assertThat(read.name()).isEqualTo(is.name());
        assertThat(read.status()).isEqualTo(is.status());
        assertThat(read.nodeCount()).isEqualTo(is.nodeCount());
        assertThat(read.groups()).containsExactlyInAnyOrderElementsOf(is.groups());
        assertThat(read.nodes()).extracting(Node::id).containsExactlyInAnyOrderElementsOf(ids(is));
        assertThat(read.nodes()).extracting(Node::status).containsOnly("normal");
        for (GroupId group : read.groups().stream().map(each -> each.id()).toList()) {
            long nodes = read.nodes().stream()
                    .filter(node -> node.groupId().equals(Optional.of(group)))
                    .count();
            assertThat(nodes).as("nodes of %s", group).isIn(0L, (long)
                    is.group(group).orElseThrow().nodeCount());
        }
    }

    private static List<String> ids(InstanceSnapshot instance) {
        return instance.nodes().stream().map(Node::id).toList();
    }
}
