/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.internal.journal.KnownOrder.Source;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import io.github.ddm4j.core.port.SubmissionJournal.Put;
import io.github.ddm4j.core.port.SubmissionJournal.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The steps of a run that somebody else's write comes between: a proof is written whatever stands there, what is merely
 * found out only where it was seen. The search goes through them all; this says each by name.
 */
class ProtocolRacesTest {

    private static final InstanceId INSTANCE = new InstanceId("in1");
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final KeyedWish WISH = new KeyedWish(new IdempotencyKey("a"), INSTANCE, "one node", false);
    private static final IdempotencyKey OTHER = new IdempotencyKey("b");
    private static final Stamp ATTEMPT = Stamp.random();

    private final JournalProtocol protocol = new JournalProtocol(
            new JournalSettings(
                    Duration.ofHours(24),
                    Duration.ofMinutes(3),
                    WINDOW,
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(2),
                    HOUR,
                    OptionalInt.empty(),
                    3,
                    5),
            Stamp::random);

    // The call has been made, and somebody else has written meanwhile.

    @ParameterizedTest(name = "{0} of {1}, {2}: {3}")
    @CsvSource({
        "OPEN, no sending, '', APPLIED",
        "REFUSED, our sending, '', APPLIED",
        "REFUSED, another sending, '', APPLIED",
        "SENDING, our sending, '', APPLIED",
        "SENDING, another sending, '', TWO_ORDERS",
        "IN_DOUBT, our sending, SENDER_VANISHED, APPLIED",
        "IN_DOUBT, another sending, SENDER_VANISHED, TWO_ORDERS",
        "IN_DOUBT, our sending, TWO_ORDERS, TWO_ORDERS"
    })
    void a_receipt_is_written_whatever_stands_there(KeyState state, String of, String word, String written) {
        Stored there = stored(standing(state, of, word));

        JournalStep step = confronted(receipt("j-1"), there);

        assertThat(write(step).expected()).contains(there.entry().stamp());
        JournalRecord record = written(step);
        assertThat(
                        record.state() == KeyState.IN_DOUBT
                                ? record.word()
                                : record.state().name())
                .isEqualTo(written);
        assertThat(record.why() + record.knownOrder()).contains("j-1");
    }

    @Test
    void a_doubt_that_no_sending_led_to_is_not_that_of_a_call_that_wrote_none() {
        JournalRecord fenced = JournalRecord.open(WISH).inDoubt(JournalProtocol.FENCED, "unknown origin", "");

        JournalStep step = confronted(JournalRecord.open(WISH), receipt("j-1"), stored(fenced));

        assertThat(written(step).word()).isEqualTo(JournalProtocol.TWO_ORDERS);
    }

    @ParameterizedTest(name = "{0} of {1}, {2}: {3}")
    @CsvSource({
        "SENDING, our sending, '', refused",
        "IN_DOUBT, our sending, SENDER_VANISHED, refused",
        "IN_DOUBT, our sending, TWO_ORDERS, left",
        "SENDING, another sending, '', left",
        "IN_DOUBT, another sending, SENDER_VANISHED, left",
        "OPEN, no sending, '', left",
        "REFUSED, our sending, '', left"
    })
    void a_refusal_is_written_over_its_own_undecided_sending_alone(
            KeyState state, String of, String word, String becomes) {
        Stored there = stored(standing(state, of, word));
        Proof refusal = new Proof.NotApplied("QUOTA", "no more nodes");

        JournalStep step = confronted(refusal, there);

        if (becomes.equals("refused")) {
            assertThat(write(step).expected()).contains(there.entry().stamp());
            assertThat(written(step).state()).isEqualTo(KeyState.REFUSED);
            assertThat(written(step).word()).isEqualTo("QUOTA");
        } else {
            assertThat(end(step)).isInstanceOfSatisfying(Result.Untold.class, untold -> assertThat(untold.proof())
                    .isEqualTo(refusal));
        }
    }

    @Test
    void a_refusal_of_a_key_that_was_applied_elsewhere_is_told_as_applied() {
        Stored there = stored(sent().applied(order(Source.RECEIPT, "j-9")));

        JournalStep step = confronted(new Proof.NotApplied("QUOTA", "no more nodes"), there);

        assertThat(told(step).state()).isEqualTo(KeyState.APPLIED);
    }

