/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static io.github.ddm4j.core.flow.TraceSample.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.port.AuditPort.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of an instance that is paid for in advance, whose orders the audit log keeps apart. */
class AuditedReplicasTest extends AuditedReplicas {

    @Test
    void the_record_of_the_result_of_a_key_in_doubt_is_not_taken_for_the_order_of_the_next_key() {
        goOnBesideADoubt(one);
        // The first one's was placed; it is paid an hour later, and the log tells of the result.
        letPass(Duration.ofMinutes(60));
        log.shows(
                trace("request").order("CS1").get(),
                trace("result").order("CS1").after(Duration.ofMinutes(62)).get());
        // Never placed.
        provider.nextAnswerIsLost(() -> {});

        assertThat(told(one, OTHER)).doesNotStartWith("FoundApplied");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_key_whose_order_was_accepted_is_not_ordered_again_because_a_key_in_doubt_was_guessed_to_have_it(
            boolean withLog) {
        ScaleOutFlow flow = withLog ? one : first;
        // Never placed.
        goOnBesideADoubt(flow);
        // Placed, paid and done at once; its answer is lost, and its process is stopped.
        provider.nextAnswerIsLost(() -> {
            log.shows(
                    earlier(),
                    trace("second").order("CS2").job("j2").after(time.elapsed()).get());
            provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 4), job("j2", "Completed"));
            Thread.currentThread().interrupt();
        });
        assertThat(told(flow, OTHER)).startsWith("unknown");
        Thread.interrupted();
        // A job runner repeats both.
        told(flow, KEY);
        String found = told(flow, OTHER);
        told(flow, OTHER);

        assertThat(provider.sent())
                .as("one order for each key; the second one was told as " + found)
                .isEqualTo(2);
    }

    @Test
    void a_key_in_doubt_stays_unknown_while_the_journal_cannot_be_asked_before_it_is_settled() {
        goOnBesideADoubt(one);
        OrderTrace ours = trace("t").order("CS1").get();
        log.answers(() -> {
            journal.isDown(true);
            return new Page(List.of(ours), Optional.empty());
        });
        assertThat(told(one, KEY)).startsWith("unknown");

        journal.isDown(false);
        log.answers(null);
        log.shows(ours);
        assertThat(told(one, KEY)).startsWith("FoundApplied");
    }

    @Test
    void the_trace_of_a_key_that_another_replica_submits_during_a_look_is_not_taken_for_that_of_a_key_in_doubt() {
        // Never placed.
        goOnBesideADoubt(one);
        ScaleOutFlow two = audited();
        boolean[] done = {false};
        log.answers(() -> {
            if (done[0]) {
                return new Page(
                        List.of(trace("second")
                                .order("CS2")
                                .after(Duration.ofMinutes(8))
                                .get()),
                        Optional.empty());
            }
            if (time.elapsed().toMinutes() >= 8) {
                done[0] = true;
                // The other replica orders, and dies.
                provider.nextAnswerIsLost(() -> journal.isDown(true));
                assertThat(told(two, OTHER)).startsWith("unknown");
                journal.isDown(false);
            }
            return new Page(List.of(), Optional.empty());
        });

        assertThat(told(one, KEY)).doesNotStartWith("FoundApplied");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_order_that_has_settled_one_key_settles_no_other_by_its_own_name_or_by_that_of_its_job(boolean namesJob) {
        provider.nextAnswer(() -> placed("CS1"));
        assertThat(told(one, KEY)).startsWith("Accepted");
        one.close();
        letPass(Duration.ofHours(26));
        showsNodes(4);
        // It is paid on the next day.
        TraceSample result =
                trace("result").order("CS1").after(Duration.ofHours(26).minusMinutes(5));
        log.shows(trace("request").order("CS1").get(), (namesJob ? result.job("j1") : result).get());
        provider.nextAnswerIsLost(() -> {});

        assertThat(told(audited(), OTHER)).doesNotStartWith("FoundApplied");
    }

    @Test
    void the_order_of_another_key_in_the_journal_is_not_taken_for_that_of_evidence_which_another_process_reconciles() {
        provider.nextAnswer(() -> placed("CS1"));
        CompletableFuture<ScaledOut> came = one.await((Submission.Applied) one.submit(OTHER, INSTANCE, request(2)));
        log.shows(trace("t").order("CS1").get());
        // Paid at once, and done.
        showsNodes(4);
        letPass(Duration.ofMinutes(10));
        assertThat(came).isCompleted();
        // Never placed.
        provider.nextAnswerIsLost(() -> Thread.currentThread().interrupt());
        UnresolvedSubmissionException unknown =
                catchThrowableOfType(UnresolvedSubmissionException.class, () -> one.submit(KEY, INSTANCE, request(2)));
        Thread.interrupted();
        one.close();
        ScaleOutFlow next = audited();

        assertThat(told(() -> next.reconcile(unknown.evidence()))).doesNotStartWith("FoundApplied");
    }
}
