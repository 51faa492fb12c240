/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.internal.journal.ModelMoves.Move;
import io.github.ddm4j.core.internal.journal.ModelWorld.Process;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Nobody waits for ever: all processes die, and another one makes a wish of its own for the instance, again and again as time
 * passes. It gets through, or is stopped by a doubt that only a person can settle.
 */
final class ModelRecovery {

    private static final int SUBMISSIONS = 5;
    private static final int MOST_MOVES = 400;
    private static final String ITS_KEY = "z";

    private final ModelMoves moves;
    private final int patience;
    private final Set<Fingerprint> recovered = new HashSet<>();

    ModelRecovery(ModelSetup setup) {
        this.moves = new ModelMoves(setup);
        this.patience = setup.abandonedAfter() + setup.window() + 2;
    }

    Optional<String> waitsForEver(ModelWorld reached) {
        ModelWorld world = new ModelWorld(
                reached.rows,
                reached.effects,
                List.of(),
                List.of(),
                List.of(Process.idle(List.of())),
                Map.of(),
                Optional.empty(),
                Optional.empty());
        if (!recovered.add(Fingerprint.of(world.text()))) {
            return Optional.empty();
        }
        String last = "";
        for (int i = 0; i < SUBMISSIONS; i++) {
            for (int tick = 0; tick < patience; tick++) {
                world = moves.tick(world);
            }
            world = world.withProcess(0, Process.idle(List.of(ITS_KEY)));
            for (int move = 0; !world.processes.get(0).todo().isEmpty(); move++) {
                if (move > MOST_MOVES) {
                    return Optional.of("a run has no end: " + last);
                }
                Move next = next(moves.from(world));
                world = next.world();
                last = next.label();
            }
            if (!last.contains("ends: Busy")) {
                return Optional.empty();
            }
        }
        return last.contains("state=" + KeyState.IN_DOUBT) && forAPerson(world)
                ? Optional.empty()
                : Optional.of("a wish waits for ever: " + last);
    }

    /** The process does what it can at once, then the provider, then time passes. */
    private static Move next(List<Move> all) {
        return all.stream()
                .filter(move -> move.label().startsWith("P0"))
                .findFirst()
                .or(() -> all.stream()
                        .filter(move -> move.label().startsWith("the provider"))
                        .findFirst())
                .orElseGet(() -> all.get(all.size() - 1));
    }

    private static boolean forAPerson(ModelWorld world) {
        return world.rows.keySet().stream()
                .map(key -> world.record(key).orElseThrow())
                .filter(record -> record.state() == KeyState.IN_DOUBT)
                .allMatch(record -> !record.word().equals(JournalProtocol.SENDER_VANISHED));
    }
}
