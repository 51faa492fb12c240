/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.contract.internal.ServiceThread;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import io.github.ddm4j.core.port.SubmissionJournal.Put;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * Rules L17, L18, L20 and L21: the caller's transactions, a store that fails, and the end.
 *
 * @since 0.1.0
 */
public abstract class JournalFailureContract extends JournalSuite {

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected JournalFailureContract() {}

    @Test
    void l17_a_transaction_of_the_caller_neither_hides_nor_undoes_nor_commits_a_write() {
        Entry entry = open("a");
        AtomicReference<List<String>> seenMeanwhile = new AtomicReference<>(List.of());

        boolean undone = fixture().inTransaction(() -> {
            assertThat(journal().insert(entry)).isEqualTo(Put.DONE);
            seenMeanwhile.set(atOnce(1, i -> standing("a").key().value()));
        });

        assertThat(seenMeanwhile.get())
                .as("what another process sees meanwhile")
                .containsExactly("a");
        assertThat(standing("a")).as("after the caller has rolled back").isEqualTo(entry);
        assertThat(undone).as("whether the caller's own work is undone").isTrue();
    }

    @Test
    void l17_a_replacement_in_a_transaction_of_the_caller_stays() {
        Entry first = open("a");
        given(first);
        Entry second = settled("a", INSTANCE, "job:1");

        boolean undone = fixture().inTransaction(() -> assertThat(journal().replace(second, first.stamp()))
                .isEqualTo(Put.DONE));

        assertThat(standing("a")).isEqualTo(second);
        assertThat(undone).isTrue();
    }

    @Test
    void l18_a_store_that_fails_throws() {
        SubmissionJournal unreachable = fixture().unreachable();

        for (ThrowingCallable call : calls(unreachable)) {
            assertThat(catchThrowable(call)).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void l18_a_null_argument_is_a_null_pointer_exception() {
        SubmissionJournal journal = journal();

        assertThat(catchThrowable(() -> journal.insert(null))).isInstanceOf(NullPointerException.class);
        assertThat(catchThrowable(() -> journal.replace(open("a"), null))).isInstanceOf(NullPointerException.class);
        assertThat(catchThrowable(() -> journal.read(null, INSTANCE, DAY))).isInstanceOf(NullPointerException.class);
    }

    @Test
    void l20_once_closed_a_journal_throws() {
        SubmissionJournal journal = journal();
        given(open("a"));

        fixture().closeJournal();

        for (ThrowingCallable call : calls(journal)) {
            assertThat(catchThrowable(call)).isInstanceOf(RuntimeException.class);
        }
        assertThat(catchThrowable(() -> fixture().closeJournal()))
                .as("failure of the second close")
                .isNull();
    }

    @Test
    void l20_once_closed_no_thread_is_left_that_keeps_the_jvm_alive() throws InterruptedException {
        List<Thread> left = ServiceThread.leftBy(
                () -> {
                    try (SubmissionJournalFixture own = createFixture()) {
                        own.journal().insert(open("z"));
                        own.closeJournal();
                    }
                },
                patience());

        assertThat(left).as("threads of a closed fixture").isEmpty();
    }

    @Test
    void l21_a_failure_shows_no_secret_of_the_store() {
        SubmissionJournal unreachable = fixture().unreachable();

        for (ThrowingCallable call : calls(unreachable)) {
            StringWriter all = new StringWriter();
            Throwable failure = catchThrowable(call);
            assertThat(failure).isNotNull();
            failure.printStackTrace(new PrintWriter(all));
            assertThat(fixture().secrets())
                    .allSatisfy(secret -> assertThat(all.toString()).doesNotContain(secret));
        }
        assertThat(fixture().secrets())
                .allSatisfy(secret -> assertThat(unreachable.toString()).doesNotContain(secret));
    }

    private static List<ThrowingCallable> calls(SubmissionJournal journal) {
        return List.of(
                () -> journal.read(key("a"), INSTANCE, DAY),
                () -> journal.insert(open("b")),
                () -> journal.replace(open("a"), Stamp.random()),
                () -> journal.open(1),
                () -> journal.thin(DAY, 1));
    }
}
