/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.internal.journal.JournalWork.SendResult;
import io.github.ddm4j.core.internal.run.Step;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.port.SendGate.Permission;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol on a journal, with a flow that does as it is told. */
class JournalRunnerTest {

    private static final InstanceId INSTANCE = new InstanceId("in1");
    private static final ScaleOutRequest REQUEST =
            ScaleOutRequest.builder("f", 1).build();
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestJournal journal = new TestJournal();
    private final Script work = new Script();
    private JournalSettings settings = settings(OptionalInt.empty());

    private static JournalSettings settings(OptionalInt limit) {
        return settings(limit, 3);
    }

    private static JournalSettings settings(OptionalInt limit, int tries) {
        return new JournalSettings(
                Duration.ofHours(24),
                Duration.ofMinutes(3),
                WINDOW,
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                HOUR,
                limit,
                tries,
                5);
    }

    /** A flow that prepares, sends and looks as the test says, and tells what it was asked for. */
    private static final class Script implements JournalWork {

        private Prepared prepared = new Prepared.Ready("baseline", 1);
        private Function<SendGate, SendResult> order = gate -> receipt(gate, "j-1");
        private Function<Action.Look, Looked> look = asked -> new Looked.Nothing("");
        private final List<Duration> pauses = new ArrayList<>();
        private final List<Duration> looksAtMost = new ArrayList<>();
        private int failures;
        private int orders;

        @Override
        public Step<Prepared> prepare(List<Late> late) {
            return Step.done(prepared);
        }

        @Override
        public SendResult order(String baseline, SendGate gate) {
            return order.apply(gate);
        }

        private SendResult receipt(SendGate gate, String job) {
            Permission permission = gate.ask(INSTANCE, REQUEST);
            if (permission.refusal().isPresent()) {
                return new SendResult.Known(
                        new Proof.NotApplied("GATE", permission.refusal().get()));
            }
            orders++;
            return new SendResult.Known(new Proof.Receipt(Optional.of(new JobId(job)), Optional.empty()));
        }

        @Override
        public Step<Looked> look(Action.Look asked, Duration atMost) {
            looksAtMost.add(atMost);
            return Step.done(look.apply(asked));
        }

        @Override
        public Step<Duration> pause(Duration time) {
            pauses.add(time);
            return Step.done(time);
        }

        @Override
        public void pauseInGate(Duration time) {
            pauses.add(time);
        }

        @Override
        public void failed(Throwable failure) {
            assertThat(failure).hasMessage("the store is down");
            failures++;
        }
    }

    private JournalProtocol protocol() {
        return new JournalProtocol(settings, Stamp::random);
    }

    private Result run(JournalStep begin) {
        Step<Result> end = new JournalRunner(protocol(), journal, settings, () -> Duration.ZERO).run(begin, work);
        if (end instanceof Step.Failed<Result> failed) {
            throw (RuntimeException) failed.failure();
        }
        return ((Step.Done<Result>) end).value();
    }

    private Result submit(String key) {
        return submit(key, "one node");
    }

    private Result submit(String key, String terms) {
        return run(protocol()
                .submit(new KeyedWish(
                        new IdempotencyKey(key),
                        INSTANCE,
                        terms,
                        settings.nodesPerDay().isPresent())));
    }

    private static JournalRecord told(Result result) {
        assertThat(result).isInstanceOf(Result.Told.class);
        return ((Result.Told) result).record();
    }

    private static Looked.Found found(String job) {
        return new Looked.Found(
                new KnownOrder(KnownOrder.Source.FOUND, Optional.of(new JobId(job)), Optional.empty()), "seen");
    }

    /** A sender that wrote that it sends, and was never heard of again. */
    private void sendAndVanish(String key) {
        work.order = gate -> {
            gate.ask(INSTANCE, REQUEST);
            throw new IllegalStateException("killed");
        };
        assertThat(catchThrowable(() -> submit(key))).hasMessage("killed");
        work.order = gate -> work.receipt(gate, "j-2");
    }

