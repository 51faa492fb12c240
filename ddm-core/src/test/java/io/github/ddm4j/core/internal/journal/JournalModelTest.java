/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol itself, searched through in all its states; a larger search is {@code .ci/journal}. */
class JournalModelTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/a CRASH LOST_REPLY recovers",
                "a/b CRASH recovers",
                "a/b yearly LOST_REPLY recovers",
                "a/b yearly audited LOST_REPLY recovers",
                "a/a yearly audited CRASH DROPPED_REQUEST",
                "a/b audited ACTOR LOST_REPLY",
                "a/a SLEEP LOST_REPLY",
                "a/a SLEEP INTERRUPT LOST_REPLY",
                "a/a LOST_WRITE LOST_WRITE",
                "a/a SLEEP JUMP",
                "a/a CRASH CRASH",
                "a/b/a",
                "a/b LOST_REPLY DROPPED_REQUEST",
                "a/b ACTOR LOST_REPLY",
                "a/b target LOST_REPLY",
                "a/b limit=1 LOST_REPLY",
                "a/a REFUSAL UNAUTHORIZED UNSENT",
                "a/aa THINNING DROPPED_REQUEST LOST_REPLY",
                "aaaa PERSON CRASH CRASH"
            })
    void nothing_wrong_can_be_reached(String setup) {
        assertThat(ModelSearch.of(ModelSetup.of(setup)))
                .satisfies(outcome ->
                        assertThat(outcome.wrong()).as(outcome.toString()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "a/a LOST_WRITE JUMP -RANDOM_STAMPS, does not know of",
        "a/a CRASH -WRITTEN_IN_THE_GATE, does not know of",
        "a/a CRASH LOST_WRITE -NOT_WRITTEN_NOT_SENT, does not know of",
        "a/a SLEEP -PROOF_BEATS_STAMP, a receipt is lost",
        "a/aa SLEEP -WINDOW, calls refused",
        "a/a CRASH -TAKER_NEVER_SENDS, does not know of",
        "a/a PAUSE -VANISHED_IS_A_DOUBT, calls refused",
        "a/a JUMP LOST_REPLY -OWN_CLOCK, calls refused",
        "a/b yearly LOST_REPLY -REVIEW, told applied",
        "a/b LOST_REPLY -REVIEW -WITNESS, told applied",
        "a/a yearly audited PAUSE -VANISHED_IS_A_DOUBT, calls refused",
        "a/b LOST_REPLY -LATE_RECEIPTS -REVIEW -WITNESS, told applied",
        "a/b yearly LOST_REPLY -UNPAID_IS_BUSY -REVIEW, told applied",
        "a/b LOST_REPLY CRASH -ONE_OPEN, told applied",
        "a/b CRASH -SETTLES_FIRST recovers, waits for ever",
        "a/b target -COUNTS_UNDER_THE_CLAIM, the target is passed",
        "a/b limit=1 -COUNTS_UNDER_THE_CLAIM, the limit is passed",
        "aa THINNING -KEYS_ARE_FOR_EVER, does not know of",
        "aaa CRASH LOST_REPLY ACTOR PERSON -SEEN_STAMP, calls refused"
    })
    void a_rule_that_is_taken_out_is_noticed(String setup, String wrong) {
        ModelSearch.Outcome outcome = ModelSearch.of(ModelSetup.of(setup));

        assertThat(outcome.wrong()).as(outcome.toString()).hasValueSatisfying(what -> assertThat(what)
                .contains(wrong));
    }

    /**
     * These are belts beside what already holds: a claim over a valid lease, and what a lost write is asked by, are safe by the
     * stamp; a quiet time that is long enough needs no waiting for the end of the window; what the claim does not know, the
     * look before a decision does.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/a SLEEP -LEASE_OF_A_CLAIM",
                "a/a LATE_WRITE -CONDITIONAL_WRITES",
                "a/a JUMP LOST_REPLY -WAITS_FOR_SEND_BY",
                "a/b LOST_REPLY -LATE_RECEIPTS",
                "a/b yearly LOST_REPLY -UNPAID_IS_BUSY"
            })
    void a_belt_that_is_taken_off_lets_nothing_through(String setup) {
        ModelSearch.Outcome outcome = ModelSearch.of(ModelSetup.of(setup));

        assertThat(outcome.wrong()).as(outcome.toString()).isEmpty();
    }

    /** What lingers and what lags is one tick each here. */
    @ParameterizedTest
    @CsvSource({"1, true", "2, false", "3, false"})
    void a_quiet_time_has_to_be_longer_than_what_lingers_and_lags(int quiet, boolean wrong) {
        ModelSearch.Outcome outcome = ModelSearch.of(ModelSetup.of("a LOST_REPLY quiet=" + quiet));

        assertThat(outcome.wrong().isPresent()).as(outcome.toString()).isEqualTo(wrong);
    }

    /** What nobody can exclude without a fence at the provider; the documents say it with the number. */
    @Test
    void a_pause_longer_than_abandoned_after_orders_twice() {
        ModelSearch.Outcome outcome = ModelSearch.of(ModelSetup.of("a/aaa PAUSE counts-only"));

        assertThat(outcome.wrong()).contains("two orders for a");
    }

    /** A rule without a search that is made for it could be taken out, and nobody would notice. */
    @Test
    void every_rule_is_taken_out_somewhere() {
        Set<ModelSetup.Without> tried = EnumSet.noneOf(ModelSetup.Without.class);
        for (var method : JournalModelTest.class.getDeclaredMethods()) {
            CsvSource rows = method.getAnnotation(CsvSource.class);
            ValueSource values = method.getAnnotation(ValueSource.class);
            String text = (rows == null ? "" : String.join(" ", rows.value()))
                    + (values == null ? "" : String.join(" ", values.strings()));
            Arrays.stream(ModelSetup.Without.values())
                    .filter(rule -> text.contains("-" + rule))
                    .forEach(tried::add);
        }

        assertThat(tried).isEqualTo(EnumSet.allOf(ModelSetup.Without.class));
    }
}