    @ParameterizedTest(name = "{0} by {1}, {2}: {3}")
    @CsvSource({
        "our sending, FOUND, j-1, told",
        "another sending, RECEIPT, j-1, told",
        "our sending, FOUND, j-9, corrected",
        "our sending, PERSON, j-9, corrected",
        "our sending, RECEIPT, j-9, two orders",
        "another sending, FOUND, j-9, two orders"
    })
    void a_receipt_corrects_only_what_was_inferred_of_its_own_sending(
            String of, Source source, String job, String becomes) {
        JournalRecord applied = sending(of).applied(order(source, job));

        JournalStep step = confronted(receipt("j-1"), stored(applied));

        if (becomes.equals("told")) {
            assertThat(told(step)).isEqualTo(applied);
        } else if (becomes.equals("corrected")) {
            assertThat(written(step).knownOrder()).contains(order(Source.RECEIPT, "j-1"));
            assertThat(written(step).state()).isEqualTo(KeyState.APPLIED);
        } else {
            assertThat(written(step).word()).isEqualTo(JournalProtocol.TWO_ORDERS);
            assertThat(written(step).why()).isEqualTo("one is job j-9, another is job j-1");
        }
    }

    @Test
    void the_same_job_with_another_order_is_another_order() {
        KnownOrder there = new KnownOrder(Source.RECEIPT, Optional.of(new JobId("j-1")), Optional.of(new OrderId("O")));

        JournalStep step = confronted(receipt("j-1"), stored(sent().applied(there)));

        assertThat(written(step).word()).isEqualTo(JournalProtocol.TWO_ORDERS);
    }

    @Test
    void a_doubt_of_two_orders_names_the_third_one_too() {
        JournalRecord two = sent().inDoubt(JournalProtocol.TWO_ORDERS, "one is job j-8, another is job j-9", "");

        assertThat(written(confronted(receipt("j-1"), stored(two))).why())
                .isEqualTo("one is job j-8, another is job j-9; and job j-1");
    }

    @Test
    void the_second_of_two_orders_is_told_although_the_first_is_unknown() {
        JournalRecord doubt = standing(KeyState.IN_DOUBT, "another sending", JournalProtocol.SENDER_VANISHED);
        Proof paid = new Proof.Receipt(Optional.empty(), Optional.of(new OrderId("CS1")));

        assertThat(written(confronted(paid, stored(doubt))).why())
                .isEqualTo("one is unknown yet, perhaps none, another is order CS1");
    }

    @Test
    void the_first_of_two_orders_may_be_one_that_only_its_nodes_show() {
        JournalRecord nodes =
                sending("another sending").applied(new KnownOrder(Source.FOUND, Optional.empty(), Optional.empty()));

        assertThat(written(confronted(receipt("j-1"), stored(nodes))).why())
                .startsWith("one is one that its nodes show");
    }

    @Test
    void a_receipt_is_inserted_where_the_key_is_gone() {
        JournalStep step = protocol.read(confronting(receipt("j-1")), List.of());

        assertThat(write(step).expected()).isEmpty();
        assertThat(written(step).state()).isEqualTo(KeyState.APPLIED);
    }

    @Test
    void a_refusal_of_a_key_that_is_gone_is_told_without_a_write() {
        JournalStep step = protocol.read(confronting(new Proof.NotApplied("QUOTA", "no")), List.of());

        assertThat(end(step)).isInstanceOf(Result.Untold.class);
    }

    @Test
    void a_receipt_whose_job_settled_another_key_is_a_doubt_without_an_order() {
        JournalStep proving = protocol.answered(sentByUs(), receipt("j-1"));

        JournalStep step = protocol.put(proving, Optional.of(Put.WITNESS));

        assertThat(written(step).word()).isEqualTo(JournalProtocol.OTHER_KEY);
        assertThat(written(step).why()).contains("job:j-1");
        assertThat(written(step).knownOrder()).isEmpty();
        assertThat(write(step).entry().witness()).isEmpty();
    }

    @Test
    void a_doubt_that_comes_up_while_another_key_is_at_work_is_kept_beside_it() {
        JournalStep doubt = protocol.put(protocol.answered(sentByUs(), receipt("j-1")), Optional.of(Put.WITNESS));

        JournalStep step = protocol.put(doubt, Optional.of(Put.INSTANCE));

        assertThat(written(step).word()).isEqualTo(JournalProtocol.OTHER_KEY);
        assertThat(written(step).why()).isEqualTo(written(doubt).why());
        assertThat(write(step).entry().open()).isFalse();
    }

