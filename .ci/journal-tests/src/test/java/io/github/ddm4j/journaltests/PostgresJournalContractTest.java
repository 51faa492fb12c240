/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests;

import io.github.ddm4j.contract.journal.JournalFailureContract;
import io.github.ddm4j.contract.journal.JournalRaceContract;
import io.github.ddm4j.contract.journal.JournalReadContract;
import io.github.ddm4j.contract.journal.JournalRecordContract;
import io.github.ddm4j.contract.journal.SubmissionJournalFixture;
import org.junit.jupiter.api.Nested;

class PostgresJournalContractTest {

    private static final Pool DATABASE = Databases.postgres();

    @Nested
    class Records extends JournalRecordContract {
        @Override
        protected SubmissionJournalFixture createFixture() {
            return new JdbcJournalFixture(DATABASE);
        }
    }

    @Nested
    class Reads extends JournalReadContract {
        @Override
        protected SubmissionJournalFixture createFixture() {
            return new JdbcJournalFixture(DATABASE);
        }
    }

    @Nested
    class Races extends JournalRaceContract {
        @Override
        protected SubmissionJournalFixture createFixture() {
            return new JdbcJournalFixture(DATABASE);
        }
    }

    @Nested
    class Failures extends JournalFailureContract {
        @Override
        protected SubmissionJournalFixture createFixture() {
            return new JdbcJournalFixture(DATABASE);
        }
    }
}
