/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.journal;

import org.junit.jupiter.api.Nested;

/**
 * The whole contract of a journal at once: extend this, make the fixture in it, and run it.
 *
 * @since 0.1.0
 */
public abstract class SubmissionJournalContract {

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected SubmissionJournalContract() {}

    /** Makes a new fixture, over an empty store. The suites call it before every test. */
    protected abstract SubmissionJournalFixture createFixture();

    @Nested
    class Records extends JournalRecordContract {
        @Override
        protected SubmissionJournalFixture createFixture() {
            return SubmissionJournalContract.this.createFixture();
        }
    }

    @Nested
    class Reads extends JournalReadContract {
        @Override
        protected SubmissionJournalFixture createFixture() {
            return SubmissionJournalContract.this.createFixture();
        }
    }

    @Nested
    class Races extends JournalRaceContract {
        @Override
        protected SubmissionJournalFixture createFixture() {
            return SubmissionJournalContract.this.createFixture();
        }
    }

    @Nested
    class Failures extends JournalFailureContract {
        @Override
        protected SubmissionJournalFixture createFixture() {
            return SubmissionJournalContract.this.createFixture();
        }
    }
}
