/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.internal.journal.ModelSetup.Without;
import io.github.ddm4j.core.internal.journal.ModelWorld.Effect;
import io.github.ddm4j.core.internal.journal.ModelWorld.LateWrite;
import io.github.ddm4j.core.internal.journal.ModelWorld.Memory;
import io.github.ddm4j.core.internal.journal.ModelWorld.Process;
import io.github.ddm4j.core.internal.journal.ModelWorld.Request;
import io.github.ddm4j.core.internal.journal.ModelWorld.Row;
import io.github.ddm4j.core.internal.journal.ModelWorld.Trouble;
import io.github.ddm4j.core.internal.journal.ModelWorld.Watch;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What can happen next in a state: a tick of the clock, the provider, a person, or a process that does its next action. */
final class ModelMoves {

    record Move(String label, ModelWorld world) {}

    static final String REFUSED = "refused";

    /** The owner of what others add. */
    static final String SOMEBODY_ELSE = "somebody else";

    private final ModelSetup setup;
    private final ModelStore store;
    private final int oldest;

    ModelMoves(ModelSetup setup) {
        this.setup = setup;
        this.store = setup.store();
        this.oldest = setup.abandonedAfter() + 1;
    }

    List<Move> from(ModelWorld world) {
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < world.processes.size(); i++) {
            new ModelProcess(setup, store, world, i, moves).move();
        }
        provider(world, moves);
        surroundings(world, moves);
        person(world, moves);
        boolean busy = false;
        for (int i = 0; i < world.processes.size(); i++) {
            busy |= new ModelProcess(setup, store, world, i, moves).isUrgent();
        }
        if (!busy && world.requests.stream().noneMatch(request -> request.linger() == 0)) {
            moves.add(new Move("tick", tick(world)));
        }
        return moves;
    }

    private void provider(ModelWorld world, List<Move> moves) {
        for (Request request : world.requests) {
            if (request.attempt().isEmpty()) {
                continue;
            }
            List<Request> others = without(world.requests, request);
            String id = (setup.yearly() ? "O" : "J") + world.effects.size();
            List<Effect> effects = new ArrayList<>(world.effects);
            effects.add(new Effect(
                    id, request.owner(), setup.yearly(), false, setup.lag(), setup.yearly() ? 0 : setup.lag() + 1));
            moves.add(new Move(
                    "the provider applies " + request.owner(),
                    answered(world.withEffects(effects).withRequests(others), request, id)));
            if (world.may(Trouble.REFUSAL)) {
                moves.add(new Move(
                        "the provider refuses " + request.owner(),
                        answered(world.after(Trouble.REFUSAL).withRequests(others), request, REFUSED)));
            }
            if (world.may(Trouble.DROPPED_REQUEST)) {
                moves.add(new Move(
                        "the request for " + request.owner() + " is lost",
                        world.after(Trouble.DROPPED_REQUEST).withRequests(others)));
            }
        }
        for (Effect effect : world.effects) {
            if (effect.order() && !effect.paid()) {
                List<Effect> effects = new ArrayList<>(world.effects);
                effects.set(
                        effects.indexOf(effect),
                        new Effect(
                                effect.id(),
                                effect.owner(),
                                true,
                                true,
                                setup.audited() ? effect.visibleIn() : setup.lag(),
                                setup.lag() + 1));
                moves.add(new Move("somebody pays " + effect.id(), world.withEffects(effects)));
            }
        }
    }

    /** The provider's answer waits for its process as a request without an attempt. */
    private static ModelWorld answered(ModelWorld world, Request request, String id) {
        List<Request> requests = new ArrayList<>(world.requests);
        if (request.process() >= 0) {
            requests.add(new Request(request.process(), id, "", 99));
        }
        return world.withRequests(requests);
    }

    private void surroundings(ModelWorld world, List<Move> moves) {
        for (LateWrite write : world.lateWrites) {
            List<LateWrite> others = new ArrayList<>(world.lateWrites);
            others.remove(write);
            moves.add(new Move(
                    "a late write of " + write.entry().key() + " comes through",
                    store.write(world.withLateWrites(others), write.entry(), write.expected())
                            .world()));
        }
        if (world.may(Trouble.JUMP)) {
            Map<String, Row> rows = new TreeMap<>(world.rows);
            rows.replaceAll((key, row) -> new Row(row.entry(), 0, row.entry().open() ? oldest : 0));
            ModelWorld jumped = world.after(Trouble.JUMP).withRows(rows);
            moves.add(new Move("the store's clock jumps", byStoresClock(jumped, oldest)));
        }
        if (world.may(Trouble.ACTOR)) {
            List<Effect> effects = new ArrayList<>(world.effects);
            effects.add(new Effect("J" + effects.size(), SOMEBODY_ELSE, false, false, setup.lag(), setup.lag() + 1));
            moves.add(new Move(
                    "somebody else adds a node", world.after(Trouble.ACTOR).withEffects(effects)));
        }
        if (world.may(Trouble.THINNING)) {
            world.rows.values().stream().filter(row -> !row.entry().open()).forEach(row -> {
                String key = row.entry().key().value();
                moves.add(new Move("thin " + key, thin(world.after(Trouble.THINNING), key)));
            });
        }
    }

    private ModelWorld thin(ModelWorld world, String key) {
        if (setup.keeps(Without.KEYS_ARE_FOR_EVER)) {
            return ModelStore.thin(world, key);
        }
        Map<String, Row> rows = new TreeMap<>(world.rows);
        rows.remove(key);
        return world.withRows(rows);
    }

    private void person(ModelWorld world, List<Move> moves) {
        if (world.person.isEmpty() && world.may(Trouble.PERSON)) {
            world.rows.keySet().forEach(key -> {
                if (world.record(key).orElseThrow().state() == KeyState.IN_DOUBT && !world.underWay(key)) {
                    Memory memory = new Memory(
                            key,
                            world.rows.get(key).entry().stamp(),
                            world.effectsOf(key).stream().findFirst());
                    moves.add(new Move("a person looks at the doubt of " + key, world.withPerson(Optional.of(memory))));
                }
            });
        }
        world.person.ifPresent(memory ->
                moves.add(new Move("a person settles " + memory.key(), says(world.after(Trouble.PERSON), memory))));
    }

    /** Reads and writes in one go: what lies between is for the stamp to tell. */
    private ModelWorld says(ModelWorld world, Memory memory) {
        Optional<Effect> seen = memory.seen();
        Testimony testimony = new Testimony(
                setup.keeps(Without.SEEN_STAMP)
                        ? memory.stamp()
                        : world.rows.get(memory.key()).entry().stamp(),
                seen.isPresent() ? Testimony.Verdict.APPLIED : Testimony.Verdict.NOT_APPLIED,
                seen.filter(effect -> !effect.order()).map(effect -> new JobId(effect.id())),
                seen.filter(Effect::order).map(effect -> new OrderId(effect.id())),
                "somebody",
                "looked");
        JournalProtocol protocol = new JournalProtocol(setup.settings(), ModelRules.fresh(world));
        JournalStep step = protocol.testify(setup.wish(memory.key()).key(), testimony);
        step = protocol.read(step, store.read(world, memory.key()));
        ModelWorld after = world.withPerson(Optional.empty());
        return step.action() instanceof Action.Write write
                ? store.write(after, write.entry(), write.expected()).world()
                : after;
    }

    /** An age beyond what the protocol asks of it makes no difference. */
    private int older(Row row) {
        int matters =
                switch (JournalBody.read(row.entry().body()).state()) {
                    case OPEN, APPLIED, REFUSED -> 0;
                    case SENDING -> setup.window();
                    case IN_DOUBT -> setup.abandonedAfter();
                };
        return Math.min(matters, row.age() + 1);
    }

    ModelWorld tick(ModelWorld world) {
        Map<String, Row> rows = new TreeMap<>(world.rows);
        rows.replaceAll(
                (key, row) -> new Row(row.entry(), Math.max(0, row.lease() - 1), Math.min(oldest, row.age() + 1)));
        List<Effect> effects = world.effects.stream()
                .map(effect -> effect.order() && !effect.paid() && !setup.audited()
                        ? effect
                        : new Effect(
                                effect.id(),
                                effect.owner(),
                                effect.order(),
                                effect.paid(),
                                Math.max(0, effect.visibleIn() - 1),
                                Math.max(0, effect.endsIn() - 1)))
                .toList();
        List<Request> requests = world.requests.stream()
                .map(request -> new Request(
                        request.process(),
                        request.owner(),
                        request.attempt(),
                        request.attempt().isEmpty() ? request.linger() : request.linger() - 1))
                .toList();
        ModelWorld ticked = world.withRows(rows).withEffects(effects).withRequests(requests);
        for (int i = 0; i < ticked.processes.size(); i++) {
            Process process = ticked.processes.get(i);
            Optional<Watch> watch = process.watch()
                    .map(w -> w.toWait() > 0
                            ? new Watch(w.toWait() - 1, w.quiet())
                            : new Watch(0, w.quiet() < 0 ? -1 : Math.min(setup.quiet(), w.quiet() + 1)));
            ticked = ticked.withProcess(
                    i,
                    new Process(
                            process.step(),
                            process.wire(),
                            Math.max(0, process.window() - 1),
                            watch,
                            process.todo(),
                            process.asleep()));
        }
        return ticked;
    }

    /** Only where the rule is taken out that a quiet time is counted by one's own clock. */
    private ModelWorld byStoresClock(ModelWorld world, int ticks) {
        if (setup.keeps(Without.OWN_CLOCK)) {
            return world;
        }
        ModelWorld jumped = world;
        for (int i = 0; i < world.processes.size(); i++) {
            Process process = world.processes.get(i);
            Optional<Watch> watch = process.watch().map(w -> new Watch(0, setup.quiet()));
            jumped = jumped.withProcess(
                    i,
                    new Process(
                            process.step(), process.wire(), process.window(), watch, process.todo(), process.asleep()));
        }
        return jumped;
    }

    static List<Request> without(List<Request> requests, Request request) {
        List<Request> others = new ArrayList<>(requests);
        others.remove(request);
        return others;
    }
}
