/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.internal.journal.JournalStep.Aim;
import io.github.ddm4j.core.internal.journal.JournalStep.Purpose;
import io.github.ddm4j.core.internal.journal.JournalStep.Subject;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import io.github.ddm4j.core.port.SubmissionJournal.Put;
import io.github.ddm4j.core.port.SubmissionJournal.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides what a process does for an idempotency key, one step after the other: at most one order for one key without
 * proof, whatever dies between two steps. A pure function of the step and of the result of its action; a search goes
 * through all of them.
 *
 * <p>What everything else hangs on:
 *
 * <ul>
 *   <li>Nothing is sent before the journal has it: {@code SENDING} is written in the gate.
 *   <li>A record is replaced only by whoever has seen its stamp, and one's own write is known by its stamp alone.
 *   <li>Proof is written whatever stands there. What is merely found out is written under the stamp that was seen.
 *   <li>Whoever takes over never sends, and takes nothing for refused that a paused sender may still send.
 * </ul>
 */
public final class JournalProtocol {

    /** The word for a key in doubt whose sender fell silent. */
    static final String SENDER_VANISHED = "SENDER_VANISHED";

    /** The word for a key in doubt that two orders were applied for. */
    static final String TWO_ORDERS = "TWO_ORDERS";

    /** The word for a key in doubt whose receipt had settled another one. */
    static final String OTHER_KEY = "OTHER_KEY";

    /** The word for an instance in doubt that has a job of an unknown origin. */
    public static final String FENCED = "FENCED";

    /** The word for a refused claim that its owner left. */
    static final String LAPSED = "LAPSED";

    /** The word for a refused wish that was found not applied. */
    static final String FOUND_NOT_APPLIED = "FOUND_NOT_APPLIED";

    /** The word for a refused wish that would pass the limit of nodes. */
    public static final String LIMIT = "LIMIT";

    /** The word for a refused wish that too much would have to be remembered of. */
    public static final String TOO_LARGE = "TOO_LARGE";

    /** The instance in place of one, where a record is asked for by its key alone: no instance has this name. */
    public static final InstanceId NOT_NAMED = new InstanceId("-");

    /** The most rounds of a run: races are rare, so a run that loses so many in a row takes the instance for busy. */
    private static final int MAX_ROUNDS = 8;

    private final JournalSettings settings;
    private final Supplier<Stamp> stamps;

    /** @param stamps gives a new random stamp each time */
    public JournalProtocol(JournalSettings settings, Supplier<Stamp> stamps) {
        this.settings = settings;
        this.stamps = stamps;
    }

    // Beginnings.

    /** Begins to fulfil a wish. */
    public JournalStep submit(KeyedWish wish) {
        return decide(new Aim.Fulfil(wish), Subject.of(wish.key(), wish.instance()), 0);
    }

    /** Begins to settle a record that was found open. Sends nothing. */
    public JournalStep resume(Stored found) {
        Entry entry = found.entry();
        return settleFirst(
                JournalStep.first(
                        new Aim.Settle(),
                        Purpose.DECIDE,
                        reading(entry.key(), entry.instance()),
                        Subject.of(entry.key(), entry.instance())),
                found);
    }

    /** Begins to settle a doubt by what a person says, who names the key alone. Sends nothing. */
    public JournalStep testify(IdempotencyKey key, Testimony testimony) {
        return JournalStep.first(
                new Aim.Testify(testimony), Purpose.HEAR, reading(key, NOT_NAMED), Subject.of(key, NOT_NAMED));
    }

    /** Begins to put an instance in doubt under a key of its own. Sends nothing. */
    public JournalStep fence(IdempotencyKey key, InstanceId instance, String why) {
        JournalRecord record =
                JournalRecord.open(new KeyedWish(key, instance, "", false)).inDoubt(FENCED, why, "");
        Subject subject = Subject.of(key, instance);
        return write(
                JournalStep.first(new Aim.Settle(), Purpose.FENCE, reading(key, instance), subject),
                Purpose.FENCE,
                record,
                List.of(Optional.empty()));
    }

