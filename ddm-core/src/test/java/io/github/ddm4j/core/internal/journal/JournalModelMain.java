/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import java.util.List;

/** Searches that take too long for every build. Argument: {@code short} or {@code large}. */
final class JournalModelMain {

    private static final List<String> SHORT =
            List.of("a/a SLEEP JUMP LOST_REPLY", "a/b LOST_WRITE CRASH", "a/aa PERSON LOST_REPLY CRASH");

    private static final List<String> LARGE = List.of(
            "a/b LATE_WRITE CRASH",
            "a/a LATE_WRITE SLEEP recovers",
            "a/b CRASH JUMP recovers",
            "a/b yearly LOST_REPLY SLEEP",
            "a/b yearly CRASH LOST_REPLY",
            "a/b yearly audited CRASH LOST_REPLY",
            "a/aa yearly audited LOST_REPLY DROPPED_REQUEST SLEEP",
            "a/b yearly LOST_REPLY DROPPED_REQUEST SLEEP",
            "ab/ba CRASH",
            "a/b/c CRASH",
            "a/a/b SLEEP",
            "a/aa SLEEP REFUSAL CRASH",
            "a/aa JUMP JUMP SLEEP quiet=9 window=6");

    private JournalModelMain() {}

    public static void main(String[] args) {
        int states = 0;
        for (String setup : SHORT) {
            states += search(setup);
        }
        if (args[0].equals("large")) {
            for (String setup : LARGE) {
                states += search(setup);
            }
        }
        System.out.println(states + " states in all, nothing wrong");
    }

    private static int search(String setup) {
        long begin = System.nanoTime();
        ModelSearch.Outcome outcome = ModelSearch.of(ModelSetup.of(setup));
        System.out.println(setup + ": " + outcome + ", " + (System.nanoTime() - begin) / 1_000_000_000 + " s");
        if (outcome.wrong().isPresent()) {
            System.exit(1);
        }
        return outcome.states();
    }
}
