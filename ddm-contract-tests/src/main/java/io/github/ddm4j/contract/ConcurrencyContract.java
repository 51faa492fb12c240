/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rules C: many calls at once. An adapter may let fewer through at a time than call: it then says that it has not tried.
 *
 * @since 0.1.0
 */
public abstract class ConcurrencyContract extends ContractSuite {

    private static final int CALLS = 32;

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected ConcurrencyContract() {}

    @RuleTest
    void c1_of_many_calls_for_one_instance_each_accepted_one_adds_its_nodes_once() {
        InstanceId instance = payPerUse();

        List<Callers.Ended<ScaleOutReceipt>> ended =
                calling(CALLS, i -> call(instance)).next(CALLS);

        List<Callers.Ended<ScaleOutReceipt>> accepted = accepted(ended);
        assertRequests(CALLS - notTried(ended));
        assertThat(accepted).isNotEmpty();
        assertThat(accepted.stream().map(one -> job(one.outcome())).toList())
                .as("jobs of the receipts")
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(jobsOf(instance));
        assertThat(nodesInTheEnd(instance)).isEqualTo(NODES + ADDED * accepted.size());
    }

    @RuleTest
    void c2_of_many_calls_for_many_instances_each_gets_its_own_receipt() {
        List<InstanceId> instances = instances();

        List<Callers.Ended<ScaleOutReceipt>> ended =
                calling(CALLS, i -> call(instances.get(i))).next(CALLS);

        assertThat(accepted(ended)).hasSize(CALLS - notTried(ended)).isNotEmpty();
        assertThat(accepted(ended)).allSatisfy(one -> assertOwnReceipt(instances.get(one.caller()), one.outcome()));
        assertThat(fixture().applied()).hasSize(CALLS - notTried(ended));
    }

    @RuleTest
    void c3_of_many_calls_those_whose_reply_got_lost_are_unknown() {
        List<InstanceId> instances = instances();
        int some = CALLS / 4;
        fixture().givenTrouble(Mishap.REPLY_LOST, some);

        List<Callers.Ended<ScaleOutReceipt>> ended =
                calling(CALLS, i -> call(instances.get(i))).next(CALLS);

        int tried = CALLS - notTried(ended);
        int lost = Math.min(some, tried);
        assertThat(accepted(ended))
                .hasSize(tried - lost)
                .allSatisfy(one -> assertOwnReceipt(instances.get(one.caller()), one.outcome()));
        assertThat(ended)
                .filteredOn(one -> one.outcome().failure() instanceof OutcomeUnknownException)
                .hasSize(lost);
        assertThat(fixture().applied()).hasSize(tried);
    }

    private List<InstanceId> instances() {
        return Stream.generate(this::payPerUse).limit(CALLS).toList();
    }

    private static List<Callers.Ended<ScaleOutReceipt>> accepted(List<Callers.Ended<ScaleOutReceipt>> ended) {
        return ended.stream().filter(one -> one.outcome().accepted()).toList();
    }

    private static int notTried(List<Callers.Ended<ScaleOutReceipt>> ended) {
        return (int) ended.stream().filter(one -> one.outcome().notAttempted()).count();
    }

    private static JobId job(Outcome<ScaleOutReceipt> outcome) {
        ScaleOutReceipt receipt = outcome.mustSucceed();
        assertThat(receipt).isInstanceOf(JobStarted.class);
        return ((JobStarted) receipt).jobId();
    }

    private List<JobId> jobsOf(InstanceId instance) {
        return appliedTo(instance).stream()
                .map(order -> order.jobId().orElseThrow())
                .toList();
    }

    private void assertOwnReceipt(InstanceId instance, Outcome<ScaleOutReceipt> outcome) {
        JobId job = job(outcome);
        assertThat(jobsOf(instance)).as("jobs of %s", instance).containsExactly(job);
        assertThat(outcome.mustSucceed().instanceId()).isEqualTo(instance);
    }
}