    private JournalStep decide(Aim aim, Subject subject, int rounds) {
        return new JournalStep(aim, Purpose.DECIDE, reading(subject.key(), subject.instance()), subject, 0, rounds);
    }

    private Action reading(IdempotencyKey key, InstanceId instance) {
        return new Action.Read(key, instance, settings.recent());
    }

    // What was read.

    /** The journal was read. */
    public JournalStep read(JournalStep step, List<Stored> rows) {
        Subject subject = step.subject();
        Optional<Stored> own = rows.stream()
                .filter(row -> row.entry().key().equals(subject.key()))
                .findFirst();
        try {
            JournalStep well = step.wentWell();
            return switch (step.purpose()) {
                case COUNT -> prepare(well.about(subject.beside(late(subject.key(), rows))));
                case REVIEW -> reviewed(well.about(subject.beside(late(subject.key(), rows))), own);
                case CONFIRM -> confirmed(well, own, late(subject.key(), rows));
                case CONFRONT -> confront(well, own);
                case CONCLUDE -> conclude(well, own);
                case HEAR -> hear(well, own);
                default -> decide(well, own, rows);
            };
        } catch (UnreadableBodyException e) {
            return cannot(step, e.reason());
        }
    }

    /** The journal could not be read. */
    public JournalStep unread(JournalStep step, String why) {
        JournalStep failed = step.failedAgain();
        return failed.tries() < mostTries(failed) ? failed : cannot(failed, why);
    }

    /** Returns what other keys than one have ordered, or may have. */
    private static List<Late> late(IdempotencyKey own, List<Stored> rows) {
        return late(rows.stream().filter(row -> !row.entry().key().equals(own)).toList());
    }

    /**
     * Returns what keys have ordered, or may have.
     *
     * @throws RuntimeException if a record cannot be read
     */
    public static List<Late> late(List<Stored> rows) {
        List<Late> late = new ArrayList<>();
        for (Stored row : rows) {
            Entry entry = row.entry();
            JournalRecord record;
            try {
                record = JournalBody.read(entry.body());
            } catch (UnreadableBodyException e) {
                throw e.besideOf(entry.key());
            }
            if (record.mayHaveOrdered()) {
                late.add(new Late(
                        entry.key(),
                        record.knownOrder(),
                        record.nodes(),
                        record.baseline(),
                        record.evidence(),
                        row.age()));
            }
        }
        return List.copyOf(late);
    }

    /** Decides which record stands against the wish, and has to be settled first. */
    private JournalStep decide(JournalStep step, Optional<Stored> own, List<Stored> rows) {
        KeyedWish wish = ((Aim.Fulfil) step.aim()).wish();
        if (own.isPresent()) {
            JournalRecord record = JournalBody.read(own.get().entry().body());
            if (!record.digest().equals(wish.digest())) {
                return step.done(new Result.OtherWish(record));
            }
            if (record.state() == KeyState.APPLIED) {
                return step.done(new Result.Told(wish.key(), record));
            }
            if (record.state() != KeyState.REFUSED) {
                return inItsOwnWay(step, own.get(), record, rows);
            }
        }
        Optional<Stored> other = rows.stream()
                .filter(row -> row.entry().open() && !row.entry().key().equals(wish.key()))
                .findFirst();
        if (other.isPresent()) {
            return settleFirst(step, other.get());
        }
        return claim(step, own, rows);
    }

    private JournalStep inItsOwnWay(JournalStep step, Stored own, JournalRecord record, List<Stored> rows) {
        if (record.state() == KeyState.OPEN && own.leaseOver()) {
            return claim(step, Optional.of(own), rows);
        }
        return settleFirst(step, own);
    }

    private JournalStep claim(JournalStep step, Optional<Stored> own, List<Stored> rows) {
        KeyedWish wish = ((Aim.Fulfil) step.aim()).wish();
        Subject subject = Subject.of(wish.key(), wish.instance()).beside(late(wish.key(), rows));
        return write(
                step.about(subject), Purpose.CLAIM, JournalRecord.open(wish), List.of(own.map(stored -> stored.entry()
                        .stamp())));
    }

