/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rules S: a wish that is granted.
 *
 * @since 0.1.0
 */
public abstract class AcceptanceContract extends ContractSuite {

    /**
     * The numbers of nodes to ask for: the smallest, the largest that fits beside one node, and those around the
     * numbers that invite a limit.
     */
    private static final List<Integer> COUNTS = List.of(1, 2, 3, 8, 9, 10, 11, 16, 17, 31);

    /** The number of nodes that an instance has at most. */
    private static final int MOST = 32;

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected AcceptanceContract() {}

    @RuleTest
    void s1_a_pay_per_use_instance_answers_with_the_job() {
        calls().each(call -> {
            ScaleOutReceipt receipt = call.outcome().mustSucceed();
            assertThat(receipt).isInstanceOf(JobStarted.class);
            assertThat(((JobStarted) receipt).jobId())
                    .isEqualTo(call.onlyOrder().jobId().orElseThrow());
        });
    }

    @RuleTest
    void s2_a_yearly_monthly_instance_answers_with_the_order() {
        calls(this::givenYearlyMonthly, this::anyWish).each(call -> {
            ScaleOutReceipt receipt = call.outcome().mustSucceed();
            assertThat(receipt).isInstanceOf(OrderPlaced.class);
            assertThat(((OrderPlaced) receipt).orderId())
                    .isEqualTo(call.onlyOrder().orderId().orElseThrow());
        });
    }

    @RuleTest
    void s3_a_call_is_one_request_and_adds_as_many_nodes_as_asked_for() {
        for (int count : Troubles.half(situation(), COUNTS)) {
            int start = COUNTS.indexOf(count);
            Calls calls = calls(
                    () -> fixture().givenInstance(BillingMode.PAY_PER_USE, 1), (instance, caller) -> wish(Math.min(
                                    COUNTS.get((start + caller) % COUNTS.size()), MOST - instance.nodeCount()))
                            .build());

            calls.assertOneRequestEach();
            calls.each(call -> {
                call.outcome().mustSucceed();
                int asked = call.request().nodesToAdd();
                assertThat(call.onlyOrder().request().nodesToAdd())
                        .as("nodes that arrived as asked for")
                        .isEqualTo(asked);
                assertThat(nodesInTheEnd(call.instance().id()))
                        .isEqualTo(call.instance().nodeCount() + asked);
            });
        }
    }

    @RuleTest
    void s4_calling_twice_adds_twice_and_each_receipt_is_its_own() {
        Calls first = calls();
        fixture().finishJobs();
        Calls second = scene().again(first);

        for (int i = 0; i < first.all().size(); i++) {
            Calls.Call before = first.all().get(i);
            Calls.Call after = second.all().get(i);
            if (before.outcome().accepted() && after.outcome().accepted()) {
                assertThat(after.outcome().mustSucceed())
                        .isNotEqualTo(before.outcome().mustSucceed());
                assertThat(nodesInTheEnd(before.instance().id()))
                        .isEqualTo(before.instance().nodeCount()
                                + 2 * before.request().nodesToAdd());
            }
        }
        first.each(call -> call.outcome().mustSucceed());
        second.each(call -> call.outcome().mustSucceed());
    }

    @RuleTest
    void s5_the_node_group_that_is_named_gets_the_nodes() {
        calls(() -> fixture().givenInstance(BillingMode.PAY_PER_USE, 1, 2), (instance, caller) -> wish(ADDED + caller)
                        .groupId(group(instance, 1).value())
                        .build())
                .each(call -> {
                    call.outcome().mustSucceed();
                    fixture().finishJobs();
                    InstanceSnapshot after = fixture().stateOf(call.instance().id());
                    assertThat(nodesOf(after, 0)).isEqualTo(nodesOf(call.instance(), 0));
                    assertThat(nodesOf(after, 1)).isGreaterThan(nodesOf(call.instance(), 1));
                });
    }

    private static GroupId group(InstanceSnapshot instance, int index) {
        return instance.groups().get(index).id();
    }

