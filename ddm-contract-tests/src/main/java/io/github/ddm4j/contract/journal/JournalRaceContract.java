/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.journal.SubmissionJournalFixture.Loss;
import io.github.ddm4j.contract.journal.SubmissionJournalFixture.UnderWay;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import io.github.ddm4j.core.port.SubmissionJournal.Put;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Rules L8 to L10, L15 and L16: many writers at once, and writes whose answer is lost.
 *
 * @since 0.1.0
 */
public abstract class JournalRaceContract extends JournalSuite {

    private static final int ROUNDS = 5;
    private static final long WAIT_MILLIS = 300;

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected JournalRaceContract() {}

    @Test
    void l8_of_many_claims_of_one_key_one_is_made() {
        for (int round = 0; round < ROUNDS; round++) {
            String key = "key " + round;
            SubmissionJournal other = fixture().another();
            List<Put> puts = atOnce(MANY, i -> (i % 2 == 0 ? journal() : other).insert(open(key)));

            assertOneOf(puts, Put.KEY);
            Entry claim = standing(key);
            assertThat(journal().replace(refused(key), claim.stamp())).isEqualTo(Put.DONE);
        }
    }

    @Test
    void l9_of_many_claims_for_one_instance_one_is_made() {
        for (int round = 0; round < ROUNDS; round++) {
            int number = round;
            SubmissionJournal other = fixture().another();
            List<Put> puts =
                    atOnce(MANY, i -> (i % 2 == 0 ? journal() : other).insert(open("key " + number + " " + i)));

            assertOneOf(puts, Put.INSTANCE);
            Entry claim = journal().open(2).get(0).entry();
            assertThat(journal().open(2)).hasSize(1);
            assertThat(journal().replace(refused(claim.key().value()), claim.stamp()))
                    .isEqualTo(Put.DONE);
        }
    }

    @Test
    void l10_of_many_writers_with_the_same_stamp_one_is_let_through() {
        Entry standing = open("a");
        given(standing);
        for (int round = 0; round < ROUNDS; round++) {
            Entry expected = standing;
            SubmissionJournal other = fixture().another();
            List<Put> puts = atOnce(MANY, i -> (i % 2 == 0 ? journal() : other).replace(open("a"), expected.stamp()));

            assertOneOf(puts, Put.STAMP);
            standing = standing("a");
        }
    }

    private static void assertOneOf(List<Put> puts, Put others) {
        assertThat(Collections.frequency(puts, Put.DONE)).as("made of " + puts).isEqualTo(1);
        assertThat(Collections.frequency(puts, others))
                .as(others + " of " + puts)
                .isEqualTo(puts.size() - 1);
    }

    @Test
    void l15_a_lost_insert_has_not_been_made_if_it_did_not_arrive() {
        Entry entry = open("a");

        assertThrows(() -> fixture().losing(Loss.REQUEST).insert(entry));

        assertThat(stored("a")).isEmpty();
        assertThat(journal().insert(open("a"))).isEqualTo(Put.DONE);
    }

    @Test
    void l15_a_lost_insert_has_been_made_once_if_its_answer_was_lost() {
        Entry entry = open("a");

        assertThrows(() -> fixture().losing(Loss.ANSWER).insert(entry));

        assertThat(standing("a")).isEqualTo(entry);
        assertThat(journal().insert(open("a"))).isEqualTo(Put.KEY);
    }

    @Test
    void l15_a_lost_replacement_has_not_been_made_if_it_did_not_arrive() {
        Entry first = open("a");
        given(first);

        assertThrows(() -> fixture().losing(Loss.REQUEST).replace(open("a"), first.stamp()));

        assertThat(standing("a")).isEqualTo(first);
    }

    @Test
    void l15_a_lost_replacement_has_been_made_once_if_its_answer_was_lost() {
        Entry first = open("a");
        given(first);
        Entry second = open("a");

        assertThrows(() -> fixture().losing(Loss.ANSWER).replace(second, first.stamp()));

        assertThat(standing("a")).isEqualTo(second);
        assertThat(journal().replace(open("a"), second.stamp())).isEqualTo(Put.DONE);
    }

    private static void assertThrows(Supplier<Put> write) {
        Optional<Put> told;
        try {
            told = Optional.of(write.get());
        } catch (RuntimeException lost) {
            told = Optional.empty();
        }
        assertThat(told).as("what was told of a write whose answer was lost").isEmpty();
    }

    @Test
    void l16_a_replacement_waits_for_one_that_is_under_way() throws InterruptedException {
        Entry first = open("a");
        given(first);
        Entry second = open("a");
        CompletableFuture<Put> late;
        UnderWay underWay = fixture().underWay(second, Optional.of(first.stamp()));
        try {
            late = inTheBackground(() -> journal().replace(open("a"), first.stamp()));
            assertWaits(late);
        } finally {
            underWay.close();
        }

        assertThat(result(late)).isEqualTo(Put.STAMP);
        assertThat(standing("a")).isEqualTo(second);
    }

    @Test
    void l16_an_insert_waits_for_one_that_is_under_way() throws InterruptedException {
        Entry first = open("a");
        CompletableFuture<Put> same;
        CompletableFuture<Put> other;
        UnderWay underWay = fixture().underWay(first, Optional.empty());
        try {
            same = inTheBackground(() -> journal().insert(open("a")));
            other = inTheBackground(() -> fixture().another().insert(open("b")));
            assertWaits(same);
            assertWaits(other);
        } finally {
            underWay.close();
        }

        assertThat(result(same)).isEqualTo(Put.KEY);
        assertThat(result(other)).isEqualTo(Put.INSTANCE);
        assertThat(standing("a")).isEqualTo(first);
    }

    private static <T> CompletableFuture<T> inTheBackground(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(work.get());
            } catch (Throwable failed) {
                result.completeExceptionally(failed);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    /** Waits long enough for a write that does not wait to be through. */
    private static void assertWaits(CompletableFuture<Put> write) throws InterruptedException {
        Optional<Object> early;
        try {
            early = Optional.of(write.get(WAIT_MILLIS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException waits) {
            early = Optional.empty();
        } catch (ExecutionException failed) {
            early = Optional.of(failed);
        }
        assertThat(early).as("what a write came to that has to wait").isEmpty();
    }

    private Put result(CompletableFuture<Put> write) throws InterruptedException {
        try {
            return write.get(patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("a write that had to wait: " + e, e);
        }
    }
}