    // Settling what stands in the way.

    /** Settles a record whose lease is over, whoever's key it is. */
    private JournalStep settleFirst(JournalStep step, Stored found) {
        Entry entry = found.entry();
        JournalRecord record;
        try {
            record = JournalBody.read(entry.body());
        } catch (UnreadableBodyException e) {
            return cannot(step.about(Subject.of(entry.key(), entry.instance())), e.reason());
        }
        Subject subject = Subject.of(entry.key(), entry.instance()).with(record, List.of(Optional.of(entry.stamp())));
        JournalStep about = step.about(subject);
        if (!found.leaseOver()) {
            return about.done(new Result.Busy(entry.key(), record.state(), found.leaseLeft()));
        }
        return switch (record.state()) {
            case OPEN ->
                write(
                        about,
                        Purpose.SETTLE,
                        record.refused(LAPSED, "whoever claimed the key fell silent before anything was sent"),
                        subject.stamps());
            case SENDING -> takeOver(about, record, found.age());
            case IN_DOUBT -> lookAgain(about, record, found.age());
            case APPLIED, REFUSED -> about.done(new Result.Told(entry.key(), record));
        };
    }

    /**
     * Begins to find out about a record whose sender fell silent. The quiet time begins when the sender's window is
     * over, because an order may leave until then.
     */
    private JournalStep takeOver(JournalStep step, JournalRecord record, Duration age) {
        Duration left = record.window().minus(age);
        Duration first = left.isNegative() ? Duration.ZERO : left;
        return write(
                step.about(step.subject().after(first)),
                Purpose.TAKE_OVER,
                record.lookedAfter(first, record.lost(), record.evidence()),
                step.subject().stamps());
    }

    /** A doubt has no lease. Its own key looks whenever it is asked for; others only where looking may settle it. */
    private JournalStep lookAgain(JournalStep step, JournalRecord record, Duration age) {
        Subject subject = step.subject();
        boolean own = isOwn(step);
        if (looksSettleIt(record) && (own || age.compareTo(settings.abandonedAfter()) >= 0)) {
            return review(step, record.doubtFor().plus(age));
        }
        return step.done(
                own
                        ? new Result.Told(subject.key(), record)
                        : new Result.Busy(subject.key(), KeyState.IN_DOUBT, Duration.ZERO));
    }

    /** Returns true if the run is at work at the record of its own wish. */
    private static boolean isOwn(JournalStep step) {
        return step.aim() instanceof Aim.Fulfil fulfil
                && fulfil.wish().key().equals(step.subject().key());
    }

    private static boolean looksSettleIt(JournalRecord record) {
        return switch (record.word()) {
            case TWO_ORDERS, OTHER_KEY, FENCED -> false;
            default -> !record.baseline().isEmpty();
        };
    }

    // Looking.

    private JournalStep review(JournalStep step) {
        return review(step, Duration.ZERO);
    }

    /**
     * Orders applied of late are read while the record is open, so that from then on only a proof adds to them. Beside a
     * doubt others go on, and so it is read for as long as it has been one.
     */
    private JournalStep review(JournalStep step, Duration doubtFor) {
        return step.next(Purpose.REVIEW, readingBack(step, doubtFor));
    }

    private Action readingBack(JournalStep step, Duration doubtFor) {
        Subject subject = step.subject();
        return new Action.Read(
                subject.key(), subject.instance(), settings.recent().plus(doubtFor));
    }

    private JournalStep reviewed(JournalStep step, Optional<Stored> own) {
        Optional<Stamp> stamp = own.map(row -> row.entry().stamp());
        if (own.isEmpty() || !step.subject().stamps().contains(stamp)) {
            return superseded(step);
        }
        JournalRecord stands = JournalBody.read(own.get().entry().body());
        JournalRecord aged = stands.state() == KeyState.IN_DOUBT
                ? stands.doubtedFor(stands.doubtFor().plus(own.get().age()))
                : stands;
        return look(step.about(step.subject().with(aged, List.of(stamp))));
    }

