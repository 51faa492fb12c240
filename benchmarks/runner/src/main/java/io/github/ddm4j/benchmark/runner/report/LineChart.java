/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Cost per unit over the number of units, as a multiple of the least: flat is good. */
public final class LineChart {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 380;
    private static final int LEFT = 64;
    private static final int RIGHT = 220;
    private static final int TOP = 72;
    private static final int BOTTOM = 56;
    private static final int DECADES = 4;
    private static final List<String> COLORS = List.of(Svg.OURS, "#c2571a", "#6741a5", "#5c7c2f");

    private record Series(String title, Map<Integer, Double> points) {}

    private final Svg svg = new Svg(WIDTH);
    private final List<Series> all = new ArrayList<>();

    /** Adds a line, unless it has no points. */
    void add(String title, Map<Integer, Double> costs) {
        if (costs.containsKey(1)) {
            double least = Collections.min(costs.values());
            Map<Integer, Double> relative = new TreeMap<>();
            costs.forEach((size, cost) -> relative.put(size, cost / least));
            all.add(new Series(title, relative));
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    String picture(String title) {
        svg.text(24, 36, "start", Svg.INK, 18, true, title);
        double top = Math.max(
                2,
                Math.ceil(all.stream()
                        .flatMap(series -> series.points().values().stream())
                        .mapToDouble(value -> value)
                        .max()
                        .orElseThrow()));
        grid(top);
        double taken = Double.NEGATIVE_INFINITY;
        List<Series> lowestFirst =
                all.stream().sorted((a, b) -> Double.compare(last(b), last(a))).toList();
        for (Series series : lowestFirst) {
            taken = Math.max(y(last(series), top), taken + 18);
            draw(series, top, COLORS.get(all.indexOf(series) % COLORS.size()), taken);
        }
        svg.text(
                (LEFT + WIDTH - RIGHT) / 2.0,
                HEIGHT - 14,
                "middle",
                Svg.QUIET,
                12,
                false,
                "threads, waits or instances");
        return svg.picture(HEIGHT, title);
    }

    private void grid(double top) {
        double step = top <= 4 ? 1 : Math.ceil(top / 4);
        for (double value = 0; value <= top; value += step) {
            svg.line(LEFT, y(value, top), WIDTH - RIGHT, y(value, top), Svg.GRID, 1);
            svg.text(LEFT - 10, y(value, top) + 4, "end", Svg.QUIET, 12, false, Numbers.show(value) + "×");
        }
        for (int decade = 0; decade <= DECADES; decade++) {
            int size = (int) Math.pow(10, decade);
            svg.text(x(size), HEIGHT - BOTTOM + 20, "middle", Svg.QUIET, 12, false, Numbers.show(size));
        }
    }

    private void draw(Series series, double top, String color, double labelY) {
        StringBuilder points = new StringBuilder();
        series.points().forEach((size, cost) -> {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(size), y(cost, top)));
            svg.circle(x(size), y(cost, top), 3.5, color);
        });
        svg.polyline(points.toString().strip(), color);
        svg.text(WIDTH - RIGHT + 12, labelY + 4, "start", color, 12, true, series.title());
    }

    private static double last(Series series) {
        return List.copyOf(series.points().values()).get(series.points().size() - 1);
    }

    private static double x(int size) {
        return LEFT + (WIDTH - RIGHT - LEFT) * Math.log10(size) / DECADES;
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top;
    }
}
