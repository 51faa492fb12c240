/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.report;

import io.github.ddm4j.benchmark.runner.figure.Figure;
import io.github.ddm4j.benchmark.runner.row.CallRow;
import io.github.ddm4j.benchmark.runner.row.DuplicatesRow;
import io.github.ddm4j.benchmark.runner.row.FakeRow;
import io.github.ddm4j.benchmark.runner.row.Flatness;
import io.github.ddm4j.benchmark.runner.row.FootprintRow;
import io.github.ddm4j.benchmark.runner.row.JobRow;
import io.github.ddm4j.benchmark.runner.row.KillRow;
import io.github.ddm4j.benchmark.runner.row.OverheadRow;
import io.github.ddm4j.benchmark.runner.row.StartRow;
import io.github.ddm4j.benchmark.runner.row.TlsRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The pictures of a run. */
public final class Charts {

    private static final int KIB = 1024;

    private final List<Figure> figures;

    public Charts(List<Figure> figures) {
        this.figures = figures;
    }

    public void write(Path folder) throws IOException {
        BarChart call = new BarChart();
        call.add("Read an instance: CPU, 1 thread, µs", bars(CallRow.one(CallRow.READ), CallRow.CPU, 1));
        call.add("Read an instance: CPU, 16 threads, µs", bars(CallRow.sixteen(CallRow.READ), CallRow.CPU, 1));
        call.add("Read an instance: allocated, KiB", bars(CallRow.one(CallRow.READ), CallRow.ALLOCATED, KIB));
        call.add("Read an instance: p50, 1 thread, µs", bars(CallRow.one(CallRow.READ), CallRow.MEDIAN, 1));
        call.add("Order: CPU, 1 thread, µs", bars(CallRow.one(CallRow.ORDER), CallRow.CPU, 1));
        call.add("Order: CPU, 16 threads, µs", bars(CallRow.sixteen(CallRow.ORDER), CallRow.CPU, 1));
        call.add("Order: allocated, KiB", bars(CallRow.one(CallRow.ORDER), CallRow.ALLOCATED, KIB));
        call.add("Order: p50, 1 thread, µs", bars(CallRow.one(CallRow.ORDER), CallRow.MEDIAN, 1));
        call.add("Order over TLS: CPU, 1 thread, µs", bars(CallRow.one(TlsRow.FULL), CallRow.CPU, 1));
        call.add("Order over TLS: p50, 1 thread, µs", bars(CallRow.one(TlsRow.FULL), CallRow.MEDIAN, 1));
        call.add("Whole job: CPU, µs", bars(CallRow.one(JobRow.JOB), CallRow.CPU, 1));
        call.add("Order without a network, µs", bars("no network", OverheadRow.TIME, 1));
        write(folder, "benchmarks-call.svg", call, "Reads on kept-alive connections, orders on one each");

        BarChart duplicates = new BarChart();
        for (DuplicatesRow.Fault fault : DuplicatesRow.Fault.values()) {
            duplicates.add(title(fault.row()), surplus(fault.row()));
        }
        duplicates.add("Killed, and the same wish again", surplus(KillRow.ROW));
        write(folder, "benchmarks-duplicates.svg", duplicates, "Orders bought twice, of 10,000 calls");

        BarChart rest = new BarChart();
        rest.add("New JVM to first receipt, ms", bars(StartRow.HTTP, StartRow.TIME, 1));
        rest.add("The same over TLS, ms", bars(StartRow.HTTPS, StartRow.TIME, 1));
        rest.add("With classes shared, ms", bars(StartRow.SHARED, StartRow.TIME, 1));
        rest.add("The same over TLS, ms", bars(StartRow.HTTPS_SHARED, StartRow.TIME, 1));
        rest.add("Class path of a service, MiB", bars("class path", FootprintRow.BYTES, KIB * KIB));
        rest.add("Fake server: start to first answer, ms", bars(FakeRow.SERVER, FakeRow.START, 1));
        rest.add("Fake server: requests a second", bars(FakeRow.SERVER, FakeRow.REQUESTS, 1));
        write(folder, "benchmarks-service.svg", rest, "Start, class path and the fake");

        LineChart growth = new LineChart();
        for (Flatness.Series series : Flatness.SERIES) {
            growth.add(series.row().replace("flat, ", "by "), Flatness.costs(figures, series));
        }
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
}