    private JournalStep look(JournalStep step) {
        Subject subject = step.subject();
        return step.next(
                Purpose.LOOK,
                new Action.Look(subject.key(), subject.known(), subject.first(), subject.late(), subject.notOurs()));
    }

    /**
     * Takes in the result of a search.
     *
     * @param took how long it took by a monotonic clock: a doubt goes on meanwhile
     */
    public JournalStep looked(JournalStep step, Looked looked, Duration took) {
        Subject subject = step.subject();
        JournalRecord before = subject.known();
        JournalRecord record = before.doubtedFor(
                before.state() == KeyState.IN_DOUBT ? before.doubtFor().plus(took) : before.doubtFor());
        if (looked instanceof Looked.Found found) {
            JournalRecord seen = record.lookedAfter(Duration.ZERO, record.lost(), found.evidence());
            JournalRecord applied = seen.applied(found.knownOrder());
            return before.isOpen() ? settle(step, applied) : confirm(step, applied, record.doubtFor());
        }
        if (looked instanceof Looked.Nothing nothing) {
            return settle(step, nothingFound(before, record, nothing.evidence()));
        }
        if (looked instanceof Looked.Unclear unclear) {
            return settle(step, record.inDoubt(unclear.word(), unclear.why(), unclear.evidence()));
        }
        if (looked instanceof Looked.More more) {
            JournalRecord seen = before.lookedAfter(Duration.ZERO, before.lost(), more.evidence());
            JournalStep on = step.about(subject.after(Duration.ZERO));
            return record.state() == KeyState.SENDING
                    ? write(on, Purpose.RENEW, seen, subject.stamps())
                    : look(on.about(on.subject().with(seen)));
        }
        Looked.Stopped stopped = (Looked.Stopped) looked;
        JournalRecord seen = record.lookedAfter(record.window(), record.lost(), stopped.evidence());
        return record.state() == KeyState.SENDING
                ? write(step, Purpose.RELEASE, seen, subject.stamps())
                : ended(step, stopped.word());
    }

    /**
     * While others go on beside a doubt, what was found may be an order of theirs that nobody had heard of yet. The journal
     * has heard of it before it left.
     */
    private JournalStep confirm(JournalStep step, JournalRecord applied, Duration doubtFor) {
        return step.about(step.subject().with(applied)).next(Purpose.CONFIRM, readingBack(step, doubtFor));
    }

    private JournalStep confirmed(JournalStep step, Optional<Stored> own, List<Late> late) {
        Subject subject = step.subject();
        boolean news = late.stream().anyMatch(other -> subject.late().stream().noneMatch(other::isSame));
        return news ? reviewed(step.about(subject.beside(late)), own) : settle(step, subject.known());
    }

    /**
     * A reading that finds nothing proves nothing as long as a sender may be asleep between its last check and the
     * first byte. So the reading that counts is one that began when the doubt was old enough.
     */
    private JournalRecord nothingFound(JournalRecord before, JournalRecord record, String evidence) {
        boolean abandoned =
                before.state() == KeyState.IN_DOUBT && before.doubtFor().compareTo(settings.abandonedAfter()) >= 0;
        return record.lost() || abandoned
                ? record.refused(FOUND_NOT_APPLIED, "nothing of it showed for the whole quiet time")
                : record.inDoubt(SENDER_VANISHED, "its sender fell silent; nothing of the order shows", evidence);
    }

    private JournalStep settle(JournalStep step, JournalRecord record) {
        return write(step, Purpose.SETTLE, record, step.subject().stamps());
    }

    // One attempt.

    private JournalStep prepare(JournalStep step) {
        return step.next(Purpose.ATTEMPT, new Action.Prepare(step.subject().late()));
    }