    // The claim was taken over before anything was sent.

    @Test
    void a_gate_whose_claim_was_taken_over_refuses_as_often_as_it_is_asked() {
        JournalStep refused = protocol.put(protocol.gate(ordering()), Optional.of(Put.STAMP));
        JournalStep again = protocol.gate(protocol.passed(refused));

        assertThat(refused.action()).isInstanceOf(Action.Refuse.class);
        assertThat(again.action()).isInstanceOf(Action.Refuse.class);
    }

    @Test
    void a_call_whose_claim_was_taken_over_reads_what_stands_there_before_it_writes_its_end() {
        JournalStep refused = protocol.passed(protocol.put(protocol.gate(ordering()), Optional.of(Put.STAMP)));

        assertThat(protocol.answered(refused, receipt("j-1")).action()).isInstanceOf(Action.Read.class);
        assertThat(protocol.again(refused, new Proof.NotApplied("THROTTLED", "429"))
                        .action())
                .isInstanceOf(Action.Read.class);
        assertThat(protocol.lost(refused, "").action()).isInstanceOf(Action.Read.class);
    }

    // The answer is lost.

    @ParameterizedTest
    @EnumSource
    void a_run_that_was_overtaken_after_its_answer_was_lost_tells_what_is_decided_alone(KeyState state) {
        JournalStep overtaken = protocol.put(protocol.lost(sentByUs(), "seen"), Optional.of(Put.STAMP));

        JournalStep step = protocol.read(overtaken, List.of(stored(standing(state, "our sending", "WHY"))));

        switch (state) {
            case OPEN, SENDING -> assertThat(end(step)).isInstanceOf(Result.Unknown.class);
            default -> assertThat(told(step).state()).isEqualTo(state);
        }
    }

    @Test
    void a_run_whose_key_is_gone_after_its_answer_was_lost_does_not_know() {
        JournalStep overtaken = protocol.put(protocol.lost(sentByUs(), "seen"), Optional.of(Put.STAMP));

        assertThat(end(protocol.read(overtaken, List.of()))).isInstanceOf(Result.Unknown.class);
    }

    @Test
    void a_lost_answer_is_written_of_the_same_sending_and_nothing_of_it_leaves_any_more() {
        JournalStep sent = sentByUs();

        JournalRecord lost = written(protocol.lost(sent, "seen"));

        assertThat(lost.attempt()).isEqualTo(sent.subject().known().attempt());
        assertThat(lost.lost()).isTrue();
        assertThat(lost.window()).isZero();
        assertThat(lost.evidence()).isEqualTo("seen");
    }

    @Test
    void a_lost_answer_of_a_call_that_never_asked_the_gate_is_written_as_a_sending() {
        JournalRecord lost = written(protocol.lost(ordering(), "seen"));

        assertThat(lost.state()).isEqualTo(KeyState.SENDING);
        assertThat(lost.attempt()).isPresent();
        assertThat(lost.baseline()).isEqualTo("baseline");
        assertThat(lost.nodes()).isEqualTo(1);
        assertThat(lost.lost()).isTrue();
    }

    // Looking.

    @Test
    void a_look_is_prepared_only_from_what_still_stands_as_it_was_left() {
        JournalStep reviewing = done(protocol.lost(sentByUs(), "seen"));
        Stored moved = stored(written(protocol.lost(sentByUs(), "seen")));

        assertThat(protocol.read(reviewing, List.of(moved)).purpose()).isEqualTo(JournalStep.Purpose.CONCLUDE);
        assertThat(protocol.read(reviewing, List.of()).purpose()).isEqualTo(JournalStep.Purpose.CONCLUDE);
        assertThat(looking().action()).isInstanceOf(Action.Look.class);
    }

    @Test
    void a_look_that_ends_unclear_is_a_doubt_with_what_was_seen() {
        JournalRecord doubt = written(protocol.looked(
                looking(), new Looked.Unclear("NOT_SETTLED", "it does not come to rest", "all"), Duration.ZERO));

        assertThat(doubt.state()).isEqualTo(KeyState.IN_DOUBT);
        assertThat(doubt.word()).isEqualTo("NOT_SETTLED");
        assertThat(doubt.why()).isEqualTo("it does not come to rest");
        assertThat(doubt.evidence()).isEqualTo("all");
    }

