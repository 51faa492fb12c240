/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.journal;

import org.junit.jupiter.api.Nested;

/** The journal in memory keeps the contract. */
class InMemoryJournalContractTest {

    @Nested
    class Records extends JournalRecordContract {
        @Override
        protected SubmissionJournalFixture createFixture() {
            return new InMemoryJournalFixture();
        }
    }

    @Nested
    class Reads extends JournalReadContract {
        @Override
        protected SubmissionJournalFixture createFixture() {
            return new InMemoryJournalFixture();
        }
    }

    @Nested
    class Races extends JournalRaceContract {
        @Override
        protected SubmissionJournalFixture createFixture() {
            return new InMemoryJournalFixture();
        }
    }

    @Nested
    class Failures extends JournalFailureContract {
        @Override
        protected SubmissionJournalFixture createFixture() {
            return new InMemoryJournalFixture();
        }
    }
}
