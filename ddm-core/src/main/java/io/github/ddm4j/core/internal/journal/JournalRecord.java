/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import java.time.Duration;
import java.util.Optional;

/**
 * The content of a journal's body for one key.
 *
 * @param state the state of the key
 * @param digest stands for the instance and the terms of the wish
 * @param nodes the number of nodes that an order of it adds; 0 as long as that is not known
 * @param attempt which sending this is about; each question of the gate is a new one
 * @param window for how long after this write an order may still leave
 * @param lost whether the call that sent it has ended without an answer, so that nothing leaves any more
 * @param doubtFor for how long the key had been in doubt when this was written
 * @param word the reason of a refusal or a doubt, written for machines
 * @param knownOrder the order that was applied, with what shows it
 * @param alongside whether other keys of the instance go on in spite of a doubt
 * @param terms the terms of the wish
 * @param baseline the state from before the order left, in a form of the flow's
 * @param evidence the observations since, in a form of the flow's
 * @param why the reason of a refusal or a doubt, written for people
 */
public record JournalRecord(
        KeyState state,
        String digest,
        int nodes,
        Optional<Stamp> attempt,
        Duration window,
        boolean lost,
        Duration doubtFor,
        String word,
        Optional<KnownOrder> knownOrder,
        boolean alongside,
        String terms,
        String baseline,
        String evidence,
        String why) {

    /** @throws RuntimeException if a later version of the library wrote it, or nobody who knows the form */
    public static JournalRecord of(Entry entry) {
        return JournalBody.read(entry.body());
    }

    static JournalRecord open(KeyedWish wish) {
        return new JournalRecord(
                KeyState.OPEN,
                wish.digest(),
                0,
                Optional.empty(),
                Duration.ZERO,
                false,
                Duration.ZERO,
                "",
                Optional.empty(),
                false,
                wish.terms(),
                "",
                "",
                "");
    }

    /** Returns true if this record keeps other keys of the instance from being claimed. */
    boolean isOpen() {
        return !state.isSettled() && !alongside;
    }

    JournalRecord sending(Stamp attempt, int nodes, String baseline, Duration window) {
        return new JournalRecord(
                KeyState.SENDING,
                digest,
                nodes,
                Optional.of(attempt),
                window,
                false,
                Duration.ZERO,
                "",
                Optional.empty(),
                false,
                terms,
                baseline,
                "",
                "");
    }

    /** The same sending, looked after: its call has ended perhaps, and more has been seen. */
    JournalRecord lookedAfter(Duration window, boolean lost, String evidence) {
        return new JournalRecord(
                state,
                digest,
                nodes,
                attempt,
                window,
                lost,
                doubtFor,
                word,
                knownOrder,
                alongside,
                terms,
                baseline,
                evidence,
                why);
    }

    /** The claim as it was before something was sent, which is proven not to have been applied. */
    JournalRecord openAgain() {
        return new JournalRecord(
                KeyState.OPEN,
                digest,
                0,
                Optional.empty(),
                Duration.ZERO,
                false,
                Duration.ZERO,
                "",
                Optional.empty(),
                false,
                terms,
                "",
                "",
                "");
    }

    JournalRecord applied(KnownOrder shown) {
        return new JournalRecord(
                KeyState.APPLIED,
                digest,
                nodes,
                attempt,
                Duration.ZERO,
                lost,
                Duration.ZERO,
                "",
                Optional.of(shown),
                false,
                terms,
                baseline,
                evidence,
                "");
    }

    /** Settles the record as refused. The attempt stays, so that an answer that comes all the same is known by it. */
    JournalRecord refused(String word, String why) {
        return new JournalRecord(
                KeyState.REFUSED,
                digest,
                nodes,
                attempt,
                Duration.ZERO,
                lost,
                Duration.ZERO,
                word,
                Optional.empty(),
                false,
                terms,
                "",
                "",
                why);
    }

    JournalRecord inDoubt(String word, String why, String evidence) {
        return new JournalRecord(
                KeyState.IN_DOUBT,
                digest,
                nodes,
                attempt,
                Duration.ZERO,
                lost,
                doubtFor,
                word,
                knownOrder,
                alongside,
                terms,
                baseline,
                evidence,
                why);
    }

    /** The same without its order, which was another key's. */
    JournalRecord withoutOrder() {
        return new JournalRecord(
                state,
                digest,
                nodes,
                attempt,
                window,
                lost,
                doubtFor,
                word,
                Optional.empty(),
                alongside,
                terms,
                baseline,
                evidence,
                why);
    }

    JournalRecord because(String why) {
        return new JournalRecord(
                state,
                digest,
                nodes,
                attempt,
                window,
                lost,
                doubtFor,
                word,
                knownOrder,
                alongside,
                terms,
                baseline,
                evidence,
                why);
    }

    JournalRecord doubtedFor(Duration time) {
        return new JournalRecord(
                state,
                digest,
                nodes,
                attempt,
                window,
                lost,
                time,
                word,
                knownOrder,
                alongside,
                terms,
                baseline,
                evidence,
                why);
    }

    JournalRecord alongside(String why) {
        return new JournalRecord(
                state,
                digest,
                nodes,
                attempt,
                window,
                lost,
                doubtFor,
                word,
                knownOrder,
                true,
                terms,
                baseline,
                evidence,
                why);
    }
}