    @Test
    void a_submit_whose_answer_comes_is_four_statements_and_the_same_key_again_is_one() {
        assertThat(told(submit("a")).state()).isEqualTo(KeyState.APPLIED);
        assertThat(journal.statements).containsExactly("read", "insert", "replace", "replace");
        assertThat(work.pauses).isEmpty();
        journal.statements.clear();

        JournalRecord again = told(submit("a"));

        assertThat(again.knownOrder().orElseThrow().job()).contains(new JobId("j-1"));
        assertThat(journal.statements).containsExactly("read");
        assertThat(work.orders).isEqualTo(1);
    }

    @Test
    void another_wish_under_a_known_key_is_refused() {
        submit("a");

        assertThat(submit("a", "two nodes")).isInstanceOf(Result.OtherWish.class);
        assertThat(work.orders).isEqualTo(1);
    }

    @Test
    void a_record_of_a_later_version_stops_its_key_by_name_and_stays_as_it_is() {
        Entry later = new Entry(
                new IdempotencyKey("a"), INSTANCE, true, Optional.empty(), Stamp.random(), Duration.ZERO, "2 NEW x=y");
        journal.put(later);

        assertThat(((Result.Failed) submit("a")).why()).contains("version '2'");
        assertThat(((Result.Failed) submit("b")).why()).contains("key a").contains("version '2'");
        assertThat(journal.entry("a")).isEqualTo(later);
        assertThat(work.orders).isZero();
    }

    @Test
    void a_refusal_is_remembered_and_the_same_wish_may_be_made_again() {
        work.prepared = new Prepared.NotSent("BUSY", "a job is running");
        assertThat(told(submit("a")).word()).isEqualTo("BUSY");
        work.prepared = new Prepared.Ready("baseline", 1);

        assertThat(told(submit("a")).state()).isEqualTo(KeyState.APPLIED);
    }

    @Test
    void what_surely_was_not_applied_is_tried_again_under_the_same_claim() {
        int[] tries = {0};
        work.order = gate -> tries[0]++ == 0
                ? new SendResult.Again(new Proof.NotApplied("THROTTLED", "429"))
                : work.receipt(gate, "j-1");

        assertThat(told(submit("a")).state()).isEqualTo(KeyState.APPLIED);
        assertThat(tries[0]).isEqualTo(2);
    }

    @Test
    void a_gate_that_is_asked_again_after_a_401_writes_again() {
        work.order = gate -> {
            assertThat(gate.ask(INSTANCE, REQUEST).holdsFor()).contains(WINDOW);
            return work.receipt(gate, "j-1");
        };

        assertThat(told(submit("a")).state()).isEqualTo(KeyState.APPLIED);
        assertThat(journal.statements).containsExactly("read", "insert", "replace", "replace", "replace");
    }

