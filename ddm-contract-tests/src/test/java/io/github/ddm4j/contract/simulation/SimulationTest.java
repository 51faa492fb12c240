/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.simulation.Scenario.Others;
import io.github.ddm4j.contract.simulation.SimulatedOutcome.Answer;
import io.github.ddm4j.core.flow.ScaleOutIncompleteException.Reason;
import io.github.ddm4j.core.model.Doubt;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The flow against the fake cloud: everything that goes wrong, times everything an instance can be, times everybody else. */
@TestInstance(Lifecycle.PER_CLASS)
class SimulationTest {

    private List<SimulatedOutcome> outcomes = List.of();

    @BeforeAll
    void play() {
        outcomes = Arrays.stream(Trouble.values())
                .flatMap(trouble -> Scenario.all(trouble).stream())
                .map(SimulatedRun::play)
                .toList();
        System.out.println(report());
    }

    @Test
    void there_are_at_least_a_thousand_runs() {
        assertThat(outcomes).hasSizeGreaterThanOrEqualTo(1_000);
    }

    @Test
    void nodes_are_added_once_or_not_at_all_and_never_twice() {
        assertNone(outcome -> outcome.accepted() > 1);
        assertNone(outcome -> outcome.nodesAdded() != 0 && outcome.nodesAdded() != outcome.nodes());
    }

    @Test
    void what_is_said_to_be_applied_is_in_the_cloud() {
        assertSome(outcome -> outcome.answer() == Answer.FOUND_APPLIED && outcome.interfered());
        assertNone(outcome -> outcome.answer().saysApplied() && outcome.accepted() != 1 && !outcome.hasLookalike());
    }

    @Test
    void what_is_said_not_to_be_applied_is_not_in_the_cloud() {
        assertSome(outcome -> outcome.answer() == Answer.FOUND_NOT_APPLIED);
        assertNone(outcome -> outcome.answer().saysNotApplied() && outcome.accepted() != 0);
    }

    @Test
    void nothing_stays_unknown_where_the_evidence_exists() {
        assertSome(outcome -> outcome.evidenceExists() && outcome.answer() == Answer.FOUND_APPLIED);
        assertNone(outcome -> outcome.evidenceExists() && outcome.answer() == Answer.UNKNOWN);
    }

    @Test
    void what_stays_unknown_names_others_or_an_order_nobody_can_see() {
        for (Doubt doubt : List.of(Doubt.OTHER_CHANGES, Doubt.UNSEEN_ORDER)) {
            boolean prepaid = doubt == Doubt.UNSEEN_ORDER;
            assertSome(outcome -> outcome.doubt().isPresent() && outcome.isPrepaid() == prepaid);
            assertNone(outcome -> outcome.answer() == Answer.UNKNOWN
                    && outcome.isPrepaid() == prepaid
                    && !outcome.doubt().equals(Optional.of(doubt)));
        }
    }

    @Test
    void an_order_that_could_hide_is_never_said_not_to_exist() {
        assertNone(outcome -> outcome.isPrepaid() && outcome.answer() == Answer.FOUND_NOT_APPLIED);
    }

    @Test
    void left_alone_every_request_that_takes_effect_leads_to_its_nodes_and_no_other_does() {
        assertNone(outcome -> !outcome.interfered()
                && outcome.accepted() != (outcome.scenario().trouble().applies ? 1 : 0));
    }

    @Test
    void left_alone_every_wait_ends_well_unless_the_job_fails() {
        assertSome(outcome -> outcome.waitFailed().isPresent());
        assertNone(outcome -> !outcome.interfered()
                && outcome.answer().saysApplied()
                && outcome.waitFailed().isPresent()
                        != outcome.scenario().trouble().jobFails());
        assertNone(outcome ->
                !outcome.interfered() && outcome.answer().saysApplied() && outcome.nodesAdded() != outcome.nodes());
    }

    @Test
    void a_wait_that_fails_says_that_the_job_did_or_that_others_took_nodes_away() {
        Set<Reason> theJob = Set.of(Reason.JOB_FAILED, Reason.NODES_FAILED);
        assertNone(outcome -> outcome.waitFailed().isPresent()
                && !theJob.contains(outcome.waitFailed().get())
                && outcome.scenario().others() != Others.TAKES_ONE_AWAY_LATER);
    }

    @Test
    void the_provider_never_has_to_ask_for_fewer_calls() {
        assertNone(SimulatedOutcome::tooManyCalls);
    }

    private void assertNone(Predicate<SimulatedOutcome> unwanted) {
        assertThat(outcomes.stream().filter(unwanted).limit(5)).isEmpty();
    }

    /** So that the rule beside it speaks of something. */
    private void assertSome(Predicate<SimulatedOutcome> wanted) {
        assertThat(outcomes.stream().filter(wanted)).hasSizeGreaterThan(20);
    }

    private String report() {
        Map<String, Map<Answer, Long>> table = outcomes.stream()
                .collect(Collectors.groupingBy(
                        outcome -> outcome.evidenceExists()
                                ? "evidence exists"
                                : outcome.interfered() ? "others interfered" : "an order can hide",
                        TreeMap::new,
                        Collectors.groupingBy(SimulatedOutcome::answer, TreeMap::new, Collectors.counting())));
        StringBuilder text = new StringBuilder("Simulation: " + outcomes.size() + " runs");
        table.forEach((kind, answers) -> {
            long all = answers.values().stream().mapToLong(Long::longValue).sum();
            long unknown = answers.getOrDefault(Answer.UNKNOWN, 0L);
            text.append(String.format("%n  %-18s still unknown %5.1f %%  %s", kind, 100.0 * unknown / all, answers));
        });
        return text.toString();
    }
}
