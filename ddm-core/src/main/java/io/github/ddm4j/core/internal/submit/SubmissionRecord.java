/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.flow.Ensured;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.port.SendGate;
import java.util.Optional;

/**
 * Where one submission is recorded beyond this process. Called in the turn of the instance, by the thread that submits,
 * in this order: claim; for every attempt a gate and perhaps that it was not applied; one end. What a method throws ends the
 * submission, so a record that may not hide an outcome throws none of its own after the gate.
 */
public interface SubmissionRecord {

    /** Nothing is recorded. */
    SubmissionRecord NONE = new SubmissionRecord() {};

    /** The key that the submission is recorded by; empty if it is not recorded. */
    default Optional<IdempotencyKey> key() {
        return Optional.empty();
    }

    /** Claims the submission before anything is read for it. Returns how it has ended, if it has been recorded before. */
    default Optional<Ensured> claim() {
        return Optional.empty();
    }

    /** The gate behind the user's own: asked when all is ready, it records that the order is about to leave. */
    default SendGate gate(Baseline baseline) {
        return SendGate.OPEN;
    }

    /** The attempt was surely not applied, and another one follows. */
    default void postponed(ScaleOutException why) {}

    /** The submission has ended with a known outcome, or there was nothing to send. */
    default void ended(Ensured outcome) {}

    /** The submission has ended, and surely was not applied. */
    default void refused(Throwable why) {}

    /** The outcome is unknown. */
    default void unresolved(Evidence evidence) {}
}