    @Test
    void the_time_of_a_look_counts_for_a_doubt_and_for_nothing_else() {
        JournalRecord vanished = vanished(Duration.ofMinutes(10));
        JournalStep doubted = protocol.looked(lookingAgain(vanished), new Looked.Nothing(""), Duration.ofMinutes(5));
        JournalStep sent = protocol.looked(looking(), new Looked.Unclear("W", "why", ""), Duration.ofMinutes(5));

        assertThat(written(doubted).doubtFor()).isEqualTo(Duration.ofMinutes(15));
        assertThat(written(sent).doubtFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"59, IN_DOUBT", "60, REFUSED", "61, REFUSED"})
    void nothing_found_settles_a_doubt_that_was_old_enough_when_the_look_began(int minutes, KeyState becomes) {
        JournalStep looking = lookingAgain(vanished(Duration.ofMinutes(minutes)));

        JournalStep step = protocol.looked(looking, new Looked.Nothing(""), Duration.ofMinutes(30));

        assertThat(written(step).state()).isEqualTo(becomes);
    }

    @Test
    void a_doubt_is_looked_at_on_and_on_without_a_write() {
        JournalStep step = protocol.looked(
                lookingAgain(vanished(Duration.ZERO)), new Looked.More("so far"), Duration.ofMinutes(1));

        assertThat(step.action()).isInstanceOfSatisfying(Action.Look.class, look -> {
            assertThat(look.about().evidence()).isEqualTo("so far");
            assertThat(look.first()).isZero();
        });
    }

    @Test
    void who_stops_looking_at_a_doubt_leaves_it_as_it_is() {
        JournalStep step = protocol.looked(
                lookingAgain(vanished(Duration.ZERO)), new Looked.Stopped("CLOSED", "so far"), Duration.ofMinutes(1));

        assertThat(end(step)).isEqualTo(new Result.Unknown(WISH.key(), "CLOSED"));
    }

    @ParameterizedTest
    @CsvSource({"4, 6", "10, 0", "200, 0"})
    void the_quiet_time_of_a_takeover_begins_when_the_window_of_the_sender_is_over(int age, int first) {
        Stored vanished = new Stored(entry(WISH.key(), sent()), Duration.ZERO, Duration.ofSeconds(age));
        JournalStep takeOver = protocol.read(protocol.submit(WISH), List.of(vanished));

        assertThat(written(takeOver).window()).isEqualTo(Duration.ofSeconds(first));
        assertThat(reviewed(takeOver).action())
                .isInstanceOfSatisfying(
                        Action.Look.class, look -> assertThat(look.first()).isEqualTo(Duration.ofSeconds(first)));
    }

    // What stands against a wish.

