/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.model.IdempotencyKey;
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
        return new Draft(wish.digest(), wish.terms()).to(KeyState.OPEN);
    }

    /** Returns true if this record keeps other keys of the instance from being claimed. */
    boolean isOpen() {
        return !state.isSettled() && !alongside;
    }

    /** Returns true if an order of the key was applied, or may have been. */
    boolean mayHaveOrdered() {
        return switch (state) {
            case SENDING, APPLIED -> true;
            case IN_DOUBT -> !word.equals(JournalProtocol.FENCED);
            case OPEN, REFUSED -> false;
        };
    }

    /**
     * Returns the text under which the record is seen by other keys though it is not open, and that no two keys may share:
     * the order that settled it, or the doubt that others go on beside.
     */
    Optional<String> witness(IdempotencyKey key) {
        return knownOrder
                .map(shown -> shown.witness(key))
                .or(() -> alongside ? Optional.of("doubt:" + Digest.of(key.value())) : Optional.empty());
    }

    JournalRecord sending(Stamp attempt, int nodes, String baseline, Duration window) {
        Draft draft = new Draft(digest, terms);
        draft.nodes = nodes;
        draft.attempt = Optional.of(attempt);
        draft.window = window;
        draft.baseline = baseline;
        return draft.to(KeyState.SENDING);
    }

    /** The same sending, looked after: its call has ended perhaps, and more has been seen. */
    JournalRecord lookedAfter(Duration window, boolean lost, String evidence) {
        Draft draft = new Draft(this);
        draft.window = window;
        draft.lost = lost;
        draft.evidence = evidence;
        return draft.to(state);
    }

    /** The claim as it was before something was sent, which is proven not to have been applied. */
    JournalRecord openAgain() {
        return new Draft(digest, terms).to(KeyState.OPEN);
    }

    JournalRecord applied(KnownOrder shown) {
        Draft draft = settled();
        draft.knownOrder = Optional.of(shown);
        draft.baseline = baseline;
        draft.evidence = evidence;
        return draft.to(KeyState.APPLIED);
    }

    /** Settles the record as refused. The attempt stays, so that an answer that comes all the same is known by it. */
    JournalRecord refused(String word, String why) {
        Draft draft = settled();
        draft.word = word;
        draft.why = why;
        return draft.to(KeyState.REFUSED);
    }

    JournalRecord inDoubt(String word, String why, String evidence) {
        Draft draft = new Draft(this);
        draft.window = Duration.ZERO;
        draft.word = word;
        draft.why = why;
        draft.evidence = evidence;
        return draft.to(KeyState.IN_DOUBT);
    }

    /** The same without its order, which was another key's. */
    JournalRecord withoutOrder() {
        Draft draft = new Draft(this);
        draft.knownOrder = Optional.empty();
        return draft.to(state);
    }

    JournalRecord because(String why) {
        Draft draft = new Draft(this);
        draft.why = why;
        return draft.to(state);
    }

    JournalRecord doubtedFor(Duration time) {
        Draft draft = new Draft(this);
        draft.doubtFor = time;
        return draft.to(state);
    }

    JournalRecord alongside(String why) {
        Draft draft = new Draft(this);
        draft.alongside = true;
        draft.why = why;
        return draft.to(state);
    }

    /** What stays of an attempt once it is settled. */
    private Draft settled() {
        Draft draft = new Draft(digest, terms);
        draft.nodes = nodes;
        draft.attempt = attempt;
        draft.lost = lost;
        return draft;
    }

    /** A record in the making, whose parts are set by name: many of them are of one type. Not thread-safe. */
    private static final class Draft {

        private final String digest;
        private final String terms;
        private int nodes;
        private Optional<Stamp> attempt = Optional.empty();
        private Duration window = Duration.ZERO;
        private boolean lost;
        private Duration doubtFor = Duration.ZERO;
        private String word = "";
        private Optional<KnownOrder> knownOrder = Optional.empty();
        private boolean alongside;
        private String baseline = "";
        private String evidence = "";
        private String why = "";

        Draft(String digest, String terms) {
            this.digest = digest;
            this.terms = terms;
        }

        Draft(JournalRecord same) {
            this(same.digest, same.terms);
            nodes = same.nodes;
            attempt = same.attempt;
            window = same.window;
            lost = same.lost;
            doubtFor = same.doubtFor;
            word = same.word;
            knownOrder = same.knownOrder;
            alongside = same.alongside;
            baseline = same.baseline;
            evidence = same.evidence;
            why = same.why;
        }

        JournalRecord to(KeyState state) {
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
    }
}
