/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests;

import io.github.ddm4j.contract.journal.SubmissionJournalFixture;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import io.github.ddm4j.core.port.SubmissionJournal.Put;
import io.github.ddm4j.jdbc.JdbcSubmissionJournal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** The journal on a database, in a table that is emptied before each test. */
class JdbcJournalFixture implements SubmissionJournalFixture {

    private static final String SECRET = "s3cret-of-the-database";

    final TestDataSource database;
    private final UnaryOperator<DataSource> flaw;
    private final List<JdbcSubmissionJournal> journals = new ArrayList<>();
    private final JdbcSubmissionJournal tested;
    private final JdbcSubmissionJournal another;

    JdbcJournalFixture(DataSource real) {
        this(real, database -> database);
    }

    /** @param flaw what stands between the journal that is tested and the database */
    JdbcJournalFixture(DataSource real, UnaryOperator<DataSource> flaw) {
        this.database = new TestDataSource(real);
        this.flaw = flaw;
        this.another = journal(database);
        execute("delete from ddm_journal where idempotency_key <> ' version'");
        execute("create table if not exists business (work varchar(20))");
        this.tested = journal(flaw.apply(database));
    }

    private JdbcSubmissionJournal journal(DataSource source) {
        JdbcSubmissionJournal journal = JdbcSubmissionJournal.builder(source)
                .createTableIfMissing()
                .databaseMayForget()
                .maxConnections(8)
                .timeout(Duration.ofSeconds(20))
                .build();
        journals.add(journal);
        return journal;
    }

    @Override
    public SubmissionJournal journal() {
        return tested;
    }

    @Override
    public SubmissionJournal another() {
        return another;
    }

    /** For the journal it is the same whether its records were written earlier or the clock has gone on. */
    @Override
    public void letPass(Duration time) {
        long millis = time.toMillis();
        execute("update ddm_journal set written_at = written_at - " + millis + ", lease_until = lease_until - "
                + millis);
    }

    @Override
    public SubmissionJournal losing(Loss loss) {
        TestDataSource losing = new TestDataSource(database);
        JdbcSubmissionJournal journal = journal(flaw.apply(losing));
        losing.loseNextWrite(loss);
        return journal;
    }

    @Override
    public UnderWay underWay(Entry entry, Optional<Stamp> expected) {
        TestDataSource.Open open = database.keepOpen();
        JdbcSubmissionJournal other = journal(open);
        open.begin();
        Put put = expected.isPresent() ? other.replace(entry, expected.get()) : other.insert(entry);
        if (put != Put.DONE) {
            throw new IllegalStateException("The write is not under way: " + put);
        }
        return open::commit;
    }

    @Override
    public boolean inTransaction(Runnable work) {
        database.bind();
        try {
            execute("insert into business (work) values ('mine')");
            work.run();
        } finally {
            database.rollBackAndRelease();
        }
        return count("select count(*) from business") == 0;
    }

    @Override
    public SubmissionJournal unreachable() {
        TestDataSource broken = new TestDataSource(database);
        JdbcSubmissionJournal journal = journal(flaw.apply(broken));
        broken.breakDown(
                "No route to jdbc:postgresql://user:" + SECRET + "@db/x?user=me&password=" + SECRET + "&ssl=true");
        return journal;
    }

    @Override
    public Set<String> secrets() {
        return Set.of(SECRET);
    }

    @Override
    public void closeJournal() {
        tested.close();
    }

    @Override
    public void close() {
        journals.forEach(JdbcSubmissionJournal::close);
        execute("delete from business");
    }

    final void execute(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private int count(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