    @Test
    void a_claim_of_ones_own_key_is_taken_up_once_its_lease_is_over() {
        Entry claim = entry(WISH.key(), JournalRecord.open(WISH));

        JournalStep over =
                protocol.read(protocol.submit(WISH), List.of(new Stored(claim, Duration.ZERO, Duration.ofMinutes(3))));
        JournalStep valid = protocol.read(
                protocol.submit(WISH), List.of(new Stored(claim, Duration.ofMillis(1), Duration.ofMinutes(3))));

        assertThat(over.purpose()).isEqualTo(JournalStep.Purpose.CLAIM);
        assertThat(write(over).expected()).contains(claim.stamp());
        assertThat(end(valid)).isEqualTo(new Result.Busy(WISH.key(), KeyState.OPEN, Duration.ofMillis(1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3_599, 3_600, 7_200})
    void a_doubt_is_looked_at_for_its_own_key_at_once_and_for_others_when_that_may_settle_it(long age) {
        Stored doubt = new Stored(entry(WISH.key(), vanished(Duration.ZERO)), Duration.ZERO, Duration.ofSeconds(age));
        KeyedWish another = new KeyedWish(OTHER, INSTANCE, "one node", false);

        JournalStep own = protocol.read(protocol.submit(WISH), List.of(doubt));
        JournalStep others = protocol.read(protocol.submit(another), List.of(doubt));

        assertThat(own.purpose()).isEqualTo(JournalStep.Purpose.REVIEW);
        if (age < HOUR.toSeconds()) {
            assertThat(end(others)).isEqualTo(new Result.Busy(WISH.key(), KeyState.IN_DOUBT, Duration.ZERO));
        } else {
            assertThat(others.purpose()).isEqualTo(JournalStep.Purpose.REVIEW);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TWO_ORDERS", "OTHER_KEY", "FENCED", "without a baseline"})
    void a_doubt_that_no_look_settles_is_told_to_its_own_key_and_stops_others(String word) {
        JournalRecord record = word.equals("without a baseline")
                ? JournalRecord.open(WISH).inDoubt("W", "why", "")
                : sent().inDoubt(word, "why", "");
        Stored doubt = new Stored(entry(WISH.key(), record), Duration.ZERO, Duration.ofDays(1));

        JournalStep own = protocol.read(protocol.submit(WISH), List.of(doubt));
        JournalStep others =
                protocol.read(protocol.submit(new KeyedWish(OTHER, INSTANCE, "one node", false)), List.of(doubt));

        assertThat(told(own)).isEqualTo(record);
        assertThat(end(others)).isInstanceOf(Result.Busy.class);
    }

    @Test
    void a_run_that_loses_one_claim_after_the_other_ends_as_busy() {
        JournalStep step = protocol.submit(WISH);
        int lost = 0;
        while (step.action() instanceof Action.Read) {
            step = protocol.put(protocol.read(step, List.of()), Optional.of(Put.INSTANCE));
            lost++;
        }

        assertThat(end(step)).isInstanceOf(Result.Busy.class);
        assertThat(lost).as("the first claim and eight more").isEqualTo(9);
    }

    // A person's word, and a fence.

    @Test
    void what_a_person_says_of_a_key_that_is_gone_changes_nothing() {
        assertThat(end(protocol.read(testifying(Stamp.random()), List.of()))).isInstanceOf(Result.Changed.class);
    }

    @Test
    void what_a_person_says_is_not_written_over_what_changed_meanwhile() {
        Stored doubt = stored(vanished(Duration.ZERO));
        JournalStep writing = protocol.read(testifying(doubt.entry().stamp()), List.of(doubt));

        assertThat(written(writing).state()).isEqualTo(KeyState.REFUSED);
        assertThat(end(protocol.put(writing, Optional.of(Put.STAMP)))).isInstanceOf(Result.Changed.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"KEY", "INSTANCE"})
    void an_instance_that_is_stopped_already_is_told_as_busy_to_who_fences_it(Put why) {
        JournalStep fence = protocol.fence(OTHER, INSTANCE, "a job of unknown origin");

        assertThat(end(protocol.put(fence, Optional.of(why))))
                .isEqualTo(new Result.Busy(OTHER, KeyState.IN_DOUBT, Duration.ZERO));
    }

    // A resume sends nothing, and has no wish of its own.

    @Test
    void a_resume_that_is_overtaken_leaves_the_key_to_the_other() {
        JournalStep lapse = protocol.resume(
                new Stored(entry(WISH.key(), JournalRecord.open(WISH)), Duration.ZERO, Duration.ofMinutes(3)));

        assertThat(end(protocol.put(lapse, Optional.of(Put.STAMP)))).isInstanceOf(Result.Changed.class);
    }

    @Test
    void a_resume_whose_journal_fails_does_not_know_of_a_sending() {
        JournalStep review = done(protocol.resume(stored(sent())));

        assertThat(end(failing(review))).isInstanceOf(Result.Unknown.class);
    }

    // A journal that fails.

    @Test
    void a_journal_that_fails_while_another_key_is_settled_says_that_nothing_was_sent() {
        KeyedWish another = new KeyedWish(OTHER, INSTANCE, "one node", false);
        JournalStep review = done(protocol.read(protocol.submit(another), List.of(stored(sent()))));

        assertThat(end(failing(review))).isInstanceOf(Result.Failed.class);
    }

    @Test
    void a_journal_that_fails_under_a_claim_says_that_nothing_was_sent() {
        KeyedWish counting = new KeyedWish(WISH.key(), INSTANCE, "three nodes", true);
        JournalStep count = done(protocol.read(protocol.submit(counting), List.of()));

        assertThat(count.purpose()).isEqualTo(JournalStep.Purpose.COUNT);
        assertThat(end(failing(count))).isInstanceOf(Result.Failed.class);
    }

    /** The same one reads again until it gives up. */
    private JournalStep failing(JournalStep step) {
        JournalStep at = step;
        while (at.action() instanceof Action.Read) {
            at = protocol.unread(at, "the store is down");
        }
        return at;
    }

    /** The order is about to be sent, and the gate has not been asked. */
    private JournalStep ordering() {
        JournalStep claimed = done(protocol.read(protocol.submit(WISH), List.of()));
        return protocol.prepared(claimed, new Prepared.Ready("baseline", 1));
    }

    private JournalStep sentByUs() {
        return protocol.passed(done(protocol.gate(ordering())));
    }

    /** The end of our call is known, and another stamp stands there. */
    private JournalStep confronting(Proof proof) {
        return protocol.put(protocol.answered(sentByUs(), proof), Optional.of(Put.STAMP));
    }

    /** The end of the call of {@link #ATTEMPT} is known, and this stands there. */
    private JournalStep confronted(Proof proof, Stored there) {
        return confronted(sent(), proof, there);
    }

    private JournalStep confronted(JournalRecord known, Proof proof, Stored there) {
        JournalStep reading = confronting(proof);
        return protocol.read(reading.about(reading.subject().with(known, List.of())), List.of(there));
    }

    private JournalStep looking() {
        return reviewed(protocol.lost(sentByUs(), "seen"));
    }

    private JournalStep lookingAgain(JournalRecord doubt) {
        Stored row = new Stored(entry(WISH.key(), doubt), Duration.ZERO, Duration.ZERO);
        return protocol.read(protocol.read(protocol.submit(WISH), List.of(row)), List.of(row));
    }

    /** The write is made, and what was written is read again. */
    private JournalStep reviewed(JournalStep writing) {
        Entry entry = write(writing).entry();
        return protocol.read(done(writing), List.of(new Stored(entry, entry.lease(), Duration.ZERO)));
    }

    private JournalStep testifying(Stamp seen) {
        return protocol.testify(
                WISH.key(),
                new Testimony(
                        seen, Testimony.Verdict.NOT_APPLIED, Optional.empty(), Optional.empty(), "ann", "looked"));
    }

    private JournalStep done(JournalStep writing) {
        return protocol.put(writing, Optional.of(Put.DONE));
    }

    private static JournalRecord sent() {
        return sending("our sending");
    }

    private static JournalRecord sending(String of) {
        Stamp attempt = of.equals("our sending") ? ATTEMPT : Stamp.random();
        return JournalRecord.open(WISH).sending(attempt, 1, "baseline", WINDOW);
    }

    private static JournalRecord vanished(Duration doubtFor) {
        return sent().inDoubt(JournalProtocol.SENDER_VANISHED, "silent", "").doubtedFor(doubtFor);
    }

    private static JournalRecord standing(KeyState state, String of, String word) {
        JournalRecord from = of.equals("no sending") ? JournalRecord.open(WISH) : sending(of);
        return switch (state) {
            case OPEN -> JournalRecord.open(WISH);
            case SENDING -> from;
            case APPLIED -> from.applied(order(Source.RECEIPT, "j-9"));
            case REFUSED -> from.refused("BUSY", "a job is running");
            case IN_DOUBT -> from.inDoubt(word, "why", "");
        };
    }

    private static Proof.Receipt receipt(String job) {
        return new Proof.Receipt(Optional.of(new JobId(job)), Optional.empty());
    }

    private static KnownOrder order(Source source, String job) {
        return new KnownOrder(source, Optional.of(new JobId(job)), Optional.empty());
    }

    private static Stored stored(JournalRecord record) {
        return new Stored(entry(WISH.key(), record), Duration.ZERO, Duration.ofMinutes(5));
    }

    private static Entry entry(IdempotencyKey key, JournalRecord record) {
        return new Entry(
                key,
                INSTANCE,
                record.isOpen(),
                record.witness(key),
                Stamp.random(),
                Duration.ZERO,
                JournalBody.write(record));
    }

    private static Action.Write write(JournalStep step) {
        assertThat(step.action()).isInstanceOf(Action.Write.class);
        return (Action.Write) step.action();
    }

    private static JournalRecord written(JournalStep step) {
        return JournalRecord.of(write(step).entry());
    }

    private static Result end(JournalStep step) {
        assertThat(step.action()).isInstanceOf(Action.Done.class);
        return ((Action.Done) step.action()).result();
    }

    private static JournalRecord told(JournalStep step) {
        assertThat(end(step)).isInstanceOf(Result.Told.class);
        return ((Result.Told) end(step)).record();
    }
}
