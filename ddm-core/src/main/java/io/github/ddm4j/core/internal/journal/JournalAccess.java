/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal;
import java.time.Duration;
import java.util.function.Supplier;

/** A journal with the protocol over it. Safe for several threads. */
public record JournalAccess(
        SubmissionJournal journal, JournalSettings settings, JournalProtocol protocol, JournalRunner runner) {

    /** @param elapsed a clock that never jumps */
    public static JournalAccess of(SubmissionJournal journal, JournalSettings settings, Supplier<Duration> elapsed) {
        JournalProtocol protocol = new JournalProtocol(settings, Stamp::random);
        return new JournalAccess(journal, settings, protocol, new JournalRunner(protocol, journal, settings, elapsed));
    }
}
