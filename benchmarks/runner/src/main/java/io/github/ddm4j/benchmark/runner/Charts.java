/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The pictures of a run. */
final class Charts {

    private static final int KIB = 1024;

    private final List<Figure> figures;

    Charts(List<Figure> figures) {
        this.figures = figures;
    }

    void write(Path folder) throws IOException {
        BarChart call = new BarChart();
        call.add("CPU time per call, 1 thread, µs", bars(CallRow.ONE, CallRow.CPU, 1));
        call.add("CPU time per call, 16 threads, µs", bars(CallRow.SIXTEEN, CallRow.CPU, 1));
        call.add("Allocated per call, 1 thread, KiB", bars(CallRow.ONE, CallRow.ALLOCATED, KIB));
        call.add("Calls a second, 16 threads", bars(CallRow.SIXTEEN, CallRow.RATE, 1));
        call.add("Latency, 1 thread, median, µs", bars(CallRow.ONE, "latency p50", 1));
        call.add("Without a network, µs per call", bars("no network", OverheadRow.TIME, 1));
        write(folder, "benchmarks-call.svg", call, "One scale-out over loopback HTTP");

        BarChart duplicates = new BarChart();
        DuplicatesRow.faults().values().forEach(row -> duplicates.add(title(row), surplus(row)));
        write(folder, "benchmarks-duplicates.svg", duplicates, "Orders bought twice, of 10,000 calls");

        BarChart rest = new BarChart();
        rest.add("New JVM to first receipt, ms", bars(StartRow.HTTP, StartRow.TIME, 1));
        rest.add("The same over TLS, ms", bars(StartRow.HTTPS, StartRow.TIME, 1));
        rest.add("Class path of a service, MiB", bars("class path", FootprintRow.BYTES, KIB * KIB));
        rest.add("Fake server: start to first answer, ms", bars(FakeRow.SERVER, FakeRow.START, 1));
        rest.add("Fake server: requests a second", bars(FakeRow.SERVER, FakeRow.REQUESTS, 1));
        write(folder, "benchmarks-service.svg", rest, "Start, class path and the fake");

        LineChart growth = new LineChart();
        growth.add("call: CPU, by threads", costs(GrowthRow.CALL + ", threads ", CallRow.CPU, value -> value));
        growth.add("wait: CPU, by waits", costs(WaitRow.NAME + ", waits ", WaitRow.CPU, value -> value));
        growth.add(
                "fake: time, by instances", costs(FakeRow.IN_MEMORY + ", instances ", FakeRow.RATE, rate -> 1 / rate));
        if (!growth.isEmpty()) {
            String title = "Cost of each, as a multiple of where it is cheapest";
            Files.writeString(folder.resolve("benchmarks-growth.svg"), growth.picture(title));
        }
    }

    private static String title(String row) {
        return row.replace("duplicates, ", "Every tenth: ");
    }

    private static void write(Path folder, String file, BarChart chart, String title) throws IOException {
        if (!chart.isEmpty()) {
            Files.writeString(folder.resolve(file), chart.picture(title));
        }
    }

    private List<Figure> bars(String row, String metric, double divisor) {
        return figures.stream()
                .filter(figure -> figure.row().equals(row) && figure.metric().equals(metric))
                .map(figure -> new Figure(
                        row,
                        figure.subject(),
                        metric,
                        "",
                        figure.values().stream().map(value -> value / divisor).toList()))
                .toList();
    }

    /** Orders beyond one for each call. */
    private List<Figure> surplus(String row) {
        return bars(row, DuplicatesRow.ORDERS, 1).stream()
                .map(figure -> new Figure(
                        row, figure.subject(), "", "", List.of(Math.max(0, figure.median() - DuplicatesRow.CALLS))))
                .toList();
    }

    private Map<Integer, Double> costs(String rowPrefix, String metric, UnaryOperator<Double> cost) {
        Map<Integer, Double> costs = new TreeMap<>();
        figures.stream()
                .filter(figure -> figure.row().startsWith(rowPrefix)
                        && figure.metric().equals(metric)
                        && figure.subject().equals(Subjects.DDM4J.title()))
                .forEach(figure -> costs.put(
                        Integer.valueOf(figure.row().substring(rowPrefix.length())), cost.apply(figure.median())));
        return costs;
    }
}
