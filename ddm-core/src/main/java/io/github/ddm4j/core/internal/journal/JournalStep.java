/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Stamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The position of one run in the protocol, with the next thing to do. Immutable and complete: a run goes on from it
 * whatever else happened.
 *
 * @param aim the purpose of the run
 * @param purpose the purpose of the action
 * @param action the next thing to do
 * @param subject the record that the run is at work at
 * @param tries the number of times in a row that the journal has failed
 * @param rounds the number of times that the run has begun anew
 */
public record JournalStep(Aim aim, Purpose purpose, Action action, Subject subject, int tries, int rounds) {

    /** The purpose of a run. */
    sealed interface Aim {

        /** A wish that is to be fulfilled. */
        record Fulfil(KeyedWish wish) implements Aim {}

        /** A record that is to be settled, if looking settles it. */
        record Settle() implements Aim {}

        /** A doubt that a person settles. */
        record Testify(Testimony testimony) implements Aim {}
    }

    /** The purpose of an action. */
    enum Purpose {
        /** Read what stands against the wish. */
        DECIDE,
        /** Claim the key. */
        CLAIM,
        /** Read what was applied of late, under the claim. */
        COUNT,
        /** Look before the order, and send it. */
        ATTEMPT,
        /** Write that an order may leave. */
        SENDING,
        /** Open the claim again after an attempt that surely was not applied. */
        REOPEN,
        /** Write that the answer was lost. */
        LOST,
        /** Read what was applied of late, before looking. */
        REVIEW,
        /** Take over what somebody else has sent. */
        TAKE_OVER,
        /** Find out what became of an order. */
        LOOK,
        /** Read what was ordered while looking, beside a doubt. */
        CONFIRM,
        /** Renew the lease while looking. */
        RENEW,
        /** End the lease. */
        RELEASE,
        /** Write what was found out. */
        SETTLE,
        /** Write what is proven, whatever stands there. */
        PROVE,
        /** Read what stands there, to write what is proven. */
        CONFRONT,
        /** Read what somebody else has made of an order of ours. */
        CONCLUDE,
        /** Read the doubt that a person settles. */
        HEAR,
        /** Write what a person says. */
        TESTIFY,
        /** Put an instance in doubt. */
        FENCE
    }

    /**
     * A record at work.
     *
     * @param key whose it is: the wish's own, or the one that stands in its way
     * @param record what is known to stand, or is just being written
     * @param stamps under which stamps it may stand: one if all is well, several after writes whose answers were lost; an
     *     empty one for a key that may not be there
     * @param proof what is proven of it and not written yet
     * @param sent whether an order of this run may have been applied
     * @param late what was applied to the instance of late
     * @param notOurs witnesses of other keys that were taken for this one's
     * @param first how long to wait before the first look that counts
     */
    record Subject(
            IdempotencyKey key,
            InstanceId instance,
            Optional<JournalRecord> record,
            List<Optional<Stamp>> stamps,
            Optional<Proof> proof,
            boolean sent,
            List<Late> late,
            Set<String> notOurs,
            Duration first) {

        static Subject of(IdempotencyKey key, InstanceId instance) {
            return new Subject(
                    key,
                    instance,
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    false,
                    List.of(),
                    Set.of(),
                    Duration.ZERO);
        }

        Subject with(JournalRecord standing, List<Optional<Stamp>> under) {
            return new Subject(
                    key, instance, Optional.of(standing), List.copyOf(under), proof, sent, late, notOurs, first);
        }

        Subject with(JournalRecord standing) {
            return with(standing, stamps);
        }

        Subject under(List<Optional<Stamp>> under) {
            return new Subject(key, instance, record, List.copyOf(under), proof, sent, late, notOurs, first);
        }

        Subject proven(Proof proven) {
            return new Subject(key, instance, record, stamps, Optional.of(proven), sent, late, notOurs, first);
        }

        Subject asSent() {
            return new Subject(key, instance, record, stamps, proof, true, late, notOurs, first);
        }

        Subject beside(List<Late> settled) {
            return new Subject(key, instance, record, stamps, proof, sent, List.copyOf(settled), notOurs, first);
        }

        Subject without(String witness) {
            Set<String> more = new TreeSet<>(notOurs);
            more.add(witness);
            return new Subject(key, instance, record, stamps, proof, sent, late, Set.copyOf(more), first);
        }

        Subject after(Duration wait) {
            return new Subject(key, instance, record, stamps, proof, sent, late, notOurs, wait);
        }

        JournalRecord known() {
            return record.orElseThrow(() -> new IllegalStateException("Nothing is known of key " + key));
        }
    }

    static JournalStep first(Aim aim, Purpose purpose, Action action, Subject subject) {
        return new JournalStep(aim, purpose, action, subject, 0, 0);
    }

    JournalStep next(Purpose purpose, Action action) {
        return new JournalStep(aim, purpose, action, subject, tries, rounds);
    }

    JournalStep about(Subject subject) {
        return new JournalStep(aim, purpose, action, subject, tries, rounds);
    }

    JournalStep done(Result result) {
        return next(purpose, new Action.Done(result));
    }

    JournalStep failedAgain() {
        return new JournalStep(aim, purpose, action, subject, tries + 1, rounds);
    }

    JournalStep wentWell() {
        return new JournalStep(aim, purpose, action, subject, 0, rounds);
    }
}
