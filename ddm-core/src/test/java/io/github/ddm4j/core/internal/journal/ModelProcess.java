/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.internal.journal.ModelMoves.Move;
import io.github.ddm4j.core.internal.journal.ModelSetup.Without;
import io.github.ddm4j.core.internal.journal.ModelWorld.Effect;
import io.github.ddm4j.core.internal.journal.ModelWorld.LateWrite;
import io.github.ddm4j.core.internal.journal.ModelWorld.Process;
import io.github.ddm4j.core.internal.journal.ModelWorld.Request;
import io.github.ddm4j.core.internal.journal.ModelWorld.Row;
import io.github.ddm4j.core.internal.journal.ModelWorld.Trouble;
import io.github.ddm4j.core.internal.journal.ModelWorld.Watch;
import io.github.ddm4j.core.internal.journal.ModelWorld.Wire;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import io.github.ddm4j.core.port.SubmissionJournal.Put;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What one process can do next: the action that the protocol has given it, with everything that can come of it. */
final class ModelProcess {

    private final ModelSetup setup;
    private final ModelStore store;
    private final ModelWorld world;
    private final int index;
    private final List<Move> moves;
    private final Process process;
    private final JournalProtocol protocol;
    private final ModelRules rules;

    ModelProcess(ModelSetup setup, ModelStore store, ModelWorld world, int index, List<Move> moves) {
        this.setup = setup;
        this.store = store;
        this.world = world;
        this.index = index;
        this.moves = moves;
        this.process = world.processes.get(index);
        this.rules = new ModelRules(setup);
        this.protocol = new JournalProtocol(setup.settings(), rules.stamps(world, process));
    }

    void move() {
        if (process.step().isEmpty()) {
            if (!process.todo().isEmpty()) {
                go("begins", world, protocol.submit(setup.wish(process.todo().get(0))));
            }
            return;
        }
        JournalStep step = process.step().get();
        if (process.asleep()) {
            moves.add(new Move(name() + " wakes up", world.withProcess(index, asleep(false))));
        } else {
            act(step);
            if (world.may(Trouble.SLEEP)) {
                moves.add(new Move(
                        name() + " falls asleep", world.after(Trouble.SLEEP).withProcess(index, asleep(true))));
            }
        }
        if (world.may(Trouble.CRASH)) {
            // The wish is made again, with the same key.
            Process dead = Process.idle(process.todo());
            moves.add(new Move(
                    name() + " crashes", forgotten(world.after(Trouble.CRASH)).withProcess(index, dead)));
        }
    }

    private Process asleep(boolean asleep) {
        return new Process(process.step(), process.wire(), process.window(), process.watch(), process.todo(), asleep);
    }

    /** Whether the process is about to do something, which takes no time unless it falls asleep. */
    boolean isUrgent() {
        if (process.step().isEmpty() || process.asleep()) {
            return false;
        }
        if (process.step().get().action() instanceof Action.Look look) {
            Watch watch = process.watch().orElseThrow();
            return watch.toWait() == 0
                    && (watch.quiet() < 0
                            || watch.quiet() >= setup.quiet()
                            || !newOnes(look).isEmpty());
        }
        return switch (process.wire()) {
            case CHECKED -> false;
            case WAITING ->
                world.requests.stream()
                        .noneMatch(request ->
                                request.process() == index && !request.attempt().isEmpty());
            default -> true;
        };
    }

    /** Nobody waits for the answer to a request of a dead process. */
    private ModelWorld forgotten(ModelWorld before) {
        List<Request> requests = new ArrayList<>();
        for (Request request : before.requests) {
            if (request.process() != index) {
                requests.add(request);
            } else if (!request.attempt().isEmpty()) {
                requests.add(new Request(-1, request.owner(), request.attempt(), request.linger()));
            }
        }
        return before.withRequests(requests);
    }

    private String name() {
        return "P" + index;
    }

    private void go(String label, ModelWorld after, JournalStep step) {
        boolean goesOnLooking = process.step()
                .filter(before -> before.purpose() == JournalStep.Purpose.RENEW)
                .isPresent();
        Optional<Watch> watch = goesOnLooking ? process.watch() : Optional.empty();
        go(label, after, step, process.wire(), process.window(), watch);
    }

