/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole run: {@code FOLDER OUT [--short] [ROW...]}; without rows, all of them. */
public final class Run {

    private Run() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path benchmarks = Path.of(args[0]).toAbsolutePath().normalize();
        Path out = Path.of(args[1]).toAbsolutePath().normalize();
        List<String> options = List.of(args).subList(2, args.length);
        Plan plan = options.contains("--short") ? Plan.SHORT : Plan.FULL;
        List<String> wanted =
                options.stream().filter(option -> !option.startsWith("--")).toList();
        Path log = Files.createDirectories(benchmarks.resolve("target")).resolve("run.log");
        Files.deleteIfExists(log);
        Jvm jvm = new Jvm(new ClassPath(benchmarks), log);
        Results results = measure(rows(benchmarks), jvm, plan, wanted);
        report(out, Machine.facts(jvm, plan), results);
    }

    private static List<Row> rows(Path benchmarks) {
        return List.of(
                new FootprintRow(),
                new StartRow(),
                new CallRow(),
                new OverheadRow(),
                new DuplicatesRow(),
                new WaitRow(),
                new FakeRow(),
                new KitRow(benchmarks.getParent()),
                new GrowthRow());
    }

    private static Results measure(List<Row> rows, Jvm jvm, Plan plan, List<String> wanted)
            throws IOException, InterruptedException {
        Results results = new Results();
        for (Row row : rows) {
            if (wanted.isEmpty() || wanted.contains(row.name().replace(' ', '-'))) {
                System.out.print(row.name() + " … ");
                long start = System.nanoTime();
                row.measure(jvm, plan, results);
                System.out.println(Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
            }
        }
        return results;
    }

    private static void report(Path out, Map<String, String> machine, Results results) throws IOException {
        List<Figure> figures = results.figures();
        List<Goal.Verdict> verdicts = Goals.all().stream()
                .map(goal -> goal.against(results))
                .flatMap(Optional::stream)
                .toList();
        Files.createDirectories(out);
        JsonReport.write(out.resolve("benchmarks.json"), machine, figures, verdicts);
        MarkdownReport.write(out.resolve("benchmarks.md"), machine, figures, verdicts);
        new Charts(figures).write(out);
        for (Goal.Verdict verdict : verdicts) {
            System.out.printf(
                    "%-8s %s %s: %s%n",
                    verdict.reached() ? "reached" : "MISSED",
                    verdict.goal().row(),
                    verdict.goal().metric()
                            + (verdict.goal().to().isEmpty()
                                    ? ""
                                    : " / " + verdict.goal().to()),
                    Numbers.show(verdict.value()));
        }
    }
}
