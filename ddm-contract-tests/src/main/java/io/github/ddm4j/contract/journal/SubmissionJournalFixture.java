/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.journal;

import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * One journal and the store behind it, which is empty at first. The suites arrange through the fixture and act through
 * the port. Every test has a new one.
 *
 * @since 0.1.0
 */
public interface SubmissionJournalFixture extends AutoCloseable {

    /** The part of a write that gets lost. */
    enum Loss {
        /** The write itself: it is not made. */
        REQUEST,
        /** The answer: the write is made. */
        ANSWER
    }

    /** A write that another process has made and not completed. */
    interface UnderWay extends AutoCloseable {

        /** Completes the write. */
        @Override
        void close();
    }

    /** Returns the journal under test; the same at every call. */
    SubmissionJournal journal();

    /** Returns a journal of another process, over the same store. */
    SubmissionJournal another();

    /** Lets time pass by the store's clock alone. */
    void letPass(Duration time);

    /** Returns a journal like the one under test, over the same store, whose next write loses this. */
    SubmissionJournal losing(Loss loss);

    /**
     * Has another process write this. The write is not to be seen until it is completed, and a write to the same record
     * waits for it.
     *
     * @param expected the stamp to replace; empty to insert
     */
    UnderWay underWay(Entry entry, Optional<Stamp> expected);

    /**
     * Runs work on this thread within a transaction of the caller's, which has work of its own in it and is rolled back.
     *
     * @return true if the caller's own work is undone
     */
    boolean inTransaction(Runnable work);

    /**
     * Returns a journal like the one under test whose store cannot be reached, and says so with all the secrets that it
     * knows.
     */
    SubmissionJournal unreachable();

    /** Returns the texts that must not show. */
    Set<String> secrets();

    /** Closes the journal under test. */
    void closeJournal();

    @Override
    void close();
}
