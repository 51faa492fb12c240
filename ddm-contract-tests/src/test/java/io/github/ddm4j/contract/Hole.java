/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of holes that a kit may have, each with the mutants that would slip through it. */
enum Hole {
    WARM("a trouble that strikes a call after a successful one", SituationMutants.warm()),
    RENEWED("what comes after a renewal of the credentials", SituationMutants.renewed()),
    EARLIER_WISHES("what an earlier call wished", SituationMutants.remembering()),
    AT_ONCE("many calls at once, with different wishes", SituationMutants.atOnce()),
    OUTCOMES(
            "a row of the outcome table, for an order, a single read or a list",
            "F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 F15 R1 R2 R3 R4 R5 R6 R7 R8 R9 R10 R11 Q6 Q8 Q10 J6 J7 J11 L1 L3 A6 A7"),
    BREAKER("a row of the circuit breaker", "B1 B2 B3 B4 B5 B6 B7 B8 B9 B10 B11 H1 H2 H3 H4 H5"),
    VALUES("the smallest, a middle, the largest value", RequestMutants.values()),
    SECRETS("a secret in any outcome, whole or in part", "T1 T2 T3 T4 T5 T6 T7"),
    PASSED_ON("what must be passed on", "R12 L2 S2 S12 S13 J7 J10 J12 Q1 Q4 A1"),
    FORMS("forms of one thing", "F12 F13 F16 S13 J9 J12"),
    TIME("the time that a call or an end may take", "D1 D2 D3 D4 D5 D6 B10 X4 X6"),
    GATE("the gate of an order", "G1 G2 G3 G4 G5 G6 G7 G8 G9");

    private final String text;
    private final List<Mutant> mutants;

    Hole(String text, List<Mutant> mutants) {
        this.text = text;
        this.mutants = mutants;
    }

    /** One whose mutants are those that no other rule catches. */
    Hole(String text, String rules) {
        this(text, caughtByNoneBut(rules));
    }

    private static List<Mutant> caughtByNoneBut(String rules) {
        Set<ContractRule> own = Arrays.stream(rules.split(" "))
                .map(ContractRule::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ContractRule.class)));
        return MutantsAreCaughtTest.mutants().stream()
                .filter(mutant -> own.containsAll(mutant.caughtBy()))
                .toList();
    }

    String text() {
        return text;
    }

    List<String> mutants() {
        return mutants.stream().map(Mutant::name).toList();
    }
}
