/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.row;

import io.github.ddm4j.benchmark.runner.figure.Figure;
import io.github.ddm4j.benchmark.runner.figure.Results;
import io.github.ddm4j.benchmark.runner.process.Subjects;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Whether the cost of one stays the same when there are many. */
public final class Flatness {

    static final String METRIC = "dearest by cheapest, from 10 to 1,000";
    private static final int FEW = 10;
    private static final int MANY = 1_000;

    /**
     * One kind of growth.
     *
     * @param row where its flatness stands
     * @param prefix of the rows that it is taken from, whose names end with the size
     * @param metric of these rows
     * @param rate whether the metric counts what is done in a second, rather than what one costs
     */
    public record Series(String row, String prefix, String metric, boolean rate) {}

    public static final List<Series> SERIES = List.of(
            new Series("flat, threads", GrowthRow.THREADS, CallRow.CPU, false),
            new Series("flat, virtual threads", GrowthRow.VIRTUAL, CallRow.CPU, false),
            new Series("flat, waits", WaitRow.SIZE, WaitRow.CPU, false),
            new Series("flat, instances", FakeRow.INSTANCES, FakeRow.RATE, true));

    private Flatness() {}

    public static void derive(Results results) {
        for (Series series : SERIES) {
            List<Double> costs = costs(results.figures(), series).entrySet().stream()
                    .filter(cost -> cost.getKey() >= FEW && cost.getKey() <= MANY)
                    .map(Map.Entry::getValue)
                    .toList();
            if (costs.size() > 1) {
                double dearest = costs.stream().mapToDouble(v -> v).max().orElseThrow();
                double cheapest = costs.stream().mapToDouble(v -> v).min().orElseThrow();
                results.put(series.row(), Subjects.DDM4J.title(), METRIC, "ratio", dearest / cheapest);
            }
        }
    }

    /** What one costs, by how many there are. */
    public static Map<Integer, Double> costs(List<Figure> figures, Series series) {
        Map<Integer, Double> costs = new TreeMap<>();
        for (Figure figure : figures) {
            boolean sized = figure.row().matches(Pattern.quote(series.prefix()) + "\\d+");
            if (sized
                    && figure.metric().equals(series.metric())
                    && figure.subject().equals(Subjects.DDM4J.title())) {
                int size =
                        Integer.parseInt(figure.row().substring(series.prefix().length()));
                costs.put(size, series.rate() ? 1 / figure.median() : figure.median());
            }
        }
        return costs;
    }
}
