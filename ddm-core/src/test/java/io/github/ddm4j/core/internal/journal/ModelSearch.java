/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.internal.journal.ModelMoves.Move;
import io.github.ddm4j.core.internal.journal.ModelWorld.Effect;
import io.github.ddm4j.core.internal.journal.ModelWorld.Process;
import io.github.ddm4j.core.internal.journal.ModelWorld.Trouble;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** A search that sees more than this has a state that never comes again. */
    private static final int MOST = Integer.getInteger("most", 4_000_000);

    /** A state that has been reached, and how. */
    private record Node(Reached way, ModelWorld world) {}

    /** How a state was reached; small, because there is one for each. */
    private record Reached(@Nullable Reached before, String label) {}

    private final ModelSetup setup;
    private final ModelMoves moves;
    private final ModelRecovery recovery;
    private final Set<Fingerprint> seen = new HashSet<>();
    private final Deque<Node> ahead = new ArrayDeque<>();

    private ModelSearch(ModelSetup setup) {
        this.setup = setup;
        this.moves = new ModelMoves(setup);
        this.recovery = new ModelRecovery(setup);
    }

    static Outcome of(ModelSetup setup) {
        return new ModelSearch(setup).run();
    }

    /** Nearest first, so that the way to what is wrong is the shortest. */
    private Outcome run() {
        reach(new Node(new Reached(null, "start"), setup.start()));
        while (!ahead.isEmpty()) {
            Node node = ahead.poll();
            List<Move> next = moves.from(node.world());
            Optional<String> wrong = wrong(node.world())
                    .or(() -> stuck(node.world(), next))
                    .or(() -> setup.recovers() ? recovery.waitsForEver(node.world()) : Optional.empty());
            if (wrong.isPresent()) {
                return new Outcome(seen.size(), wrong, way(node.way()));
            }
            if (seen.size() > MOST) {
                return new Outcome(seen.size(), Optional.of("no end of states"), List.of());
            }
            next.forEach(move -> reach(new Node(new Reached(node.way(), move.label()), move.world())));
        }
        return new Outcome(seen.size(), Optional.empty(), List.of());
    }

    private void reach(Node node) {
        if (seen.add(Fingerprint.of(node.world().text()))) {
            ahead.add(node);
        }
    }

    private static List<String> way(Reached end) {
        Deque<String> labels = new ArrayDeque<>();
        for (Reached step = end; step != null; step = step.before()) {
            labels.push(step.label());
        }
        return new ArrayList<>(labels);
    }

    private Optional<String> wrong(ModelWorld world) {
        if (setup.countsOnly()) {
            return world.effects.stream()
                    .filter(effect -> world.effectsOf(effect.owner()).size() > 1)
                    .map(effect -> "two orders for " + effect.owner())
                    .findFirst();
        }
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
        return effect.owner().equals(ModelMoves.SOMEBODY_ELSE);
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
