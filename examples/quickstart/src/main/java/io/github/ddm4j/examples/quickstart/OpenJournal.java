/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.jdbc.JdbcJournalException;
import io.github.ddm4j.jdbc.JdbcSubmissionJournal;
import java.util.Optional;

/** The journal of the service, where there is one: its table has to be there already. */
final class OpenJournal implements AutoCloseable {

    private final Optional<HikariDataSource> database;
    private final Optional<JdbcSubmissionJournal> journal;

    /** @throws IllegalArgumentException if the database cannot be used */
    OpenJournal(Optional<HikariConfig> settings) {
        try {
            database = settings.map(HikariDataSource::new);
        } catch (RuntimeException e) {
            // Not its message, which may repeat what is in the URL.
            throw new IllegalArgumentException("DDM_JOURNAL_URL: no connection to that database", e);
        }
        try {
            journal = database.map(there -> JdbcSubmissionJournal.builder(there).build());
        } catch (JdbcJournalException e) {
            database.ifPresent(HikariDataSource::close);
            throw new IllegalArgumentException("DDM_JOURNAL_URL: " + e.getMessage(), e);
        }
    }

    ScaleOutFlowBuilder addTo(ScaleOutFlowBuilder flow) {
        return journal.map(flow::journal).orElse(flow);
    }

    @Override
    public void close() {
        journal.ifPresent(JdbcSubmissionJournal::close);
        database.ifPresent(HikariDataSource::close);
    }
}