    /** Takes in the result of the readings before an order. */
    public JournalStep prepared(JournalStep step, Prepared prepared) {
        Subject subject = step.subject();
        if (prepared instanceof Prepared.NotSent notSent) {
            return settle(step, subject.known().refused(notSent.word(), notSent.why()));
        }
        Prepared.Ready ready = (Prepared.Ready) prepared;
        int applied = subject.late().stream().mapToInt(Late::nodes).sum();
        if (settings.nodesPerDay().isPresent()
                && applied + ready.nodes() > settings.nodesPerDay().getAsInt()) {
            return settle(
                    step,
                    subject.known()
                            .refused(
                                    LIMIT,
                                    "the instance may get "
                                            + settings.nodesPerDay().getAsInt() + " nodes a day and has got "
                                            + applied));
        }
        JournalRecord record =
                subject.known().sending(stamps.get(), ready.nodes(), ready.baseline(), settings.window());
        if (!JournalBody.fits(record)) {
            return settle(step, subject.known().refused(TOO_LARGE, "what was known before does not fit the journal"));
        }
        // Not written yet: the record stays as it stands until the gate asks.
        return step.next(Purpose.ATTEMPT, new Action.Order(ready.baseline(), ready.nodes()));
    }

    /** The port is ready to send, and asks. */
    public JournalStep gate(JournalStep step) {
        Action.Order order = (Action.Order) step.action();
        Subject subject = step.subject();
        JournalRecord record =
                subject.known().sending(stamps.get(), order.nodes(), order.baseline(), settings.window());
        return write(step, Purpose.SENDING, record, subject.stamps());
    }

    /** The gate has answered, and the port goes on with the order. */
    public JournalStep passed(JournalStep step) {
        JournalRecord record = step.subject().known();
        return step.next(Purpose.ATTEMPT, new Action.Order(record.baseline(), record.nodes()));
    }

    /** The call has ended, and its outcome is known. */
    public JournalStep answered(JournalStep step, Proof proof) {
        return prove(step.about(step.subject().proven(proof)));
    }

    /** The call has ended: surely not applied, and it is tried again. */
    public JournalStep again(JournalStep step, Proof.NotApplied proof) {
        Subject subject = step.subject().proven(proof);
        return write(step.about(subject), Purpose.REOPEN, subject.known().openAgain(), subject.stamps());
    }

    /** The call has ended, and its answer is lost. */
    public JournalStep lost(JournalStep step, String evidence) {
        Action.Order order = (Action.Order) step.action();
        Subject subject = step.subject().asSent();
        JournalRecord sent = subject.known().state() == KeyState.SENDING
                ? subject.known()
                : subject.known().sending(stamps.get(), order.nodes(), order.baseline(), Duration.ZERO);
        JournalRecord lost = sent.lookedAfter(Duration.ZERO, true, evidence);
        return write(step.about(subject), Purpose.LOST, lost, subject.stamps());
    }

    // Proof.

    /** Writes a proof. In the ordinary case the record still stands under our stamp, and no read is needed. */
    private JournalStep prove(JournalStep step) {
        Subject subject = step.subject();
        if (subject.stamps().isEmpty()) {
            return step.next(Purpose.CONFRONT, reading(subject.key(), subject.instance()));
        }
        Proof proof = subject.proof().orElseThrow();
        JournalRecord record = proof instanceof Proof.Receipt receipt
                ? subject.known().applied(receipt.knownOrder())
                : refused(subject.known(), (Proof.NotApplied) proof);
        return write(step, Purpose.PROVE, record, subject.stamps());
    }

    private static JournalRecord refused(JournalRecord record, Proof.NotApplied proof) {
        return record.refused(proof.word(), proof.why());
    }

