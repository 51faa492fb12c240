/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a figure must reach.
 *
 * @param row what was done
 * @param metric what was measured
 * @param of by whom
 * @param to the peer it is divided by; empty for a limit on the figure itself
 * @param atMost whether the bound is an upper one
 * @param bound the bound
 */
record Goal(String row, String metric, String of, String to, boolean atMost, double bound) {

    static Goal atMost(String row, String metric, String of, String to, double bound) {
        return new Goal(row, metric, of, to, true, bound);
    }

    static Goal atLeast(String row, String metric, String of, String to, double bound) {
        return new Goal(row, metric, of, to, false, bound);
    }

    /** The goal held against a run; empty if the run has not measured it. */
    Optional<Verdict> against(Results results) {
        Optional<Figure> ours = results.find(row, of, metric);
        if (to.isEmpty()) {
            return ours.map(figure -> new Verdict(this, figure.median(), figure.min(), figure.max()));
        }
        return ours.flatMap(figure -> results.find(row, to, metric).map(peer -> verdict(figure, peer)));
    }

    /** The middle is the ratio of the medians; the spread is that of the rounds, each of which measured both. */
    private Verdict verdict(Figure ours, Figure peer) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(ours.values().size(), peer.values().size()); i++) {
            ratios.add(ours.values().get(i) / peer.values().get(i));
        }
        double min = ratios.stream().mapToDouble(r -> r).min().orElseThrow();
        double max = ratios.stream().mapToDouble(r -> r).max().orElseThrow();
        return new Verdict(this, ours.median() / peer.median(), min, max);
    }

    /** The outcome of a goal: the value of this run, its spread over the rounds, and whether the value is in bounds. */
    record Verdict(Goal goal, double value, double min, double max) {

        /** A limit by the worst of the rounds, a ratio by its middle. */
        boolean reached() {
            boolean limit = goal.to().isEmpty();
            return goal.atMost() ? (limit ? max : value) <= goal.bound() : (limit ? min : value) >= goal.bound();
        }
    }
}
