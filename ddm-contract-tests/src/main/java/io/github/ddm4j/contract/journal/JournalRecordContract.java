/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import io.github.ddm4j.core.port.SubmissionJournal.Put;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Rules L1 to L7 and L19: the effect of one write.
 *
 * @since 0.1.0
 */
public abstract class JournalRecordContract extends JournalSuite {

    private static final String HOSTILE = "1 OPEN a=b\nquotes='\"`\\ \\n %s ? $1 ; -- /* */\ttab\n"
            + "wide=\u00e9\u0301 \u4e2d \ud83d\ude00 \u202e end \n\n";

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected JournalRecordContract() {}

    @Test
    void l1_what_is_written_is_read_as_it_was() {
        for (String body : List.of(HOSTILE, "x".repeat(10_000), "\u4e2d".repeat(10_000))) {
            String key = "key " + body.hashCode();
            Entry entry = new Entry(
                    key(key), INSTANCE, false, Optional.of("job:" + key), Stamp.random(), Duration.ofMillis(1), body);

            assertThat(journal().insert(entry)).isEqualTo(Put.DONE);
            assertThat(standing(key)).isEqualTo(entry);
        }
    }

    @Test
    void l1_a_replaced_record_is_read_as_it_was() {
        Entry claimed = open("a");
        given(claimed);
        Entry settled = settled("a", INSTANCE, "job:\u00e9\ud83d\ude00'\"\\");

        assertThat(journal().replace(settled, claimed.stamp())).isEqualTo(Put.DONE);
        assertThat(standing("a")).isEqualTo(settled);
    }

    @Test
    void l1_a_body_of_a_mebibyte_is_read_as_it_was() {
        String body = "1 OPEN\n" + "\u4e2d".repeat(SubmissionJournal.MAX_BODY_LENGTH - 7);
        Entry entry = new Entry(key("a"), INSTANCE, true, Optional.empty(), Stamp.random(), LEASE, body);

        assertThat(journal().insert(entry)).isEqualTo(Put.DONE);
        assertThat(standing("a").body()).hasSameSizeAs(body).isEqualTo(body);
    }

    @Test
    void l2_keys_that_differ_in_case_accent_or_width_are_different_keys() {
        List<String> keys = List.of(
                "Ticket-1",
                "ticket-1",
                "TICKET-1",
                "t\u00efcket-1",
                "ti\u0308cket-1",
                "ticket-\uff11",
                "stra\u00dfe",
                "strasse");
        for (String key : keys) {
            assertThat(journal().insert(refused(key))).as(key).isEqualTo(Put.DONE);
        }
        for (String key : keys) {
            assertThat(standing(key).key()).isEqualTo(key(key));
        }
    }

    @Test
    void l3_a_key_that_is_there_is_not_inserted_again() {
        Entry first = open("a");
        given(first);

        assertThat(journal().insert(open("a", OTHER_INSTANCE))).isEqualTo(Put.KEY);
        assertThat(standing("a")).isEqualTo(first);
    }

    @Test
    void l3_a_settled_key_is_not_inserted_again() {
        Entry first = refused("a");
        given(first);

        assertThat(journal().insert(open("a"))).isEqualTo(Put.KEY);
        assertThat(standing("a")).isEqualTo(first);
    }

    @Test
    void l4_a_record_is_replaced_only_if_its_stamp_is_the_expected_one() {
        Entry first = open("a");
        given(first);

        assertThat(journal().replace(open("a"), Stamp.random())).isEqualTo(Put.STAMP);
        assertThat(standing("a")).isEqualTo(first);

        Entry second = open("a");
        assertThat(journal().replace(second, first.stamp())).isEqualTo(Put.DONE);
        assertThat(journal().replace(open("a"), first.stamp())).isEqualTo(Put.STAMP);
        assertThat(standing("a")).isEqualTo(second);
    }

    @Test
    void l4_a_key_that_is_not_there_is_not_replaced() {
        assertThat(journal().replace(open("a"), Stamp.random())).isEqualTo(Put.STAMP);
        assertThat(stored("a")).isEmpty();
    }