    private void go(String label, ModelWorld after, JournalStep step, Wire wire, int window, Optional<Watch> watch) {
        ModelWorld next = after;
        Process changed;
        if (step.action() instanceof Action.Done done) {
            next = judged(after, step, done.result());
            List<String> rest = process.todo().subList(1, process.todo().size());
            changed = Process.idle(rest);
            next = forgotten(next);
        } else {
            Optional<Watch> watching = step.action() instanceof Action.Look look && watch.isEmpty()
                    ? Optional.of(new Watch((int) look.first().dividedBy(ModelStore.TICK), -1))
                    : watch;
            changed = new Process(Optional.of(step), wire, window, watching, process.todo(), false);
        }
        String doing = step.action() instanceof Action.Done done
                ? "ends: " + done.result()
                : step.purpose() + " " + step.action().getClass().getSimpleName();
        moves.add(new Move(name() + " " + label + " -> " + doing, next.withProcess(index, changed)));
    }

    /** What a caller is told has to be true. */
    private ModelWorld judged(ModelWorld after, JournalStep step, Result result) {
        String key = step.subject().key().value();
        boolean applied = !after.effectsOf(key).isEmpty();
        if (step.subject().proof().orElse(null) instanceof Proof.Receipt && result instanceof Result.Unknown) {
            return after.wrong("a receipt is lost: " + key);
        }
        if (result instanceof Result.Told told) {
            boolean untrue = told.record().state() == KeyState.APPLIED ? !applied && !anActorIsThere() : false;
            return untrue ? after.wrong("told applied, which it is not: " + key) : after;
        }
        if (result instanceof Result.Untold untold) {
            boolean said = untold.proof() instanceof Proof.Receipt;
            return said && !applied ? after.wrong("told applied by a receipt, which it is not: " + key) : after;
        }
        if (!(result instanceof Result.Unknown) && step.subject().sent()) {
            return after.wrong("told that nothing was sent, and it was: " + key);
        }
        return after;
    }

    private boolean anActorIsThere() {
        return setup.troubles().containsKey(Trouble.ACTOR);
    }

    private void act(JournalStep step) {
        if (step.action() instanceof Action.Read read) {
            go(
                    step.purpose() + " reads",
                    world,
                    protocol.read(
                            step, rules.read(step, store.read(world, read.key().value()))));
        } else if (step.action() instanceof Action.Write write) {
            write(step, write);
        } else if (step.action() instanceof Action.Prepare prepare) {
            go(
                    "looks before",
                    world,
                    protocol.prepared(step, prepared(step, prepare)),
                    Wire.READY,
                    0,
                    Optional.empty());
        } else if (step.action() instanceof Action.Order) {
            order(step);
        } else if (step.action() instanceof Action.Permit) {
            go("has leave", world, protocol.passed(step), Wire.PERMITTED, process.window(), Optional.empty());
        } else if (step.action() instanceof Action.Refuse) {
            go("has no leave", world, protocol.passed(step), Wire.REFUSED, 0, Optional.empty());
        } else if (step.action() instanceof Action.Look look) {
            look(step, look);
        }
    }

    // Writing.

    private void write(JournalStep step, Action.Write write) {
        Entry entry = write.entry();
        ModelStore.Written written = store.write(world, entry, write.expected());
        String what = step.purpose() + " writes";
        if (step.purpose() == JournalStep.Purpose.SENDING && !setup.keeps(Without.WRITTEN_IN_THE_GATE)) {
            go("does not write before it sends", world, protocol.put(step, Optional.of(Put.DONE)));
            return;
        }
        go(what + " " + written.put(), written.world(), rules.put(protocol, step, written.put()));
        if (world.may(Trouble.LOST_WRITE)) {
            ModelWorld lost = world.after(Trouble.LOST_WRITE);
            go(what + ", which is lost", lost, rules.thrown(protocol, step, lost));
            ModelWorld made = store.write(lost, entry, write.expected()).world();
            go(what + ", and its answer is lost", made, rules.thrown(protocol, step, made));
        }
        if (world.may(Trouble.LATE_WRITE)) {
            List<LateWrite> late = new ArrayList<>(world.lateWrites);
            late.add(new LateWrite(entry, write.expected()));
            ModelWorld pending = world.after(Trouble.LATE_WRITE).withLateWrites(late);
            go(what + ", which comes late", pending, rules.thrown(protocol, step, pending));
        }
    }

