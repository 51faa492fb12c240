/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceRules;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.outcome.ErrorCodes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Rules Q: reading an instance.
 *
 * @since 0.1.0
 */
public abstract class InstanceContract extends ContractSuite {

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected InstanceContract() {}

    @RuleTest
    void q1_an_instance_is_read_with_everything_that_is_known_of_it() {
        fixture().givenInstance(BillingMode.PAY_PER_USE, 1);
        int[] nodes = {1};
        List<InstanceId> asked =
                instances(() -> fixture().givenInstance(BillingMode.PAY_PER_USE, nodes[0]++ % 4 + 1, 2, 1));

        reading(asked).forEach(InstanceContract::mustSucceed);
        assertReadAsTheyAre(asked);
    }

    private static void mustSucceed(Outcome<InstanceSnapshot> outcome) {
        outcome.mustSucceed();
    }

    @RuleTest
    void q2_all_groups_and_nodes_are_read_over_any_number_of_pages() {
        int[] moreGroupsThanThePageSizeByDefault = {22, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        List<InstanceId> large =
                instances(() -> fixture().givenInstance(BillingMode.PAY_PER_USE, moreGroupsThanThePageSizeByDefault));

        List<Outcome<InstanceSnapshot>> outcomes = reading(large);

        for (int i = 0; i < large.size(); i++) {
            InstanceSnapshot read = outcomes.get(i).mustSucceed();
            InstanceSnapshot is = fixture().stateOf(large.get(i));
            assertThat(read.groups()).hasSameSizeAs(is.groups());
            assertThat(read.nodes()).extracting(Node::id).containsExactlyInAnyOrderElementsOf(ids(is));
        }
    }

    @RuleTest
    void q3_an_instance_that_does_not_exist_is_not_found() {
        InstanceId nobodys = new InstanceId("00000000000000000000000000000000in09");

        reading(Stream.generate(() -> nobodys).limit(scene().callers()).toList())
                .forEach(outcome -> outcome.mustBeRejected(RejectionReason.NOT_FOUND));
    }

    @RuleTest
    void q3_schemas_of_an_instance_that_does_not_exist_are_not_found_or_not_told() {
        InstanceId nobodys = new InstanceId("00000000000000000000000000000000in09");

        for (Outcome<Optional<List<Schema>>> outcome : readingSchemas(
                Stream.generate(() -> nobodys).limit(scene().callers()).toList())) {
            if (outcome.failure() != null || !outcome.mustSucceed().isEmpty()) {
                outcome.mustBeRejected(RejectionReason.NOT_FOUND);
            }
        }
    }

    @RuleTest
    void q4_an_instance_that_is_being_scaled_out_is_growing() {
        List<InstanceId> asked = instances(this::givenPayPerUse);
        assertStatuses(asked, InstanceStatus.RUNNING);
        asked.forEach(instance -> call(instance).mustSucceed());

        assertStatuses(asked, InstanceStatus.GROWING);
        fixture().finishJobs();
        assertStatuses(asked, InstanceStatus.RUNNING);
    }

    @RuleTest
    void q4_growth_that_others_ordered_is_read_too() {
        List<InstanceId> asked = instances(this::givenPayPerUse);
        assertStatuses(asked, InstanceStatus.RUNNING);
        asked.forEach(instance -> fixture().givenGrowthByOthers(instance, ADDED));

        assertStatuses(asked, InstanceStatus.GROWING);
        fixture().finishJobs();
        assertStatuses(asked, InstanceStatus.RUNNING);
    }

    @RuleTest
    void q4_nodes_that_failed_to_join_are_told_as_such() {
        fixture().givenTrouble(Mishap.JOB_FAILS, scene().callers());
        List<InstanceId> asked = instances(this::givenPayPerUse);
        asked.forEach(instance -> call(instance).mustSucceed());
        fixture().finishJobs();

        assertThat(fixture().stateOf(asked.get(0)).nodes()).anyMatch(Node::failedToJoin);
        assertStatuses(asked, InstanceStatus.RUNNING);
    }

    /** Checks the statuses of the instances and of their nodes, and the numbers of nodes. */
    private void assertStatuses(List<InstanceId> instances, InstanceStatus status) {
        List<Outcome<InstanceSnapshot>> outcomes = reading(instances);
        for (int i = 0; i < instances.size(); i++) {
            InstanceSnapshot read = outcomes.get(i).mustSucceed();
            InstanceSnapshot is = fixture().stateOf(instances.get(i));
            assertThat(read.status()).isEqualTo(status);
            assertThat(read.nodeCount()).as("nodeCount()").isEqualTo(is.nodeCount());
            assertThat(read.nodes())
                    .extracting(Node::status)
                    .containsExactlyInAnyOrderElementsOf(
                            is.nodes().stream().map(Node::status).toList());
            assertThat(read.groups())
                    .extracting(NodeGroup::nodeCount)
                    .containsExactlyElementsOf(
                            is.groups().stream().map(NodeGroup::nodeCount).toList());
        }
    }

    @RuleTest
    void q5_the_billing_mode_is_told_or_unknown() {
        boolean told = fixture().capabilities().contains(Capability.TELLS_BILLING_MODE);
        for (BillingMode mode : List.of(BillingMode.PAY_PER_USE, BillingMode.YEARLY_MONTHLY)) {
            reading(instances(() -> fixture().givenInstance(mode, NODES)))
                    .forEach(outcome -> assertThat(outcome.mustSucceed().billingMode())
                            .isEqualTo(told ? mode : BillingMode.UNKNOWN));
        }
    }

    @RuleTest
    void q6_without_a_usable_answer_reading_is_unavailable() {
        List<InstanceId> instances = instances(this::givenPayPerUse);
        for (Trouble trouble : Troubles.unreadable(situation())) {
            scene().read(trouble, caller -> fixture().instances().instance(instances.get(caller)))
                    .forEach(Outcome::mustBeOutage);
        }
        reading(instances).forEach(InstanceContract::mustSucceed);
    }

    @RuleTest
    void q6_with_a_provider_that_is_down_reading_is_unavailable() {
        InstanceId instance = payPerUse();

        scene().readWhile(
                        fixture()::givenProviderDown,
                        caller -> fixture().instances().instance(instance))
                .forEach(Outcome::mustBeOutage);
    }

    @RuleTest
    void q7_reading_changes_nothing() {
        List<InstanceId> instances = instances(this::givenPayPerUse);
        List<InstanceSnapshot> before =
                instances.stream().map(fixture()::stateOf).toList();

        for (int i = 0; i < 3; i++) {
            reading(instances).forEach(InstanceContract::mustSucceed);
        }

        assertThat(instances.stream().map(fixture()::stateOf).toList()).isEqualTo(before);
        assertRequests(0);
        assertThat(fixture().applied()).isEmpty();
    }

    @RuleTest
    void q8_a_read_that_the_provider_refuses_is_rejected() {
        List<InstanceId> instances = instances(this::givenPayPerUse);
        for (Answer refusal : List.of(Answer.of(403, "APIGW.0302"), Answer.of(400, "DBS.280001"))) {
            for (Outcome<InstanceSnapshot> outcome :
                    scene().read(refusal, caller -> fixture().instances().instance(instances.get(caller)))) {
                ScaleOutRejectedException refused = outcome.mustBeRejected();
                assertThat(refused.reason()).isEqualTo(ErrorCodes.reason(refusal.status(), null));
                assertThat(refused.errorCode()).isEqualTo(refusal.errorCode());
                assertThat(refused.signalsOutage()).as("signalsOutage()").isFalse();
            }
        }
    }

    @RuleTest
    void q9_a_401_on_a_read_is_tried_with_new_credentials() {
        boolean again =
                fixture().capabilities().contains(Capability.RENEWS_CREDENTIALS) && situation() != Situation.RENEWED;
        List<InstanceId> instances = instances(this::givenPayPerUse);

        List<Outcome<InstanceSnapshot>> outcomes = scene().readWhile(
                        () -> fixture().givenReadTrouble(Mishap.CREDENTIALS_ENDED, 1),
                        caller -> fixture().instances().instance(instances.get(caller)));

        for (Outcome<InstanceSnapshot> outcome : outcomes) {
            if (again || outcomes.size() > 1 && outcome.failure() == null) {
                outcome.mustSucceed();
            } else {
                outcome.mustBeRejected(RejectionReason.ACCESS);
            }
        }
        scene().read(
                        Answer.of(401, "APIGW.0301"),
                        caller -> fixture().instances().instance(instances.get(caller)))
                .forEach(outcome -> outcome.mustBeRejected(RejectionReason.ACCESS));
    }

    @RuleTest
    void q10_nodes_read_alone_are_all_of_the_instance() {
        List<InstanceId> asked = instances(() -> fixture().givenInstance(BillingMode.PAY_PER_USE, 11, 2, 1));
        List<InstanceId> growing = instances(this::givenPayPerUse);
        assertNodesAsTheyAre(growing);
        fixture().givenTrouble(Mishap.JOB_FAILS, scene().callers());
        growing.forEach(instance -> call(instance).mustSucceed());

        assertNodesAsTheyAre(asked);
        assertNodesAsTheyAre(growing);
        fixture().finishJobs();
        assertNodesAsTheyAre(growing);
    }

    private void assertNodesAsTheyAre(List<InstanceId> instances) {
        List<Outcome<Optional<List<Node>>>> outcomes = readingNodes(instances);
        for (int i = 0; i < instances.size(); i++) {
            InstanceSnapshot is = fixture().stateOf(instances.get(i));
            outcomes.get(i).mustSucceed().ifPresent(read -> assertThat(read)
                    .extracting(Node::id, Node::status)
                    .containsExactlyInAnyOrderElementsOf(is.nodes().stream()
                            .map(node -> tuple(node.id(), node.status()))
                            .toList()));
            assertGroups(outcomes.get(i).mustSucceed().orElse(List.of()), is);
        }
    }

    @RuleTest
    void q10_nodes_alone_of_an_instance_that_does_not_exist_are_not_found_or_not_told() {
        InstanceId nobodys = new InstanceId("00000000000000000000000000000000in09");

        readingNodes(Stream.generate(() -> nobodys).limit(scene().callers()).toList())
                .forEach(outcome -> {
                    if (!notTold(outcome)) {
                        outcome.mustBeRejected(RejectionReason.NOT_FOUND);
                    }
                });
    }

    @RuleTest
    void q11_schemas_are_read_as_they_are_now() {
        List<InstanceId> asked = instances(this::givenPayPerUse);
        boolean told = fixture().capabilities().contains(Capability.TELLS_LINKED_RDS);
        int schemas = 0;
        for (int more : told ? List.of(11, 1) : List.<Integer>of()) {
            for (int i = 0; i < asked.size(); i++) {
                for (int added = 0; added < more; added++) {
                    fixture().givenLinkedRds(asked.get(i), i % 2 == 0);
                }
            }
            schemas += more;
            List<Outcome<Optional<List<Schema>>>> read = readingSchemas(asked);
            for (int i = 0; i < asked.size(); i++) {
                List<Schema> of = read.get(i).mustSucceed().orElseThrow();
                assertThat(of).hasSize(schemas);
                assertThat(InstanceRules.checkLinkedRds(of).isEmpty())
                        .as("whether the RDS instances of %s are usable", of)
                        .isEqualTo(i % 2 == 0);
            }
        }
        if (!told) {
            readingSchemas(asked)
                    .forEach(read ->
                            assertThat(read.mustSucceed()).as("schemas()").isEmpty());
        }
    }

    private List<Outcome<Optional<List<Schema>>>> readingSchemas(List<InstanceId> instances) {
        return scene().read(null, caller -> fixture().instances().schemas(instances.get(caller)));
    }

    private static boolean notTold(Outcome<Optional<List<Node>>> outcome) {
        return outcome.failure() == null && outcome.mustSucceed().isEmpty();
    }

    private List<Outcome<Optional<List<Node>>>> readingNodes(List<InstanceId> instances) {
        return scene().read(null, caller -> fixture().instances().nodes(instances.get(caller)));
    }

    private List<InstanceId> instances(Supplier<InstanceSnapshot> instance) {
        return Stream.generate(instance)
                .limit(scene().callers())
                .map(InstanceSnapshot::id)
                .toList();
    }

    /** Reads in the situation of this test, each of an instance of its own. */
    private List<Outcome<InstanceSnapshot>> reading(List<InstanceId> instances) {
        return scene().read(null, caller -> fixture().instances().instance(instances.get(caller)));
    }

    private void assertReadAsTheyAre(List<InstanceId> instances) {
        List<Outcome<InstanceSnapshot>> outcomes = reading(instances);
        for (int i = 0; i < instances.size(); i++) {
            assertSame(outcomes.get(i).mustSucceed(), fixture().stateOf(instances.get(i)));
        }
    }

    private static void assertSame(InstanceSnapshot read, InstanceSnapshot is) {
        assertThat(read.id()).isEqualTo(is.id());
        assertThat(read.name()).isEqualTo(is.name());
        assertThat(read.status()).isEqualTo(is.status());
        assertThat(read.nodeCount()).isEqualTo(is.nodeCount());
        assertThat(read.groups()).containsExactlyInAnyOrderElementsOf(is.groups());
        assertThat(read.nodes())
                .extracting(node -> node.id() + " " + node.status())
                .containsExactlyInAnyOrderElementsOf(is.nodes().stream()
                        .map(node -> node.id() + " " + node.status())
                        .toList());
        assertGroups(read.nodes(), is);
    }

    /** Checks that the nodes of a group are all of them, or none because groups are not told. */
    private static void assertGroups(List<Node> read, InstanceSnapshot is) {
        for (NodeGroup group : is.groups()) {
            long nodes = read.stream()
                    .filter(node -> node.groupId().equals(Optional.of(group.id())))
                    .count();
            assertThat(nodes).as("nodes of %s", group).isIn(0L, (long) group.nodeCount());
        }
    }

    private static List<String> ids(InstanceSnapshot instance) {
        return instance.nodes().stream().map(Node::id).toList();
    }
}