    private static int nodesOf(InstanceSnapshot instance, int index) {
        return instance.groups().get(index).nodeCount();
    }

    @RuleTest
    void s6_an_order_is_not_paid_automatically_unless_asked_for() {
        calls(this::givenYearlyMonthly, this::anyWish).each(call -> {
            call.outcome().mustSucceed();
            assertNotPaid(call);
        });
        calls(() -> fixture().givenInstance(BillingMode.YEARLY_MONTHLY, 1, 2), (instance, caller) -> wish(ADDED
                                + caller)
                        .groupId(group(instance, 1).value())
                        .build())
                .each(call -> {
                    // That it goes well with a group is what S5 is about.
                    Scene.reach(call::onlyOrder);
                    assertNotPaid(call);
                });
    }

    private void assertNotPaid(Calls.Call call) {
        assertThat(call.onlyOrder().request().autoPay()).isFalse();
        assertThat(nodesInTheEnd(call.instance().id()))
                .as("nodes, though nobody paid")
                .isEqualTo(call.instance().nodeCount());
    }

    @RuleTest
    void s7_an_order_is_paid_automatically_if_asked_for() {
        calls(this::givenYearlyMonthly, (instance, caller) -> wish(ADDED + caller)
                        .autoPay(caller % 2 == 0)
                        .build())
                .each(call -> {
                    boolean asked = call.request().autoPay();
                    call.outcome().mustSucceed();
                    assertThat(call.onlyOrder().request().autoPay()).isEqualTo(asked);
                    assertThat(nodesInTheEnd(call.instance().id())
                                    > call.instance().nodeCount())
                            .as("nodes that came, because they were paid")
                            .isEqualTo(asked);
                });
    }

    @RuleTest
    void s8_the_flavor_arrives_as_asked_for() {
        calls(this::givenPayPerUse, (instance, caller) -> ScaleOutRequest.builder(
                                fixture().flavors().get(caller % 2).value(), ADDED)
                        .build())
                .each(call -> {
                    call.outcome().mustSucceed();
                    assertThat(call.onlyOrder().request().flavorId())
                            .isEqualTo(call.request().flavorId());
                });
    }

    @RuleTest
    void s9_the_availability_zones_arrive_as_asked_for() {
        String first = fixture().zones().get(0).value();
        String second = fixture().zones().get(1).value();
        List<List<String>> cases = List.of(
                List.of(second, first),
                List.of(),
                List.of(first),
                List.of(second, second),
                List.of(first, second, first),
                Collections.nCopies(MOST - NODES - 1, second));
        for (List<String> zones : Troubles.half(situation(), cases)) {
            int from = cases.indexOf(zones);
            calls(this::givenYearlyMonthly, (instance, caller) -> in(cases.get((from + caller) % cases.size())))
                    .each(call -> {
                        call.outcome().mustSucceed();
                        assertThat(call.onlyOrder().request().availabilityZones())
                                .as("zones")
                                .isEqualTo(call.request().availabilityZones());
                    });
        }
    }

    private ScaleOutRequest in(List<String> zones) {
        return wish(zones.isEmpty() ? ADDED : zones.size())
                .availabilityZones(zones)
                .build();
    }

    @RuleTest
    void s10_the_receipt_names_the_instance_that_was_asked_for() {
        fixture().givenInstance(BillingMode.PAY_PER_USE, 1);

        calls().each(call -> {
            ScaleOutReceipt receipt = call.outcome().mustSucceed();
            assertThat(receipt.instanceId()).isEqualTo(call.instance().id());
            assertThat(receipt.instanceName())
                    .isIn(Optional.empty(), Optional.of(call.instance().name()));
            call.assertApplied(1);
        });
    }