    // Looking before.

    private Prepared prepared(JournalStep step, Action.Prepare prepare) {
        Set<String> known = new TreeSet<>();
        for (Effect effect : world.effects) {
            if (effect.visible()) {
                if (!effect.seenEnded()) {
                    return new Prepared.NotSent("BUSY", "a job is running");
                }
                known.add(effect.id());
            }
        }
        for (Late late : setup.keeps(Without.LATE_RECEIPTS) ? applied(prepare.late()) : List.<Late>of()) {
            if (!setup.keeps(Without.UNPAID_IS_BUSY) && isOrder(late)) {
                continue;
            }
            if (!known.contains(effectOf(late))) {
                return new Prepared.NotSent("BUSY", "a late receipt is not seen ended");
            }
        }
        if (setup.target() && !known.isEmpty()) {
            return new Prepared.NotSent("ENOUGH", "nothing to do");
        }
        return new Prepared.Ready("knows " + String.join(",", known), 1);
    }

    private static List<Late> applied(List<Late> late) {
        return late.stream().filter(other -> other.knownOrder().isPresent()).toList();
    }

    private static boolean isOrder(Late late) {
        return late.knownOrder().flatMap(KnownOrder::order).isPresent();
    }

    private static String effectOf(Late late) {
        KnownOrder shown = late.knownOrder().orElseThrow();
        return shown.job()
                .map(JobId::value)
                .or(() -> shown.order().map(OrderId::value))
                .orElse("none")
                .replace("paid-", "");
    }

    // Sending.

    private void order(JournalStep step) {
        String key = step.subject().key().value();
        switch (process.wire()) {
            case READY -> {
                go("asks the gate", world, protocol.gate(step), Wire.READY, setup.window(), Optional.empty());
                unsent(step, "cannot connect", true);
            }
            case PERMITTED -> {
                if (process.window() > 0 || !setup.keeps(Without.WINDOW)) {
                    send(step, key);
                    if (world.may(Trouble.PAUSE)) {
                        go("falls asleep", world.after(Trouble.PAUSE), step, Wire.CHECKED, 0, Optional.empty());
                    }
                } else {
                    go("is too late", world, protocol.answered(step, notApplied("LATE")));
                }
            }
            case CHECKED -> send(step, key);
            case REFUSED -> go("does not send", world, protocol.answered(step, notApplied("GATE")));
            case WAITING -> await(step);
            case NONE -> throw new IllegalStateException();
        }
    }

    private static Proof.NotApplied notApplied(String word) {
        return new Proof.NotApplied(word, "not sent");
    }

    private void unsent(JournalStep step, String label, boolean again) {
        if (world.may(Trouble.UNSENT)) {
            ModelWorld after = world.after(Trouble.UNSENT);
            go(label, after, protocol.answered(step, notApplied("UNSENT")));
            if (again) {
                go(label + ", tries again", after, protocol.again(step, notApplied("UNSENT")));
            }
        }
    }

    private void send(JournalStep step, String key) {
        List<Request> requests = new ArrayList<>(world.requests);
        String attempt = step.subject().known().attempt().orElseThrow().value();
        requests.add(new Request(index, key, attempt, setup.linger()));
        go("sends", world.withRequests(requests), step, Wire.WAITING, 0, Optional.empty());
    }

    private void await(JournalStep step) {
        Optional<Request> answer = world.requests.stream()
                .filter(request ->
                        request.process() == index && request.attempt().isEmpty())
                .findFirst();
        if (answer.isPresent()) {
            ModelWorld after = world.withRequests(ModelMoves.without(world.requests, answer.get()));
            String id = answer.get().owner();
            if (id.equals(ModelMoves.REFUSED)) {
                go("is refused", after, protocol.answered(step, new Proof.NotApplied(id, "by the provider")));
                return;
            }
            Proof receipt = setup.yearly()
                    ? new Proof.Receipt(Optional.empty(), Optional.of(new OrderId(id)))
                    : new Proof.Receipt(Optional.of(new JobId(id)), Optional.empty());
            go("gets a receipt", after, protocol.answered(step, receipt));
        }
        Optional<Request> pending = world.requests.stream()
                .filter(request ->
                        request.process() == index && !request.attempt().isEmpty())
                .findFirst();
        pending.ifPresent(request -> {
            List<Request> others = ModelMoves.without(world.requests, request);
            if (world.may(Trouble.UNAUTHORIZED)) {
                go(
                        "is unauthorized, asks the gate again",
                        world.after(Trouble.UNAUTHORIZED).withRequests(others),
                        protocol.gate(step),
                        Wire.READY,
                        setup.window(),
                        Optional.empty());
            }
        });
        if (world.may(Trouble.LOST_REPLY) || (answer.isEmpty() && pending.isEmpty())) {
            ModelWorld after = answer.isEmpty() && pending.isEmpty() ? world : world.after(Trouble.LOST_REPLY);
            go("gets no answer", forgotten(after), protocol.lost(step, ""), Wire.NONE, 0, Optional.empty());
        }
    }