    @Test
    void a_gate_that_is_asked_after_the_call_has_ended_refuses() {
        SendGate[] kept = new SendGate[1];
        work.order = gate -> {
            kept[0] = gate;
            return work.receipt(gate, "j-1");
        };
        submit("a");

        assertThat(kept[0].ask(INSTANCE, REQUEST).refusal()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothing_is_sent_while_the_journal_is_down(boolean made) {
        journal.failures = 1_000;
        journal.madeAllTheSame = made;

        Result result = submit("a");

        assertThat(((Result.Failed) result).why()).contains("the store is down");
        assertThat(work.orders).isZero();
        assertThat(work.pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(work.failures).isEqualTo(3);
    }

    @Test
    void a_journal_is_asked_again_after_pauses_that_double_up_to_a_bound() {
        settings = settings(OptionalInt.empty(), 9);
        journal.failures = 1_000;

        submit("a");

        assertThat(work.pauses)
                .extracting(Duration::toMillis)
                .containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 3_200L, 3_200L);
    }

    @Test
    void a_gate_whose_write_is_lost_pauses_before_it_writes_again_and_not_before_it_answers() {
        work.order = gate -> {
            journal.failures = 2;
            return work.receipt(gate, "j-1");
        };

        assertThat(told(submit("a")).state()).isEqualTo(KeyState.APPLIED);
        assertThat(work.pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(work.failures).isEqualTo(2);
    }

    /** The port's thread waits in the gate, and the gate has given up. */
    @Test
    void a_gate_that_gives_up_does_not_pause_first() {
        work.order = gate -> {
            journal.failures = 3;
            return work.receipt(gate, "j-1");
        };

        assertThat(told(submit("a")).word()).isEqualTo("GATE");
        assertThat(work.pauses).hasSize(2);
    }

    @Test
    void a_look_at_a_sending_comes_back_in_time_to_renew_the_lease_and_one_at_a_doubt_need_not() {
        sendAndVanish("a");
        journal.letPass(Duration.ofMinutes(5));
        submit("a");
        submit("a");

        assertThat(work.looksAtMost).hasSize(2);
        assertThat(work.looksAtMost.get(0)).isEqualTo(Duration.ofSeconds(40));
        assertThat(work.looksAtMost.get(1)).isGreaterThan(Duration.ofDays(1));
    }

    @Test
    void a_journal_is_never_called_with_an_interrupt_and_the_interrupt_is_kept() {
        journal.atEachStatement =
                () -> assertThat(Thread.currentThread().isInterrupted()).isFalse();
        Thread.currentThread().interrupt();
        try {
            assertThat(told(submit("a")).state()).isEqualTo(KeyState.APPLIED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_write_whose_answer_is_lost_is_made_once(boolean made) {
        work.order = gate -> {
            journal.failures = 1;
            journal.madeAllTheSame = made;
            SendResult sent = work.receipt(gate, "j-1");
            journal.failures = 1;
            return sent;
        };

        assertThat(told(submit("a")).state()).isEqualTo(KeyState.APPLIED);
        assertThat(work.orders).isEqualTo(1);
    }

    @Test
    void an_order_is_not_sent_if_it_cannot_be_written_before() {
        work.order = gate -> {
            journal.failures = 3;
            SendResult sent = work.receipt(gate, "j-1");
            journal.failures = 0;
            return sent;
        };

        assertThat(told(submit("a")).state()).isEqualTo(KeyState.REFUSED);
        assertThat(work.orders).isZero();
    }

    @Test
    void a_receipt_that_cannot_be_written_is_told_all_the_same() {
        work.order = gate -> {
            SendResult sent = work.receipt(gate, "j-1");
            journal.failures = 1_000;
            return sent;
        };

        Result result = submit("a");

        assertThat(((Result.Untold) result).proof())
                .isEqualTo(new Proof.Receipt(Optional.of(new JobId("j-1")), Optional.empty()));
        assertThat(journal.record("a").state()).isEqualTo(KeyState.SENDING);
    }

    @Test
    void a_key_at_work_elsewhere_and_one_that_stands_in_the_way_are_named() {
        sendAndVanish("a");

        assertThat(submit("a")).isInstanceOfSatisfying(Result.Busy.class, busy -> {
            assertThat(busy.by()).hasToString("a");
            assertThat(busy.leaseLeft()).isPositive();
        });
        assertThat(submit("b")).isInstanceOfSatisfying(Result.Busy.class, busy -> {
            assertThat(busy.by()).hasToString("a");
            assertThat(busy.state()).isEqualTo(KeyState.SENDING);
        });
        assertThat(work.orders).isZero();
    }

    @Test
    void who_is_stopped_by_a_vanished_sender_settles_it_and_goes_on() {
        sendAndVanish("a");
        journal.letPass(Duration.ofMinutes(5));
        work.look = asked -> found("j-1");

        assertThat(told(submit("b")).knownOrder().orElseThrow().job()).contains(new JobId("j-2"));
        assertThat(journal.record("a").knownOrder().orElseThrow().job()).contains(new JobId("j-1"));
    }

    @Test
    void a_vanished_sender_of_whom_nothing_is_found_is_a_doubt_until_an_hour_is_over() {
        sendAndVanish("a");
        journal.letPass(Duration.ofMinutes(5));

        assertThat(told(submit("a")).word()).isEqualTo(JournalProtocol.SENDER_VANISHED);
        assertThat(submit("b")).isInstanceOf(Result.Busy.class);
        journal.letPass(HOUR.minusSeconds(1));
        assertThat(told(submit("a")).state()).isEqualTo(KeyState.IN_DOUBT);
        journal.letPass(Duration.ofSeconds(2));
        assertThat(told(submit("a")).word()).isEqualTo(JournalProtocol.FOUND_NOT_APPLIED);
        assertThat(work.orders).isZero();
        assertThat(told(submit("a")).state()).isEqualTo(KeyState.APPLIED);
    }

    @Test
    void a_lost_answer_is_looked_after_and_nothing_found_is_not_applied() {
        work.order = gate -> {
            gate.ask(INSTANCE, REQUEST);
            return new SendResult.Lost("");
        };
        int[] looks = {0};
        work.look = asked -> looks[0]++ == 0 ? new Looked.More("so far") : new Looked.Nothing("");

        assertThat(told(submit("a")).word()).isEqualTo(JournalProtocol.FOUND_NOT_APPLIED);
        assertThat(looks[0]).isEqualTo(2);
    }

    @Test
    void who_is_interrupted_ends_the_lease_so_that_the_next_one_looks_at_once() {
        work.order = gate -> {
            gate.ask(INSTANCE, REQUEST);
            return new SendResult.Lost("");
        };
        work.look = asked -> new Looked.Stopped("INTERRUPTED", "seen so far");
        assertThat(submit("a")).isInstanceOf(Result.Unknown.class);
        work.look = asked -> {
            assertThat(asked.about().evidence()).isEqualTo("seen so far");
            return found("j-1");
        };

        assertThat(told(submit("a")).state()).isEqualTo(KeyState.APPLIED);
    }

    @Test
    void a_claim_that_was_left_is_settled_by_resume() {
        work.order = gate -> {
            throw new IllegalStateException("killed");
        };
        assertThat(catchThrowable(() -> submit("a"))).isNotNull();
        assertThat(run(protocol().resume(journal.open(1).get(0)))).isInstanceOf(Result.Busy.class);
        journal.letPass(Duration.ofMinutes(5));

        assertThat(told(run(protocol().resume(journal.open(1).get(0)))).word()).isEqualTo(JournalProtocol.LAPSED);
    }

    @Test
    void a_job_that_settled_another_key_is_no_proof() {
        submit("a");
        work.order = gate -> {
            gate.ask(INSTANCE, REQUEST);
            return new SendResult.Lost("");
        };
        work.look = asked -> asked.notOurs().contains("job:j-1") ? new Looked.Nothing("") : found("j-1");

        assertThat(told(submit("b")).word()).isEqualTo(JournalProtocol.FOUND_NOT_APPLIED);
    }

    @Test
    void two_orders_for_one_key_are_a_doubt_that_only_a_person_settles() {
        work.order = gate -> {
            gate.ask(INSTANCE, REQUEST);
            // Asleep for hours, while the key is refused and claimed anew elsewhere.
            Entry mine = journal.entry("a");
            journal.put(new Entry(
                    mine.key(),
                    INSTANCE,
                    false,
                    Optional.of("job:j-9"),
                    Stamp.random(),
                    Duration.ZERO,
                    JournalBody.write(JournalRecord.open(new KeyedWish(mine.key(), INSTANCE, "one node", false))
                            .sending(Stamp.random(), 1, "baseline", WINDOW)
                            .applied(new KnownOrder(
                                    KnownOrder.Source.RECEIPT, Optional.of(new JobId("j-9")), Optional.empty())))));
            return new SendResult.Known(new Proof.Receipt(Optional.of(new JobId("j-1")), Optional.empty()));
        };

        JournalRecord doubt = told(submit("a"));

        assertThat(doubt.word()).isEqualTo(JournalProtocol.TWO_ORDERS);
        assertThat(doubt.why()).contains("j-9").contains("j-1");
        assertThat(told(submit("a")).word()).isEqualTo(JournalProtocol.TWO_ORDERS);
        assertThat(submit("b")).isInstanceOf(Result.Busy.class);
    }

    private Testimony says(Testimony.Verdict verdict, Stamp seen) {
        return new Testimony(seen, verdict, Optional.empty(), Optional.of(new OrderId("CS1")), "ann", "looked");
    }

    private Result settle(Testimony testimony) {
        return run(protocol().testify(new IdempotencyKey("a"), testimony));
    }

    @Test
    void a_person_settles_the_doubt_that_was_seen_and_no_other() {
        sendAndVanish("a");
        journal.letPass(Duration.ofMinutes(5));
        submit("a");
        Stamp seen = journal.entry("a").stamp();

        assertThat(settle(says(Testimony.Verdict.NOT_APPLIED, Stamp.random()))).isInstanceOf(Result.Changed.class);
        assertThat(told(settle(says(Testimony.Verdict.APPLIED, seen))).state()).isEqualTo(KeyState.APPLIED);
        assertThat(journal.record("a").why()).contains("ann").contains("looked");
        assertThat(journal.entry("a").witness()).contains("order:CS1");
        assertThat(settle(says(Testimony.Verdict.NOT_APPLIED, journal.entry("a").stamp())))
                .isInstanceOf(Result.Changed.class);
    }

    @Test
    void a_doubt_that_a_person_lets_others_go_on_alongside_stays_one() {
        sendAndVanish("a");
        journal.letPass(Duration.ofMinutes(5));
        submit("a");

        settle(says(Testimony.Verdict.ALONGSIDE, journal.entry("a").stamp()));

        assertThat(journal.record("a").state()).isEqualTo(KeyState.IN_DOUBT);
        assertThat(told(submit("b")).state()).isEqualTo(KeyState.APPLIED);
    }

    @Test
    void a_fenced_instance_takes_no_order_until_a_person_settles_it() {
        IdempotencyKey fence = new IdempotencyKey("fence");
        assertThat(told(run(protocol().fence(fence, INSTANCE, "job j-7 is of unknown origin")))
                        .word())
                .isEqualTo(JournalProtocol.FENCED);
        journal.letPass(Duration.ofDays(2));

        assertThat(submit("a")).isInstanceOf(Result.Busy.class);
        run(protocol()
                .testify(
                        fence,
                        says(
                                Testimony.Verdict.NOT_APPLIED,
                                journal.entry("fence").stamp())));
        assertThat(told(submit("a")).state()).isEqualTo(KeyState.APPLIED);
    }

    @Test
    void no_more_nodes_than_the_limit_are_added_in_a_day() {
        settings = settings(OptionalInt.of(2));
        work.order = gate -> work.receipt(gate, "j-" + work.orders);
        assertThat(told(submit("a")).state()).isEqualTo(KeyState.APPLIED);
        assertThat(told(submit("b")).state()).isEqualTo(KeyState.APPLIED);

        assertThat(told(submit("c")).word()).isEqualTo(JournalProtocol.LIMIT);
        assertThat(work.orders).isEqualTo(2);
    }

    @Test
    void a_baseline_that_no_journal_can_hold_is_not_sent() {
        work.prepared = new Prepared.Ready("b".repeat(SubmissionJournal.MAX_BODY_LENGTH), 1);

        assertThat(told(submit("a")).word()).isEqualTo("TOO_LARGE");
        assertThat(work.orders).isZero();
    }
}