    /** Somebody else has written meanwhile. Proof is written all the same; what contradicts it is a doubt, told aloud. */
    private JournalStep confront(JournalStep step, Optional<Stored> standing) {
        Subject subject = step.subject();
        Proof proof = subject.proof().orElseThrow();
        if (standing.isEmpty()) {
            return proof instanceof Proof.Receipt receipt
                    ? write(
                            step,
                            Purpose.PROVE,
                            subject.known().applied(receipt.knownOrder()),
                            List.of(Optional.empty()))
                    : step.done(new Result.Untold(subject.key(), subject.known(), proof));
        }
        JournalRecord there = JournalBody.read(standing.get().entry().body());
        List<Optional<Stamp>> under = List.of(Optional.of(standing.get().entry().stamp()));
        boolean ours = there.attempt().isPresent()
                && there.attempt().equals(subject.known().attempt());
        if (proof instanceof Proof.NotApplied notApplied) {
            boolean undecided = there.state() == KeyState.SENDING || there.state() == KeyState.IN_DOUBT;
            if (ours && undecided && !there.word().equals(TWO_ORDERS)) {
                return write(step, Purpose.PROVE, refused(there, notApplied), under);
            }
            return step.done(
                    there.state() == KeyState.APPLIED
                            ? new Result.Told(subject.key(), there)
                            : new Result.Untold(subject.key(), subject.known(), proof));
        }
        KnownOrder shown = ((Proof.Receipt) proof).knownOrder();
        return switch (there.state()) {
            case OPEN, REFUSED -> write(step, Purpose.PROVE, subject.known().applied(shown), under);
            case SENDING, IN_DOUBT ->
                write(
                        step,
                        Purpose.PROVE,
                        ours && !there.word().equals(TWO_ORDERS) ? there.applied(shown) : twoOrders(there, shown),
                        under);
            case APPLIED -> {
                KnownOrder known = there.knownOrder().orElseThrow();
                if (known.namesTheSame(shown)) {
                    yield step.done(new Result.Told(subject.key(), there));
                }
                // A receipt corrects what was only inferred of the same sending.
                boolean corrects = ours && !known.isProof();
                yield write(step, Purpose.PROVE, corrects ? there.applied(shown) : twoOrders(there, shown), under);
            }
        };
    }

    private static JournalRecord twoOrders(JournalRecord there, KnownOrder second) {
        String first = there.knownOrder().map(KnownOrder::inWords).orElse("unknown yet, perhaps none");
        String earlier = there.word().equals(TWO_ORDERS) ? there.why() + "; and " : "one is " + first + ", another is ";
        return there.inDoubt(TWO_ORDERS, earlier + second.inWords(), there.evidence());
    }

    /** Our order may have been applied, and somebody else looks after it. */
    private JournalStep conclude(JournalStep step, Optional<Stored> standing) {
        Subject subject = step.subject();
        if (standing.isPresent()) {
            JournalRecord there = JournalBody.read(standing.get().entry().body());
            if (there.state() != KeyState.OPEN && there.state() != KeyState.SENDING) {
                return step.done(new Result.Told(subject.key(), there));
            }
        }
        return step.done(new Result.Unknown(subject.key(), "another process has taken over finding out"));
    }

    // A person's word.

    private JournalStep hear(JournalStep step, Optional<Stored> standing) {
        Testimony testimony = ((Aim.Testify) step.aim()).testimony();
        if (standing.isEmpty()) {
            return step.done(new Result.Changed("the journal does not know the key"));
        }
        Entry entry = standing.get().entry();
        JournalRecord doubt = JournalBody.read(entry.body());
        if (doubt.state() != KeyState.IN_DOUBT) {
            return step.done(new Result.Changed("the key is " + doubt.state() + ", not IN_DOUBT"));
        }
        if (!entry.stamp().equals(testimony.stamp())) {
            return step.done(new Result.Changed("the doubt has changed since it was looked at"));
        }
        JournalRecord settled =
                switch (testimony.verdict()) {
                    case APPLIED ->
                        doubt.applied(new KnownOrder(KnownOrder.Source.PERSON, testimony.job(), testimony.order()))
                                .because(testimony.why());
                    case NOT_APPLIED -> doubt.refused("PERSON", testimony.why());
                    case ALONGSIDE -> doubt.alongside(testimony.why());
                };
        Subject named = Subject.of(entry.key(), entry.instance());
        return write(step.about(named), Purpose.TESTIFY, settled, List.of(Optional.of(entry.stamp())));
    }

    // Writing.