    @Test
    void l4_a_settled_record_is_opened_again() {
        Entry refused = refused("a");
        given(refused);
        Entry again = open("a");

        assertThat(journal().replace(again, refused.stamp())).isEqualTo(Put.DONE);
        assertThat(standing("a")).isEqualTo(again);
        assertThat(journal().insert(open("b"))).isEqualTo(Put.INSTANCE);
    }

    @Test
    void l5_an_instance_has_one_open_record() {
        Entry first = open("a");
        given(first);

        assertThat(journal().insert(open("b"))).isEqualTo(Put.INSTANCE);
        assertThat(stored("b")).isEmpty();
        assertThat(journal().insert(open("c", OTHER_INSTANCE))).isEqualTo(Put.DONE);

        assertThat(journal().replace(settled("a", INSTANCE, "job:1"), first.stamp()))
                .isEqualTo(Put.DONE);
        assertThat(journal().insert(open("b"))).isEqualTo(Put.DONE);
    }

    @Test
    void l5_a_replaced_record_does_not_become_a_second_open_one() {
        Entry refused = refused("b");
        given(refused);
        given(open("a"));

        assertThat(journal().replace(open("b"), refused.stamp())).isEqualTo(Put.INSTANCE);
        assertThat(standing("b")).isEqualTo(refused);
    }

    @Test
    void l6_a_witness_settles_one_key() {
        given(settled("a", INSTANCE, "job:1"));
        Entry open = open("b");
        given(open);

        assertThat(journal().replace(settled("b", INSTANCE, "job:1"), open.stamp()))
                .isEqualTo(Put.WITNESS);
        assertThat(standing("b")).isEqualTo(open);
        assertThat(journal().insert(settled("c", OTHER_INSTANCE, "job:1"))).isEqualTo(Put.WITNESS);
        assertThat(stored("c")).isEmpty();
        assertThat(journal().replace(settled("b", INSTANCE, "JOB:1"), open.stamp()))
                .isEqualTo(Put.DONE);
    }

    @Test
    void l7_what_is_wrong_first_is_told() {
        given(open("a"));
        given(settled("b", OTHER_INSTANCE, "job:1"));
        Entry refused = refused("c");
        given(refused);

        assertThat(journal().insert(withWitness("a", "job:1")))
                .as("its key is there")
                .isEqualTo(Put.KEY);
        assertThat(journal().insert(withWitness("c", "job:1")))
                .as("its key is there too")
                .isEqualTo(Put.KEY);
        assertThat(journal().replace(withWitness("c", "job:1"), Stamp.random()))
                .as("its stamp is another")
                .isEqualTo(Put.STAMP);
        assertThat(journal().insert(withWitness("d", "job:1")))
                .as("its instance has an open one")
                .isEqualTo(Put.INSTANCE);
        assertThat(journal().replace(withWitness("c", "job:1"), refused.stamp()))
                .as("its instance has an open one too")
                .isEqualTo(Put.INSTANCE);
    }

    private static Entry withWitness(String key, String witness) {
        return new Entry(key(key), INSTANCE, true, Optional.of(witness), Stamp.random(), LEASE, "1 OPEN\n");
    }

    @Test
    void l19_what_the_store_cannot_hold_is_refused() {
        String tooLong = "x".repeat(SubmissionJournal.MAX_BODY_LENGTH + 1);
        Entry entry = new Entry(key("a"), INSTANCE, true, Optional.empty(), Stamp.random(), LEASE, tooLong);
        Entry tooLongWitness = settled("a", INSTANCE, "w".repeat(SubmissionJournal.MAX_WITNESS_LENGTH + 1));
        Entry first = open("b");
        given(first);

        assertThat(catchThrowable(() -> journal().insert(entry))).isInstanceOf(IllegalArgumentException.class);
        assertThat(catchThrowable(() -> journal().insert(tooLongWitness))).isInstanceOf(IllegalArgumentException.class);
        assertThat(stored("a")).isEmpty();
        assertThat(catchThrowable(() -> journal()
                        .replace(
                                new Entry(key("b"), INSTANCE, true, Optional.empty(), Stamp.random(), LEASE, tooLong),
                                first.stamp())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(standing("b")).isEqualTo(first);
    }
}
