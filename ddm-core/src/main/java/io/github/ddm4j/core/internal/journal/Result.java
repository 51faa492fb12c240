/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.model.IdempotencyKey;
import java.time.Duration;

/** The end of a run through the protocol. */
public sealed interface Result {

    /** The journal says this of the key now: applied, refused or in doubt. */
    record Told(IdempotencyKey key, JournalRecord record) implements Result {}

    /**
     * The outcome is known, and the journal could not be told. The next run that reads the record finds out by itself.
     */
    record Untold(IdempotencyKey key, JournalRecord record, Proof proof) implements Result {}

    /** An order may have been applied; the journal knows that, and somebody else goes on looking. */
    record Unknown(IdempotencyKey key, String why) implements Result {}

    /** Another key's record of the instance is open, or the key itself is at work elsewhere. Nothing was sent. */
    record Busy(IdempotencyKey by, KeyState state, Duration leaseLeft) implements Result {}

    /** The key stands for another wish. Nothing was sent. */
    record OtherWish(JournalRecord record) implements Result {}

    /** The journal could not be read or written. Nothing was sent. */
    record Failed(String why) implements Result {}

    /** The record that a person wanted to settle has changed since, or is no doubt. */
    record Changed(String why) implements Result {}
}
