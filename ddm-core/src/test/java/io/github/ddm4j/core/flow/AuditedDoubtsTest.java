/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static io.github.ddm4j.core.flow.TraceSample.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.AuditPort.Page;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a look is told by a journal that is down, old, shortened or of a later version. */
class AuditedDoubtsTest extends AuditedReplicas {

    @Test
    void an_order_that_was_found_applied_is_not_told_as_unsent_because_the_journal_could_not_be_written() {
        provider.nextAnswerIsLost(
                () -> provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 4), job("j1", "Completed")));
        // It goes down while the outcome is looked for.
        journal.downAfter = 5;

        assertThat(catchThrowable(() -> submit(first))).isNotInstanceOf(ProviderUnavailableException.class);
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void evidence_is_not_told_as_unsent_because_the_journal_could_not_be_read() {
        UnresolvedSubmissionException unknown = interrupted(KEY);
        journal.isDown(true);

        assertThat(catchThrowable(() -> one.reconcile(unknown.evidence())))
                .isInstanceOf(UnresolvedSubmissionException.class);
    }

    @Test
    void the_order_of_another_key_is_not_taken_for_that_of_evidence_which_another_process_reconciles_a_day_later() {
        provider.nextAnswer(() -> placed("CS1"));
        CompletableFuture<ScaledOut> came = one.await((Submission.Applied) one.submit(OTHER, INSTANCE, request(2)));
        log.shows(trace("t").order("CS1").get());
        showsNodes(4);
        letPass(Duration.ofMinutes(10));
        assertThat(came).isCompleted();
        // Never placed.
        UnresolvedSubmissionException unknown = interrupted(KEY);
        one.close();
        letPass(Duration.ofHours(26));
        ScaleOutFlow next = audited();

        assertThat(told(() -> next.reconcile(unknown.evidence()))).doesNotStartWith("FoundApplied");
    }

    @Test
    void an_order_that_has_settled_one_key_by_its_job_settles_no_other_by_its_number_a_day_later() {
        // Never placed.
        goOnBesideADoubt(one);
        OrderTrace second =
                trace("second").order("CS2").job("j2").after(time.elapsed()).get();
        // Placed, paid and done at once; found by its job.
        provider.nextAnswerIsLost(
                () -> provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 4), job("j2", "Completed")));
        assertThat(told(first, OTHER)).startsWith("FoundApplied");
        one.close();
        letPass(Duration.ofHours(26));
        log.shows(earlier(), second);

        assertThat(told(audited(), KEY)).doesNotStartWith("FoundApplied");
    }

    @Test
    void a_key_in_doubt_is_not_given_the_trace_of_a_key_whose_open_record_nobody_can_read() {
        // Never placed.
        goOnBesideADoubt(one);
        OrderTrace second = trace("second").order("CS2").after(time.elapsed()).get();
        journal.put(
                new Entry(OTHER, INSTANCE, true, Optional.empty(), Stamp.random(), Duration.ZERO, "2 NEW a=b\nc=d"));
        log.shows(earlier(), second);

        assertThat(told(one, KEY)).doesNotStartWith("FoundApplied");
    }

    @Test
    void the_trace_of_a_key_in_doubt_whose_record_was_shortened_is_not_taken_for_that_of_the_next_key() {
        goOnBesideADoubt(one);
        log.shows(earlier(), trace("first").order("CS1").get());
        journal.thin(Duration.ZERO, 10);
        // Never placed.
        provider.nextAnswerIsLost(() -> {});

        assertThat(told(audited(), OTHER)).doesNotStartWith("FoundApplied");
    }

    @Test
    void a_fence_goes_by_the_witness_of_a_record_that_it_cannot_read() {
        journal.put(new Entry(
                OTHER, INSTANCE, false, Optional.of("job:j2"), Stamp.random(), Duration.ZERO, "2 NEW a=b\nc=d"));
        provider.shows(instance("RUNNING", 4), job("j2", "Completed"));

        assertThatCode(() -> assertThat(second.fence(time.now())).isEmpty()).doesNotThrowAnyException();
    }

    @Test
    void an_order_in_doubt_counts_for_the_nodes_of_a_day() {
        ScaleOutFlow limited = replica(builder -> builder.audit(log).nodesPerDay(3));
        goOnBesideADoubt(limited);

        assertThat(told(limited, OTHER)).startsWith("not sent").contains("3 nodes a day");
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void a_sender_that_wakes_up_late_keeps_its_trace_from_the_next_key() {
        goOnBesideADoubt(one);
        letPass(Duration.ofMinutes(45));
        log.shows(earlier(), trace("first").order("CS1").after(time.elapsed()).get());
        // Never placed.
        provider.nextAnswerIsLost(() -> {});

        assertThat(told(one, OTHER)).doesNotStartWith("FoundApplied");
    }

    @Test
    void what_a_look_has_found_is_not_told_once_somebody_has_settled_the_key_by_another_order() {
        goOnBesideADoubt(one);
        log.answers(() -> {
            if (status(KEY).state() == KeyState.IN_DOUBT) {
                second.settle(KEY, status(KEY).stamp(), Settlement.applied(new OrderId("CS1")), "ann", "seen");
            }
            return new Page(List.of(trace("t").order("CS2").get()), Optional.empty());
        });

        assertThat(told(one, KEY)).startsWith("Remembered").contains("CS1");
    }
}