    // Looking after.

    private JournalStep looked(JournalStep step, Looked looked) {
        return protocol.looked(step, looked, Duration.ZERO);
    }

    private void look(JournalStep step, Action.Look look) {
        Watch watch = process.watch().orElseThrow();
        if (world.may(Trouble.INTERRUPT)) {
            go("is interrupted", world.after(Trouble.INTERRUPT), looked(step, new Looked.Stopped("INTERRUPTED", "")));
        }
        if (watch.toWait() > 0 && setup.keeps(Without.WAITS_FOR_SEND_BY)) {
            return;
        }
        List<Effect> seen = newOnes(look);
        if (seen.size() == 1 && !ambiguous(look)) {
            KnownOrder answer = found(seen.get(0));
            go("finds " + answer, world, looked(step, new Looked.Found(answer, "")));
        } else if (!seen.isEmpty()) {
            go("cannot tell", world, looked(step, new Looked.Unclear("OTHER_CHANGES", "", "")));
        } else if (watch.quiet() < 0) {
            go("looks first", world, step, Wire.NONE, 0, Optional.of(new Watch(0, 0)));
        } else if (watch.quiet() >= setup.quiet()) {
            go(
                    "finds nothing",
                    world,
                    looked(
                            rules.looking(step),
                            setup.yearly() && !setup.audited()
                                    ? new Looked.Unclear("UNSEEN_ORDER", "", "")
                                    : new Looked.Nothing("")));
        } else if (leaseOf(look) == 1) {
            go(
                    "renews",
                    world,
                    looked(step, new Looked.More("")),
                    Wire.NONE,
                    0,
                    Optional.of(new Watch(0, watch.quiet())));
        }
    }

    /** The audit log tells an order by its id; the nodes and jobs show one that is paid, and then its job alone. */
    private KnownOrder found(Effect effect) {
        if (effect.order() && setup.audited()) {
            return new KnownOrder(KnownOrder.Source.FOUND, Optional.empty(), Optional.of(new OrderId(effect.id())));
        }
        JobId job = new JobId((effect.order() ? "paid-" : "") + effect.id());
        return new KnownOrder(KnownOrder.Source.FOUND, Optional.of(job), Optional.empty());
    }

    private boolean shows(Effect effect) {
        return setup.audited()
                ? effect.visibleIn() == 0 && !effect.owner().equals(ModelMoves.SOMEBODY_ELSE)
                : effect.visible();
    }

    private int leaseOf(Action.Look look) {
        Row row = world.rows.get(look.key().value());
        return row == null ? 0 : row.lease();
    }

    private List<Effect> newOnes(Action.Look look) {
        List<Effect> seen = new ArrayList<>();
        for (Effect effect : world.effects) {
            boolean known = look.about().baseline().contains(effect.id());
            boolean others = look.notOurs().contains("job:" + effect.id())
                    || look.notOurs().contains("job:paid-" + effect.id());
            boolean late = setup.keeps(Without.REVIEW)
                    && applied(look.late()).stream()
                            .anyMatch(l -> effectOf(l).equals(effect.id()) && (setup.audited() || !isOrder(l)));
            if (shows(effect) && !known && !others && !late) {
                seen.add(effect);
            }
        }
        return seen;
    }

    /** What is paid after our baseline looks like ours. */
    private boolean ambiguous(Action.Look look) {
        return setup.keeps(Without.REVIEW)
                && !setup.audited()
                && applied(look.late()).stream()
                        .anyMatch(late ->
                                isOrder(late) && !look.about().baseline().contains(effectOf(late)));
    }
}
