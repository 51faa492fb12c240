/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.port;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Stamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Remembers for every idempotency key what became of it, on a store that all replicas of a service share. What the records
 * mean is the flow's business; a journal only stores them, and replaces one only by whoever has seen it.
 *
 * <h2>Writing</h2>
 *
 * Each record carries a {@link Stamp} that changes with every write; a write names the stamp that it replaces. Every write is
 * durable before it returns. It is a transaction of its own: a transaction of the caller neither hides, undoes nor commits it.
 * <strong>A write that throws may have been made, or may yet be made</strong>; an implementation never repeats one by itself,
 * except one that the store says it has rolled back. Nothing is cached.
 *
 * <h2>Reading</h2>
 *
 * A read sees every write that has returned, by whichever process: it goes to the store that takes the writes. Times are
 * counted by the store's clock, which only the store can read, and come as durations: so the clocks of two machines cannot be
 * mixed. That clock may jump.
 *
 * <h2>Failing</h2>
 *
 * Whatever a store does wrong leaves a method as a {@link RuntimeException} whose message names it and holds no credential.
 * A null argument is a {@link NullPointerException}.
 *
 * <h2>Threads</h2>
 *
 * Implementations are safe for use by several threads. An interrupt does not tear a write in two: it may end the wait for
 * one, which then throws.
 *
 * <h2>Rules</h2>
 *
 * The contract kit asks for each of these, by these names.
 *
 * <ul>
 *   <li>L1 What is written is read as it was: instance, state, witness, stamp and every character of the body.
 *   <li>L2 Keys that differ in case, accent or width are different keys.
 *   <li>L3 A key that is there is not inserted again: KEY.
 *   <li>L4 A record is replaced only if its stamp is the expected one: else STAMP, and it stays as it was.
 *   <li>L5 An instance has one open record: else INSTANCE, and nothing is written.
 *   <li>L6 A witness settles one key: else WITNESS, and nothing is written.
 *   <li>L7 What is wrong first is told: KEY or STAMP before INSTANCE, INSTANCE before WITNESS.
 *   <li>L8 Of many claims of one key at once, one is made, and the others are told KEY.
 *   <li>L9 Of many claims for one instance at once, one is made, and the others are told INSTANCE.
 *   <li>L10 Of many writers with the same stamp at once, one is let through, and the others are told STAMP.
 *   <li>L11 A lease and an age are counted by the store's clock, from the write on.
 *   <li>L12 A read gives the key's record, the instance's open one, and those that a witness settled of late.
 *   <li>L13 The open records are listed, the longest over first, and not more than asked for.
 *   <li>L14 Thinning leaves the first line of old settled bodies, and nothing else changes.
 *   <li>L15 A write whose answer was lost has been made or not, and is never made twice.
 *   <li>L16 A write waits for the same one that is under way, and then sees it.
 *   <li>L17 A transaction of the caller neither hides, undoes nor commits a write.
 *   <li>L18 A store that fails throws; it never answers as if it had written or found nothing.
 *   <li>L19 What the store cannot hold is refused by an exception, and nothing is written.
 *   <li>L20 Once closed, a journal throws; closing twice does no harm, and no thread is left.
 *   <li>L21 A failure shows no secret of the store.
 * </ul>
 *
 * @since 0.1.0
 */
public interface SubmissionJournal {

    /** The longest body in characters that every journal can hold. */
    int MAX_BODY_LENGTH = 1 << 20;

    /** The longest witness in characters that every journal can hold. */
    int MAX_WITNESS_LENGTH = 160;

    /**
     * Reads what matters to a key and an instance, in one statement.
     *
     * @param recent the age up to which records are read that are no longer open
     * @return the record of the key and the open record of the instance, if they exist, and those of its records that
     *     are not open, have a witness and were written within {@code recent}. Each comes once, in any order
     */
    List<Stored> read(IdempotencyKey key, InstanceId instance, Duration recent);

    /**
     * Writes the record of a key that is not there yet. Waits for a write of the same key that is under way.
     *
     * @return {@code DONE}, or why not: {@code KEY}, {@code INSTANCE} or {@code WITNESS}
     * @throws IllegalArgumentException if the journal cannot hold the entry
     */
    Put insert(Entry entry);

    /**
     * Replaces the record of a key, if it is there and its stamp is the expected one. Waits for a write under way that
     * replaces the same stamp, and then compares with what that one left.
     *
     * @return {@code DONE}, or why not: {@code STAMP}, {@code INSTANCE} or {@code WITNESS}
     * @throws IllegalArgumentException if the journal cannot hold the entry
     */
    Put replace(Entry entry, Stamp expected);

    /** Reads open records, those whose lease has been over for the longest time first. */
    List<Stored> open(int atMost);

    /**
     * Shortens the bodies of records that are not open and were written longer ago than {@code age} to their first line. Key,
     * instance, witness, stamp and age stay.
     *
     * @return the number that were shortened, at most {@code atMost}
     */
    int thin(Duration age, int atMost);

    /** The result of a write. */
    enum Put {
        /** The write is made. */
        DONE,
        /** The key is there. */
        KEY,
        /** The key is not there, or has another stamp. */
        STAMP,
        /** Another key's record of the instance is open. */
        INSTANCE,
        /** The witness settled another key. */
        WITNESS
    }

    /**
     * The record of a key, as it is written.
     *
     * @param key whose record this is
     * @param instance the instance that the key's wish is about
     * @param open whether it keeps the records of other keys of the instance from being open
     * @param witness the job or the order that settled the key, or the doubt that other keys go on beside, in a form of the
     *     flow's; no two keys have the same
     * @param stamp the mark of this write
     * @param lease the time that the writer means to be at work; zero for nobody at work
     * @param body what is known, in a form of the flow's; its first line is what has to be known for ever
     */
    record Entry(
            IdempotencyKey key,
            InstanceId instance,
            boolean open,
            Optional<String> witness,
            Stamp stamp,
            Duration lease,
            String body) {

        public Entry {
            requireNonNull(key, "key");
            requireNonNull(instance, "instance");
            requireNonNull(witness, "witness");
            requireNonNull(stamp, "stamp");
            requireNonNull(lease, "lease");
            requireNonNull(body, "body");
        }

        /** Leaves the body out, because that may be a megabyte. */
        @Override
        public String toString() {
            return "Entry[key=" + key + ", instance=" + instance + ", open=" + open + ", witness="
                    + witness.orElse("none") + ", stamp=" + stamp + ", lease=" + lease + "]";
        }
    }

    /**
     * The record of a key, as it is read.
     *
     * @param entry the record as it was written, with its lease
     * @param leaseLeft the rest of the lease by the store's clock; zero or negative if it is over
     * @param age the time since it was written, by the store's clock
     */
    record Stored(Entry entry, Duration leaseLeft, Duration age) {

        public Stored {
            requireNonNull(entry, "entry");
            requireNonNull(leaseLeft, "leaseLeft");
            requireNonNull(age, "age");
        }

        /** Returns true if nobody is at work any more, by the store's clock. */
        public boolean leaseOver() {
            return leaseLeft.isZero() || leaseLeft.isNegative();
        }
    }
}
