/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import static io.github.ddm4j.core.flow.Samples.GROUP;
import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static io.github.ddm4j.core.flow.TraceSample.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.flow.KeyStatus;
import io.github.ddm4j.core.flow.Settlement;
import io.github.ddm4j.core.flow.StubAudit;
import io.github.ddm4j.core.flow.StubProvider;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.UnresolvedSubmissionException;
import io.github.ddm4j.core.flow.VirtualTime;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.NodeTarget;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys of an instance that is paid for in advance, where only the audit log knows of an order that waits to be paid. */
class AuditedKeyTest {

    private static final IdempotencyKey KEY = new IdempotencyKey("k");
    private static final IdempotencyKey NEXT = new IdempotencyKey("l");
    private static final Duration DAYS = Duration.ofDays(3);

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final StubAudit log = new StubAudit(time);
    private final TestJournal journal = new TestJournal();

    @BeforeEach
    void isYearlyMonthly() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
    }

    private ScaleOutFlow process() {
        return process(journal);
    }

    private ScaleOutFlow process(TestJournal shared) {
        return ScaleOutFlow.builder(provider)
                .time(time)
                .journal(shared)
                .audit(log)
                .portDeadline(Duration.ofSeconds(30))
                .build();
    }

    private Submission submit(IdempotencyKey key) {
        try (ScaleOutFlow process = process()) {
            return process.submit(key, INSTANCE, request(2));
        }
    }

    private UnresolvedSubmissionException inDoubt(IdempotencyKey key) {
        return catchThrowableOfType(UnresolvedSubmissionException.class, () -> submit(key));
    }

    private void ensureFour(IdempotencyKey key) {
        try (ScaleOutFlow process = process()) {
            process.ensure(key, INSTANCE, NodeTarget.of("flavor-1", 4, GROUP.value()));
        }
    }

    private void anHourLater() {
        time.run(Duration.ofHours(1));
        journal.letPass(Duration.ofHours(1));
    }

    /** The process dies once its order has left, and its lease is over. */
    private void orderAndDie() {
        List<Entry> sending = new ArrayList<>();
        provider.nextAnswer(() -> {
            sending.add(journal.entry("k"));
            return StubProvider.jobStarted("never-heard-of");
        });
        submit(KEY);
        journal.put(sending.get(0));
        journal.letPass(Duration.ofHours(2));
        time.run(Duration.ofMinutes(3));
    }

    @Test
    void an_order_found_by_its_trace_is_what_the_key_answers_for_ever() {
        OrderTrace ours = trace("t").order("CS1").get();
        provider.nextAnswerIsLost(() -> log.shows(ours));
        Submission found = submit(KEY);
        log.shows();

        Submission remembered = submit(KEY);

        assertThat(found).isInstanceOfSatisfying(Submission.FoundApplied.class, applied -> {
            assertThat(applied.orderId()).contains(new OrderId("CS1"));
            assertThat(applied.trace()).contains(ours);
        });
        assertThat(remembered).isEqualTo(found);
        assertThat(journal.entry("k").witness()).contains("order:CS1");
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void silence_refuses_a_key_whose_own_process_lost_the_answer_so_that_it_may_order_again() {
        log.shows(trace("earlier").order("CS0").after(DAYS.negated()).get());
        provider.nextAnswerIsLost(() -> {});

        assertThat(submit(KEY)).isInstanceOf(Submission.FoundNotApplied.class);
        assertThat(journal.record("k").state()).isEqualTo(KeyState.REFUSED);
        assertThat(submit(KEY)).isInstanceOf(Submission.Accepted.class);
        assertThat(provider.sent()).isEqualTo(2);
    }

    @Test
    void whoever_takes_over_finds_the_order_of_a_dead_process_by_its_trace() {
        orderAndDie();
        log.shows(trace("t").order("CS1").get());

        assertThat(submit(KEY))
                .isInstanceOfSatisfying(Submission.FoundApplied.class, applied -> assertThat(applied.orderId())
                        .contains(new OrderId("CS1")));
        assertThat(journal.record("k").knownOrder().orElseThrow().order()).contains(new OrderId("CS1"));
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void silence_alone_refuses_nothing_that_a_paused_sender_may_still_send() {
        log.shows(trace("earlier").order("CS0").after(DAYS.negated()).get());
        orderAndDie();

        assertThat(inDoubt(KEY).getMessage()).contains("fell silent");
        assertThat(journal.record("k").word()).isEqualTo(Doubt.SENDER_VANISHED.name());
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void an_order_that_has_settled_one_key_settles_no_other() {
        OrderTrace first = trace("t").order("CS1").get();
        provider.nextAnswerIsLost(() -> log.shows(first));
        submit(KEY);
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 4));
        time.run(Duration.ofMinutes(2));
        try (ScaleOutFlow process = process()) {
            process.forget(new OrderId("CS1"));
            provider.nextAnswerIsLost(() -> {});

            assertThat(process.submit(new IdempotencyKey("other"), INSTANCE, request(2)))
                    .isInstanceOf(Submission.FoundNotApplied.class);
        }
        assertThat(journal.record("other").knownOrder()).isEqualTo(Optional.empty());
    }

    @Test
    void an_unpaid_order_whose_trace_has_no_id_stays_in_doubt_and_no_other_key_orders_beside_it() {
        provider.nextAnswerIsLost(() -> log.shows(trace("t").get()));
        assertThat(catchThrowable(() -> ensureFour(KEY))).isInstanceOf(UnresolvedSubmissionException.class);
        anHourLater();

        assertThat(catchThrowable(() -> ensureFour(NEXT))).isNotNull();
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void an_order_found_by_a_trace_with_its_id_still_waits_to_be_paid_in_the_next_process() {
        provider.nextAnswerIsLost(() -> log.shows(trace("t").order("CS1").get()));
        ensureFour(KEY);
        anHourLater();

        assertThat(catchThrowable(() -> ensureFour(NEXT))).hasMessageContaining("CS1");
        assertThat(provider.sent()).isEqualTo(1);
    }

    /** The first key is in doubt, a person lets others go on beside it, and then its trace comes. */
    private void goOnBesideADoubt(OrderTrace late) {
        log.fails(new ScaleOutRejectedException(RejectionReason.ACCESS, "not yet", ProviderError.NONE));
        provider.nextAnswerIsLost(() -> {});
        assertThat(inDoubt(KEY)).isNotNull();
        try (ScaleOutFlow process = process()) {
            KeyStatus doubt = process.find(KEY).orElseThrow();
            process.settle(KEY, doubt.stamp(), Settlement.alongside(), "ann", "nobody knows");
        }
        log.answers(null);
        log.shows(late);
    }

    @Test
    void the_trace_of_a_key_in_doubt_is_not_taken_for_that_of_the_next_key() {
        goOnBesideADoubt(trace("first").order("CS1").get());
        provider.nextAnswerIsLost(() -> {});

        assertThat(inDoubt(NEXT)).isNotNull();
    }

    @Test
    void the_trace_of_the_next_key_is_not_taken_for_that_of_a_key_in_doubt() {
        goOnBesideADoubt(trace("second").order("CS2").get());
        provider.nextAnswerIsLost(() -> {});
        assertThat(inDoubt(NEXT)).isNotNull();

        assertThat(inDoubt(KEY)).isNotNull();
    }

    @Test
    void the_traces_of_a_key_in_doubt_and_of_the_next_one_are_told_apart_by_their_times() {
        OrderTrace first = trace("first").order("CS1").get();
        goOnBesideADoubt(first);
        provider.nextAnswerIsLost(() -> log.shows(
                first, trace("second").order("CS2").after(time.elapsed()).get()));

        assertThat(submit(NEXT))
                .isInstanceOfSatisfying(Submission.FoundApplied.class, applied -> assertThat(applied.orderId())
                        .contains(new OrderId("CS2")));
    }

    @Test
    void a_doubt_that_a_person_has_settled_claims_no_trace_any_more() {
        goOnBesideADoubt(trace("second").order("CS2").get());
        try (ScaleOutFlow process = process()) {
            KeyStatus doubt = process.find(KEY).orElseThrow();
            process.settle(KEY, doubt.stamp(), Settlement.notApplied(), "ann", "not in the billing center");
            provider.nextAnswerIsLost(() -> {});

            assertThat(process.submit(NEXT, INSTANCE, request(2))).isInstanceOf(Submission.FoundApplied.class);
        }
    }

    @Test
    void a_job_that_settles_another_key_meanwhile_is_no_outcome_even_if_little_is_kept_of_that_key() {
        provider.shows(instance("RUNNING", 2));
        provider.nextAnswer(() -> StubProvider.jobStarted("j9"));
        submit(NEXT);
        Entry others = journal.entry("l");
        Entry shortened = new Entry(
                others.key(),
                others.instance(),
                false,
                others.witness(),
                others.stamp(),
                others.lease(),
                others.body().lines().findFirst().orElseThrow());
        TestJournal shared = new TestJournal();
        shared.atEachStatement = () -> {
            if (shared.statements.get(shared.statements.size() - 1).equals("replace")
                    && shared.record("k").lost()) {
                shared.put(shortened);
            }
        };
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 4), job("j9", "Completed")));

        try (ScaleOutFlow process = process(shared)) {
            assertThat(catchThrowableOfType(
                                    UnresolvedSubmissionException.class,
                                    () -> process.submit(KEY, INSTANCE, request(2)))
                            .evidence()
                            .doubt())
                    .isEqualTo(Doubt.OTHER_CHANGES);
        }
        assertThat(shared.entry("k").witness()).isEmpty();
    }
}