    /** @param under where the record may stand: the first one is tried now, the others if that one is not there */
    private JournalStep write(JournalStep step, Purpose purpose, JournalRecord record, List<Optional<Stamp>> under) {
        if (under.isEmpty()) {
            return superseded(step.next(purpose, step.action()));
        }
        Subject subject = step.subject().with(record, under);
        Optional<String> witness = record.witness(subject.key());
        Entry entry = new Entry(
                subject.key(),
                subject.instance(),
                record.isOpen(),
                witness,
                stamps.get(),
                lease(purpose, record),
                JournalBody.write(record));
        return step.about(subject).next(purpose, new Action.Write(entry, under.get(0)));
    }

    private Duration lease(Purpose purpose, JournalRecord record) {
        return switch (purpose) {
            case CLAIM, REOPEN -> settings.claimLease();
            case SENDING -> settings.sendLease();
            case LOST, TAKE_OVER, RENEW -> settings.lookLease().plus(record.window());
            default -> Duration.ZERO;
        };
    }

    /**
     * Takes in the result of a write.
     *
     * @param outcome what the journal said; empty if it threw, so that the write has been made, will be made, or neither
     */
    public JournalStep put(JournalStep step, Optional<Put> outcome) {
        Action.Write write = (Action.Write) step.action();
        if (outcome.isEmpty()) {
            return askAgain(step.failedAgain(), write);
        }
        return switch (outcome.get()) {
            case DONE ->
                written(step.wentWell()
                        .about(step.subject()
                                .under(List.of(Optional.of(write.entry().stamp())))));
            case KEY, STAMP -> elsewhere(step);
            case INSTANCE -> blocked(step);
            case WITNESS -> claimedByAnother(step, write);
        };
    }

    /**
     * Asks for a lost write by making it again, never by a read, because a read overtakes a write that waits for a
     * lock. The same write waits for the lost one, should that be under way still; only then is it asked for under its
     * own stamp.
     */
    private JournalStep askAgain(JournalStep failed, Action.Write lost) {
        List<Optional<Stamp>> tried = failed.subject().stamps();
        List<Optional<Stamp>> under = new ArrayList<>();
        under.add(lost.expected());
        under.add(Optional.of(lost.entry().stamp()));
        under.addAll(tried.subList(1, tried.size()));
        JournalStep step = failed.about(failed.subject().under(under));
        return failed.tries() < mostTries(failed)
                ? write(step, failed.purpose(), failed.subject().known(), under)
                : unwritten(step);
    }

    private JournalStep elsewhere(JournalStep step) {
        List<Optional<Stamp>> under = step.subject().stamps();
        List<Optional<Stamp>> rest = under.subList(1, under.size());
        return rest.isEmpty()
                ? superseded(step.about(step.subject().under(List.of())))
                : write(step, step.purpose(), step.subject().known(), rest);
    }

    /** The write is made, and the record is ours. */
    private JournalStep written(JournalStep step) {
        Subject subject = step.subject();
        return switch (step.purpose()) {
            case CLAIM ->
                ((Aim.Fulfil) step.aim()).wish().counts()
                        ? step.next(Purpose.COUNT, reading(subject.key(), subject.instance()))
                        : prepare(step);
            case REOPEN -> prepare(step);
            case SENDING -> step.next(Purpose.ATTEMPT, new Action.Permit(settings.window()));
            case LOST, TAKE_OVER -> review(step);
            case RENEW -> look(step);
            case RELEASE -> ended(step, "looking was stopped");
            default -> settled(step);
        };
    }

    /** The obstacle is out of the way, or the run is over. */
    private JournalStep settled(JournalStep step) {
        Subject subject = step.subject();
        if (step.aim() instanceof Aim.Fulfil fulfil && !fulfil.wish().key().equals(subject.key())) {
            return beginAnew(step);
        }
        return step.done(new Result.Told(subject.key(), subject.known()));
    }

    private JournalStep beginAnew(JournalStep step) {
        KeyedWish wish = ((Aim.Fulfil) step.aim()).wish();
        if (step.rounds() >= MAX_ROUNDS) {
            return step.done(new Result.Busy(step.subject().key(), KeyState.OPEN, Duration.ZERO));
        }
        return decide(step.aim(), Subject.of(wish.key(), wish.instance()), step.rounds() + 1);
    }

