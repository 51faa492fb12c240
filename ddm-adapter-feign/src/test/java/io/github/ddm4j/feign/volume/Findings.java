/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.volume;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What a run has found, and how often what happened. Thread-safe. */
final class Findings {

    private static final int MOST_SHOWN = 5;

    private final Map<String, AtomicLong> found = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> seen = new ConcurrentHashMap<>();

    /** @param kind what is wrong; @param detail with what */
    void add(String kind, String detail) {
        if (found.computeIfAbsent(kind, any -> new AtomicLong()).incrementAndGet() <= MOST_SHOWN) {
            System.err.println("FOUND " + kind + ": " + detail);
        }
    }

    void require(boolean holds, String kind, String detail) {
        if (!holds) {
            add(kind, detail);
        }
    }

    void count(String what) {
        seen.computeIfAbsent(what, any -> new AtomicLong()).incrementAndGet();
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    @Override
    public String toString() {
        return "seen " + new TreeMap<>(seen) + "\nfound " + (found.isEmpty() ? "nothing" : new TreeMap<>(found));
    }
}
