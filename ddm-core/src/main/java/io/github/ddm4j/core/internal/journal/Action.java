/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The next thing to do. A method of {@link JournalProtocol} takes the result of each. */
public sealed interface Action {

    /** Read the journal; answered by {@code read} or {@code unread}. */
    record Read(IdempotencyKey key, InstanceId instance, Duration recent) implements Action {}

    /** Insert the entry, or replace what has the expected stamp; answered by {@code put}. */
    record Write(Entry entry, Optional<Stamp> expected) implements Action {}

    /** Look at the instance and check the rules; answered by {@code prepared}. */
    record Prepare(List<Late> late) implements Action {}

    /**
     * Have the port send one order; answered by {@code gate} whenever it asks, and at its end by {@code answered}, {@code
     * again} or {@code lost}.
     */
    record Order(String baseline, int nodes) implements Action {}

    /** Let the gate grant, and go on with the order; answered by {@code passed}. */
    record Permit(Duration window) implements Action {}

    /** Let the gate refuse, and go on with the order to its end; answered by {@code passed}. */
    record Refuse(String why) implements Action {}

    /**
     * Find out what became of an order; answered by {@code looked}.
     *
     * @param first how long to wait before the first look that counts, by a monotonic clock
     * @param late what else was applied to the instance of late
     * @param notOurs witnesses of other keys that were taken for ours
     */
    record Look(IdempotencyKey key, JournalRecord about, Duration first, List<Late> late, Set<String> notOurs)
            implements Action {}

    /** Nothing: this is the end. */
    record Done(Result result) implements Action {}
}
