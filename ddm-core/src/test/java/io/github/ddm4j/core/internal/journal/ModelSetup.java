/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import io.github.ddm4j.core.internal.journal.ModelWorld.Process;
import io.github.ddm4j.core.internal.journal.ModelWorld.Trouble;
import io.github.ddm4j.core.model.IdempotencyKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one search is about. Times are in ticks.
 *
 * @param yearly whether an order has to be paid before anything shows of it
 * @param audited whether whoever looks asks the provider's audit log too, which knows orders of ours by their ids, paid or not
 * @param target whether keys ask for a target, which one order reaches
 * @param recovers whether it is asked in every state that nobody waits for ever
 * @param countsOnly whether nothing but the number of orders is looked at
 * @param limit the most nodes in a day; every order adds one
 */
record ModelSetup(
        boolean yearly,
        boolean audited,
        boolean target,
        OptionalInt limit,
        int window,
        int linger,
        int lag,
        int quiet,
        int abandonedAfter,
        Map<Trouble, Integer> troubles,
        List<List<String>> submissions,
        boolean recovers,
        boolean countsOnly,
        Set<Without> without) {

    /** A rule that is taken out, to see that the search notices. */
    enum Without {
        /** 1: a stamp is random; without it, it counts. */
        RANDOM_STAMPS,
        /** 1: a lost write is asked for by a conditional one; without it, by a read. */
        CONDITIONAL_WRITES,
        /** 2: SENDING is written before the first byte. */
        WRITTEN_IN_THE_GATE,
        /** 2: what is not surely written is not sent. */
        NOT_WRITTEN_NOT_SENT,
        /** 3: a receipt is written whatever stamp is there. */
        PROOF_BEATS_STAMP,
        /** 4: the window is checked before the first byte. */
        WINDOW,
        /** 5: who takes over never sends. */
        TAKER_NEVER_SENDS,
        /** 5: that nothing is found after a takeover is no proof. */
        VANISHED_IS_A_DOUBT,
        /** 5: the quiet time is counted by the taker's own clock; without it, by the store's. */
        OWN_CLOCK,
        /** 5: the quiet time begins when the sender's window is over. */
        WAITS_FOR_SEND_BY,
        /** 5: a claim is taken only when its lease is over; without it, at any time. */
        LEASE_OF_A_CLAIM,
        /** 6: late receipts belong to the baseline. */
        LATE_RECEIPTS,
        /** 6: late receipts are read once more before looking. */
        REVIEW,
        /** 6: an order not seen paid makes the instance busy. */
        UNPAID_IS_BUSY,
        /** 6: one job settles one key. */
        WITNESS,
        /** 7: an instance has one open record. */
        ONE_OPEN,
        /** 7: who is stopped settles first. */
        SETTLES_FIRST,
        /** 8: a target is counted under the claim. */
        COUNTS_UNDER_THE_CLAIM,
        /** 9: a person settles the doubt that was seen. */
        SEEN_STAMP,
        /** 11: keys are for ever. */
        KEYS_ARE_FOR_EVER
    }

    /**
     * Reads a setup: what each process submits, such as {@code a/bb} for one process that submits a and another that submits
     * b twice; then in any order {@code yearly}, {@code audited}, {@code target}, {@code limit=1}, {@code window=2}, {@code quiet=5}, {@code
     * recovers}, troubles, and rules that are taken out, with a minus before them.
     */
    static ModelSetup of(String text) {
        List<String> words = List.of(text.split(" "));
        List<List<String>> submissions = Stream.of(words.get(0).split("/"))
                .map(keys -> List.of(keys.split("")))
                .toList();
        Map<Trouble, Integer> troubles = new EnumMap<>(Trouble.class);
        Set<Without> without = EnumSet.noneOf(Without.class);
        Map<String, Integer> numbers = new HashMap<>();
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                numbers.put(word.substring(0, equals), Integer.parseInt(word.substring(equals + 1)));
            } else if (word.startsWith("-")) {
                without.add(Without.valueOf(word.substring(1)));
            } else if (word.toLowerCase(Locale.ROOT).equals(word)) {
                numbers.put(word, 1);
            } else {
                troubles.merge(Trouble.valueOf(word), 1, Integer::sum);
            }
        }
        return new ModelSetup(
                numbers.containsKey("yearly"),
                numbers.containsKey("audited"),
                numbers.containsKey("target"),
                numbers.containsKey("limit") ? OptionalInt.of(numbers.get("limit")) : OptionalInt.empty(),
                numbers.getOrDefault("window", 1),
                1,
                1,
                numbers.getOrDefault("quiet", 4),
                6,
                troubles,
                submissions,
                numbers.containsKey("recovers"),
                numbers.containsKey("counts-only"),
                without);
    }

    boolean keeps(Without rule) {
        return !without.contains(rule);
    }

    ModelStore store() {
        return new ModelStore(keeps(Without.ONE_OPEN), keeps(Without.WITNESS));
    }

    JournalSettings settings() {
        return new JournalSettings(
                ModelStore.TICK.multipliedBy(1000),
                ModelStore.TICK.multipliedBy(2),
                ModelStore.TICK.multipliedBy(window),
                ModelStore.TICK.multipliedBy(window + 1L),
                ModelStore.TICK.multipliedBy(2),
                ModelStore.TICK.multipliedBy(abandonedAfter),
                limit,
                2,
                2);
    }

    KeyedWish wish(String key) {
        String terms = target ? "two nodes" : "one node more";
        boolean counts = (target || limit.isPresent()) && keeps(Without.COUNTS_UNDER_THE_CLAIM);
        return new KeyedWish(new IdempotencyKey(key), ModelWorld.INSTANCE, terms, counts);
    }

    ModelWorld start() {
        List<Process> processes = new ArrayList<>();
        for (List<String> keys : submissions) {
            processes.add(Process.idle(keys));
        }
        return ModelWorld.start(processes, troubles);
    }
}