    @RuleTest
    void s14_options_arrive_together() {
        for (String left : List.of("group", "pay", "zones", "none")) {
            int[] groups = left.equals("group") ? new int[] {2} : new int[] {1, 2};
            calls(
                            () -> fixture().givenInstance(BillingMode.YEARLY_MONTHLY, groups),
                            (instance, caller) -> allBut(left, instance, 1 + caller % 2))
                    .each(call -> {
                        call.outcome().mustSucceed();
                        assertArrived(call);
                    });
        }
    }

    /** The group of an instance that has one may be named for it. */
    private static void assertArrived(Calls.Call call) {
        ScaleOutRequest arrived = call.onlyOrder().request();
        ScaleOutRequest asked = call.request();
        Optional<GroupId> named =
                asked.groupId().isEmpty() && arrived.groupId().equals(Optional.of(group(call.instance(), 0)))
                        ? arrived.groupId()
                        : asked.groupId();
        assertThat(arrived)
                .as("what arrived")
                .isEqualTo(new ScaleOutRequest(
                        asked.flavorId(), asked.nodesToAdd(), named, asked.autoPay(), asked.availabilityZones()));
    }

    /** Asks for all options but one, or for all. */
    private ScaleOutRequest allBut(String left, InstanceSnapshot instance, int nodes) {
        String zone = fixture().zones().get(0).value();
        ScaleOutRequest.Builder wish = ScaleOutRequest.builder(
                        fixture().flavors().get(1).value(), nodes)
                .autoPay(!left.equals("pay"))
                .availabilityZones(left.equals("zones") ? List.of() : Collections.nCopies(nodes, zone));
        return (left.equals("group") ? wish : wish.groupId(group(instance, 1).value())).build();
    }

    @RuleTest
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // the point of the test
    void s11_a_null_argument_is_a_null_pointer_exception() {
        InstanceId instance = payPerUse();
        ScaleOutRequest request = wish(ADDED).build();

        assertThatNullPointerException().isThrownBy(() -> fixture().port().scaleOut(null, request));
        assertThatNullPointerException().isThrownBy(() -> fixture().port().scaleOut(instance, null));
        assertThatNullPointerException().isThrownBy(() -> fixture().port().scaleOut(instance, request, null));

        assertRequests(0);
        call(instance, request).mustSucceed();
    }

    @RuleTest
    void s12_the_receipt_passes_on_the_id_that_the_provider_gave() {
        boolean ids = fixture().capabilities().contains(Capability.TELLS_REQUEST_IDS);
        Answer named = Answer.accepting(200, BESIDE).onceApplied().requestId("given-to-this-very-request");
        callsIn(named).each(call -> assertThat(call.outcome().mustSucceed().requestId())
                .as("requestId()")
                .isEqualTo(ids ? named.requestId() : Optional.empty()));
    }

    @RuleTest
    void s13_an_order_that_is_accepted_in_other_words_is_one_too() {
        for (int status : Troubles.half(situation(), List.of(200, 202, 201, 299))) {
            Calls calls = callsIn(Answer.accepting(status, BESIDE).onceApplied());
            calls.assertOneRequestEach();
            calls.each(call -> assertThat(call.outcome().mustSucceed())
                    .isInstanceOfSatisfying(JobStarted.class, started -> {
                        assertThat(started.jobId())
                                .isEqualTo(call.onlyOrder().jobId().orElseThrow());
                        assertThat(started.orderId()).as("orderId()").contains(BESIDE);
                    }));
        }
    }

    @RuleTest
    void s12_the_receipt_passes_on_the_providers_id_of_its_request() {
        boolean ids = fixture().capabilities().contains(Capability.TELLS_REQUEST_IDS);
        Set<String> seen = new HashSet<>();
        Stream.of(calls(), calls(this::givenYearlyMonthly, this::anyWish))
                .forEach(calls -> calls.each(call -> {
                    Optional<String> id = call.outcome().mustSucceed().requestId();
                    assertThat(id.isPresent())
                            .as("whether there is a requestId()")
                            .isEqualTo(ids);
                    id.ifPresent(told -> assertThat(seen.add(told))
                            .as("a requestId() of its own: %s", told)
                            .isTrue());
                }));
    }
}
