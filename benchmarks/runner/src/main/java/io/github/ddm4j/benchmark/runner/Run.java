/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

import io.github.ddm4j.benchmark.runner.figure.Figure;
import io.github.ddm4j.benchmark.runner.figure.Goal;
import io.github.ddm4j.benchmark.runner.figure.Results;
import io.github.ddm4j.benchmark.runner.process.ClassPath;
import io.github.ddm4j.benchmark.runner.process.Jvm;
import io.github.ddm4j.benchmark.runner.report.Charts;
import io.github.ddm4j.benchmark.runner.report.JsonReport;
import io.github.ddm4j.benchmark.runner.report.Machine;
import io.github.ddm4j.benchmark.runner.report.MarkdownReport;
import io.github.ddm4j.benchmark.runner.report.Numbers;
import io.github.ddm4j.benchmark.runner.row.CallRow;
import io.github.ddm4j.benchmark.runner.row.DuplicatesRow;
import io.github.ddm4j.benchmark.runner.row.FakeRow;
import io.github.ddm4j.benchmark.runner.row.Flatness;
import io.github.ddm4j.benchmark.runner.row.FootprintRow;
import io.github.ddm4j.benchmark.runner.row.Goals;
import io.github.ddm4j.benchmark.runner.row.GrowthRow;
import io.github.ddm4j.benchmark.runner.row.JobRow;
import io.github.ddm4j.benchmark.runner.row.KillRow;
import io.github.ddm4j.benchmark.runner.row.KitRow;
import io.github.ddm4j.benchmark.runner.row.OverheadRow;
import io.github.ddm4j.benchmark.runner.row.Plan;
import io.github.ddm4j.benchmark.runner.row.Price;
import io.github.ddm4j.benchmark.runner.row.ProfileRow;
import io.github.ddm4j.benchmark.runner.row.RoundTripsRow;
import io.github.ddm4j.benchmark.runner.row.Row;
import io.github.ddm4j.benchmark.runner.row.StartRow;
import io.github.ddm4j.benchmark.runner.row.TlsRow;
import io.github.ddm4j.benchmark.runner.row.WaitRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The whole run: {@code FOLDER OUT [--short] [--check] [ROW...]}; without rows, all of them. With {@code --check} it ends with 1 if
 * one that must be met is missed. */
public final class Run {

    private Run() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path benchmarks = Path.of(args[0]).toAbsolutePath().normalize();
        Path out = Path.of(args[1]).toAbsolutePath().normalize();
        List<String> options = List.of(args).subList(2, args.length);
        Plan plan = options.contains("--short") ? Plan.SHORT : Plan.FULL;
        List<String> wanted =
                options.stream().filter(option -> !option.startsWith("--")).toList();
        List<Row> rows = rows(benchmarks);
        List<String> names = rows.stream().map(Run::option).toList();
        if (!names.containsAll(wanted)) {
            throw new IllegalArgumentException("rows are " + names + ", but was " + wanted);
        }
        Path log = Files.createDirectories(benchmarks.resolve("target")).resolve("run.log");
        Files.deleteIfExists(log);
        Jvm jvm = Jvm.of(new ClassPath(benchmarks), log);
        Results results = new Results();
        Map<String, String> facts = Machine.facts(jvm, plan);
        for (Row row : rows) {
            if (wanted.isEmpty() || wanted.contains(option(row))) {
                facts.put("load before " + row.name(), Machine.load());
                measure(row, jvm, plan, results);
                // After each row: a run that is broken off leaves what it has got.
                write(out, facts, results);
            }
        }
        List<Goal.Verdict> verdicts = Goals.against(results);
        verdicts.forEach(Run::print);
        if (options.contains("--check") && verdicts.stream().anyMatch(Goal.Verdict::fails)) {
            System.exit(1);
        }
    }

    private static String option(Row row) {
        return row.name().replace(' ', '-');
    }

    private static List<Row> rows(Path benchmarks) {
        return List.of(
                new FootprintRow(),
                new StartRow(),
                new CallRow(),
                new TlsRow(),
                new RoundTripsRow(),
                new JobRow(),
                new OverheadRow(),
                new DuplicatesRow(),
                new KillRow(),
                new WaitRow(),
                new FakeRow(),
                new KitRow(benchmarks.getParent()),
                new GrowthRow(),
                new ProfileRow(benchmarks.resolve("target")));
    }

    private static void measure(Row row, Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        System.out.print(row.name() + " … ");
        long start = System.nanoTime();
        row.measure(jvm, plan, results);
        System.out.println(Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
    }

    private static void write(Path out, Map<String, String> machine, Results results) throws IOException {
        Price.derive(results);
        Flatness.derive(results);
        List<Figure> figures = results.figures();
        List<Goal.Verdict> verdicts = Goals.against(results);
        Files.createDirectories(out);
        JsonReport.write(out.resolve("benchmarks.json"), machine, figures, verdicts);
        MarkdownReport.write(out.resolve("benchmarks.md"), machine, figures, verdicts);
        new Charts(figures).write(out);
    }

    private static void print(Goal.Verdict verdict) {
        Goal goal = verdict.goal();
        System.out.printf(
                "%-8s %s, %s: %s%n",
                verdict.met() ? "met" : verdict.fails() ? "MISSED" : "missed",
                goal.row(),
                goal.metric() + (goal.peer().isEmpty() ? "" : " / " + goal.beside()),
                Numbers.show(verdict.value()));
    }
}
