/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a figure must reach.
 *
 * @param row what was done
 * @param metric what was measured
 * @param of by whom
 * @param peer what it is divided by; empty for a limit on the figure itself
 * @param atMost whether the bound is an upper one
 * @param bound the bound
 * @param must false for an aim: a run that misses it is as good, and its report says why
 */
public record Goal(
        String row, String metric, String of, Optional<Peer> peer, boolean atMost, double bound, boolean must) {

    /** The same metric of another subject, or of another row. */
    public record Peer(String row, String subject) {}

    public static Goal atMost(String row, String metric, String of, String peer, double bound) {
        return new Goal(row, metric, of, Optional.of(new Peer(row, peer)), true, bound, true);
    }

    public static Goal atLeast(String row, String metric, String of, String peer, double bound) {
        return new Goal(row, metric, of, Optional.of(new Peer(row, peer)), false, bound, true);
    }

    public static Goal limit(String row, String metric, String of, double bound) {
        return new Goal(row, metric, of, Optional.empty(), true, bound, true);
    }

    public static Goal floor(String row, String metric, String of, double bound) {
        return new Goal(row, metric, of, Optional.empty(), false, bound, true);
    }

    /** Beside the same subject in another row. */
    public static Goal besides(String row, String metric, String of, String otherRow, double bound) {
        return new Goal(row, metric, of, Optional.of(new Peer(otherRow, of)), true, bound, true);
    }

    /** The same as an aim. */
    public Goal aim() {
        return new Goal(row, metric, of, peer, atMost, bound, false);
    }

    /** What stands in the column of peers. */
    public String beside() {
        return peer.map(other -> other.subject().equals(of) ? other.row() : other.subject())
                .orElse("–");
    }

    /** The goal held against a run; empty if the run has not measured it. */
    public Optional<Verdict> against(Results results) {
        Optional<Figure> ours = results.find(row, of, metric);
        if (peer.isEmpty()) {
            return ours.map(figure -> new Verdict(this, figure.median(), figure.min(), figure.max()));
        }
        Peer other = peer.get();
        return ours.flatMap(
                figure -> results.find(other.row(), other.subject(), metric).map(divisor -> verdict(figure, divisor)));
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
    public record Verdict(Goal goal, double value, double min, double max) {

        /** A limit by the worst of the rounds, a ratio by its middle. */
        public boolean met() {
            boolean limit = goal.peer().isEmpty();
            return goal.atMost() ? (limit ? max : value) <= goal.bound() : (limit ? min : value) >= goal.bound();
        }

        /** Whether the run is a failed one. */
        public boolean fails() {
            return goal.must() && !met();
        }
    }
}
