/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Faults waiting for their request, first in, first out. Not thread-safe. */
public final class FaultQueue {

    /** A fault and how many requests it still strikes. */
    public record Waiting(FaultPlan fault, int times) {}

    private final Map<FaultPlan.Target, Queue<Waiting>> waiting = new EnumMap<>(FaultPlan.Target.class);
    private final Map<FaultPlan.Target, Integer> struck = new EnumMap<>(FaultPlan.Target.class);

    FaultQueue() {
        for (FaultPlan.Target target : FaultPlan.Target.values()) {
            waiting.put(target, new ArrayDeque<>());
        }
    }

    /** @throws IllegalArgumentException if it is to strike less than once */
    public void add(int times, FaultPlan fault) {
        Inputs.requireAtLeast("times", times, 1);
        queue(fault.target()).add(new Waiting(fault, times));
    }

    public void clear() {
        waiting.values().forEach(Queue::clear);
        struck.clear();
    }

    /** Returns the faults by their targets, and of each target the next to strike first. */
    public List<Waiting> waiting() {
        List<Waiting> all = new ArrayList<>();
        waiting.forEach((target, queue) -> {
            int strikes = struck.getOrDefault(target, 0);
            for (Waiting one : queue) {
                all.add(new Waiting(one.fault(), one.times() - strikes));
                strikes = 0;
            }
        });
        return all;
    }

    FaultPlan next(FaultPlan.Target target) {
        Queue<Waiting> queue = queue(target);
        Waiting first = queue.peek();
        if (first == null) {
            return FaultPlan.NONE;
        }
        if (struck.merge(target, 1, Integer::sum) == first.times()) {
            struck.remove(target);
            queue.remove();
        }
        return first.fault();
    }

    private Queue<Waiting> queue(FaultPlan.Target target) {
        return requireNonNull(waiting.get(target), "queue of a target");
    }
}
