/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;

/** Faults waiting for their request, first in, first out. Not thread-safe. */
final class FaultQueue {

    private static final class Entry {
        private final Fault fault;
        private int left;

        private Entry(Fault fault, int left) {
            this.fault = fault;
            this.left = left;
        }
    }

    private final Map<Fault.Target, Queue<Entry>> waiting = new EnumMap<>(Fault.Target.class);

    FaultQueue() {
        for (Fault.Target target : Fault.Target.values()) {
            waiting.put(target, new ArrayDeque<>());
        }
    }

    void add(int times, Fault fault) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1, but was " + times);
        }
        queue(fault.target()).add(new Entry(fault, times));
    }

    void clear() {
        waiting.values().forEach(Queue::clear);
    }

    Fault next(Fault.Target target) {
        Queue<Entry> queue = queue(target);
        Entry entry = queue.peek();
        if (entry == null) {
            return Fault.NONE;
        }
        entry.left--;
        if (entry.left == 0) {
            queue.remove();
        }
        return entry.fault;
    }

    private Queue<Entry> queue(Fault.Target target) {
        return requireNonNull(waiting.get(target), "queue of a target");
    }
}