    /** Somebody else has written: what we know of the record is out of date. */
    private JournalStep superseded(JournalStep step) {
        Subject subject = step.subject();
        return switch (step.purpose()) {
            case SENDING ->
                step.next(
                        Purpose.ATTEMPT,
                        new Action.Refuse("another process has taken over the claim of key " + subject.key()));
            case REOPEN, PROVE -> step.next(Purpose.CONFRONT, reading(subject.key(), subject.instance()));
            case TESTIFY -> step.done(new Result.Changed("the doubt has changed since it was looked at"));
            case FENCE -> step.done(new Result.Busy(subject.key(), KeyState.IN_DOUBT, Duration.ZERO));
            default ->
                subject.sent()
                        ? step.next(Purpose.CONCLUDE, reading(subject.key(), subject.instance()))
                        : step.aim() instanceof Aim.Fulfil
                                ? beginAnew(step)
                                : step.done(new Result.Changed("another process is at work at key " + subject.key()));
        };
    }

    /** Another key's record of the instance is open. */
    private JournalStep blocked(JournalStep step) {
        Subject subject = step.subject();
        return switch (step.purpose()) {
            // A doubt that comes up while another key is at work must be kept, and cannot hold the instance any more.
            case PROVE, SETTLE ->
                write(
                        step,
                        step.purpose(),
                        subject.known().alongside(subject.known().why()),
                        subject.stamps());
            case CLAIM -> beginAnew(step);
            default -> step.done(new Result.Busy(subject.key(), subject.known().state(), Duration.ZERO));
        };
    }

    /** The job or order settled another key. */
    private JournalStep claimedByAnother(JournalStep step, Action.Write write) {
        Subject subject = step.subject();
        String witness = write.entry().witness().orElseThrow();
        return switch (step.purpose()) {
            case SETTLE -> review(step.about(subject.without(witness)));
            case PROVE ->
                write(
                        step,
                        Purpose.PROVE,
                        subject.known()
                                .withoutOrder()
                                .inDoubt(
                                        OTHER_KEY,
                                        "its receipt names " + witness + ", which settled another key",
                                        subject.known().evidence()),
                        subject.stamps());
            default -> step.done(new Result.Changed(witness + " has settled another key"));
        };
    }

    // A journal that fails.

    private int mostTries(JournalStep step) {
        return switch (step.purpose()) {
            case PROVE, CONFRONT, CONFIRM, LOST, SETTLE, REOPEN -> settings.proofTries();
            default -> settings.tries();
        };
    }

    /** The journal has failed too often in a row: the write has been made, will be made, or neither. */
    private JournalStep unwritten(JournalStep step) {
        Subject subject = step.subject();
        String why = "the journal could not be written";
        return switch (step.purpose()) {
            case SENDING -> step.wentWell().next(Purpose.ATTEMPT, new Action.Refuse(why));
            case RENEW -> look(step.wentWell());
            case PROVE, REOPEN ->
                step.done(new Result.Untold(
                        subject.key(), subject.known(), subject.proof().orElseThrow()));
            default -> cannot(step, why);
        };
    }

    private JournalStep cannot(JournalStep step, String why) {
        Subject subject = step.subject();
        return subject.proof().isPresent()
                ? step.done(new Result.Untold(
                        subject.key(), subject.known(), subject.proof().get()))
                : ended(step, why);
    }

    /** A run may lack the outcome of its own key only; of other keys it knows that it has sent nothing for them. */
    private static JournalStep ended(JournalStep step, String why) {
        Subject subject = step.subject();
        boolean left = subject.record()
                .filter(record -> record.state() != KeyState.OPEN && record.state() != KeyState.REFUSED)
                .isPresent();
        boolean another = step.aim() instanceof Aim.Fulfil && !isOwn(step);
        return step.done(
                left && !another
                        ? new Result.Unknown(subject.key(), why)
                        : new Result.Failed("key " + subject.key() + ": " + why));
    }
}
