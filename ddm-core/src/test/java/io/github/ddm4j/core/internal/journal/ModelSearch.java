/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.internal.journal.ModelMoves.Move;
import io.github.ddm4j.core.internal.journal.ModelWorld.Effect;
import io.github.ddm4j.core.internal.journal.ModelWorld.Process;
import io.github.ddm4j.core.internal.journal.ModelWorld.Trouble;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Goes through every state that can be reached, and stops at the first one that must not be. */
final class ModelSearch {

    /** How a search ended: the way to what is wrong, if anything is, and how many states were seen. */
    record Outcome(int states, Optional<String> wrong, List<String> way) {
        @Override
        public String toString() {
            return wrong.map(what -> what + " after:\n  " + String.join("\n  ", way))
                            .orElse("nothing wrong") + "\n(" + states + " states)";
        }
    }

    private record Node(String label, Iterator<Move> moves) {}

    private final ModelSetup setup;
    private final ModelMoves moves;
    private final Set<Fingerprint> seen = new HashSet<>();

    private ModelSearch(ModelSetup setup) {
        this.setup = setup;
        this.moves = new ModelMoves(setup);
    }

    static Outcome of(ModelSetup setup) {
        return new ModelSearch(setup).run();
    }

    private Outcome run() {
        Deque<Node> way = new ArrayDeque<>();
        ModelWorld start = setup.start();
        seen.add(Fingerprint.of(start.text()));
        way.push(new Node("start", moves.from(start).iterator()));
        while (!way.isEmpty()) {
            Iterator<Move> left = way.peek().moves();
            if (!left.hasNext()) {
                way.pop();
                continue;
            }
            Move move = left.next();
            if (!seen.add(Fingerprint.of(move.world().text()))) {
                continue;
            }
            Optional<String> wrong = wrong(move.world());
            List<Move> next = moves.from(move.world());
            if (wrong.isEmpty()) {
                wrong = stuck(move.world(), next);
            }
            if (wrong.isPresent()) {
                List<String> labels = new ArrayList<>();
                way.descendingIterator().forEachRemaining(node -> labels.add(node.label()));
                labels.add(move.label());
                return new Outcome(seen.size(), wrong, labels);
            }
            way.push(new Node(move.label(), next.iterator()));
        }
        return new Outcome(seen.size(), Optional.empty(), List.of());
    }

    private Optional<String> wrong(ModelWorld world) {
        if (world.wrong.isPresent()) {
            return world.wrong;
        }
        long ours = world.effects.stream().filter(effect -> !isOthers(effect)).count();
        if (setup.target() && ours > 1) {
            return Optional.of("the target is passed");
        }
        if (setup.limit().isPresent() && ours > setup.limit().getAsInt()) {
            return Optional.of("the limit is passed");
        }
        for (Effect effect : world.effects) {
            if (!isOthers(effect)) {
                Optional<String> wrong = wrongAt(world, effect.owner());
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        }
        for (String key : world.rows.keySet()) {
            Optional<String> wrong = untrue(world, key);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private static boolean isOthers(Effect effect) {
        return effect.owner().equals("somebody else");
    }

    private static Optional<String> wrongAt(ModelWorld world, String key) {
        if (world.effectsOf(key).size() > 1) {
            return Optional.of("two orders for " + key);
        }
        return switch (world.record(key).map(JournalRecord::state).orElse(KeyState.OPEN)) {
            case OPEN -> Optional.of("an order for " + key + " that the journal does not know of");
            case REFUSED -> Optional.of("an order for " + key + " that the journal calls refused");
            case SENDING, APPLIED, IN_DOUBT -> Optional.empty();
        };
    }

    private Optional<String> untrue(ModelWorld world, String key) {
        JournalRecord record = world.record(key).orElseThrow();
        if (record.state() != KeyState.APPLIED || setup.troubles().containsKey(Trouble.ACTOR)) {
            return Optional.empty();
        }
        String witness = world.rows.get(key).entry().witness().orElseThrow().replaceFirst("^(job|order):(paid-)?", "");
        boolean own =
                world.effectsOf(key).stream().anyMatch(effect -> effect.id().equals(witness));
        return own || witness.startsWith("nodes:")
                ? Optional.empty()
                : Optional.of(key + " is called applied by " + witness + ", which is not its own");
    }

    /** A state in which only time passes and a run is not at its end. */
    private static Optional<String> stuck(ModelWorld world, List<Move> next) {
        boolean atWork = world.processes.stream().anyMatch(ModelSearch::isAtWork);
        boolean onlyTime = next.stream()
                .allMatch(move -> move.label().equals("tick")
                        && Fingerprint.of(move.world().text()).equals(Fingerprint.of(world.text())));
        return atWork && onlyTime ? Optional.of("a run waits for ever") : Optional.empty();
    }

    private static boolean isAtWork(Process process) {
        return process.step().isPresent();
    }
}
