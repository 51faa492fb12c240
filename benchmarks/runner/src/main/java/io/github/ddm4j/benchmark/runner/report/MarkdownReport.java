/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddm4j.benchmark.runner.figure.Figure;
import io.github.ddm4j.benchmark.runner.figure.Goal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The run for people: a template with tables put in. */
public final class MarkdownReport {

    private MarkdownReport() {}

    public static void write(Path file, Map<String, String> machine, List<Figure> figures, List<Goal.Verdict> verdicts)
            throws IOException {
        String text = template()
                .replace("{goals}", goals(verdicts))
                .replace("{figures}", figures(figures))
                .replace("{machine}", machine(machine));
        Files.writeString(file, text);
    }

    private static String template() throws IOException {
        try (InputStream in = MarkdownReport.class.getResourceAsStream("/report.md")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static String goals(List<Goal.Verdict> verdicts) {
        StringBuilder table = new StringBuilder(
                "| what | whose | beside | measured | spread | must be | |\n|---|---|---|--:|--:|--:|---|\n");
        for (Goal.Verdict verdict : verdicts) {
            Goal goal = verdict.goal();
            table.append("| %s: %s | %s | %s | %s | %s | %s %s | %s |%n"
                    .formatted(
                            goal.row(),
                            goal.metric(),
                            goal.of(),
                            goal.beside(),
                            Numbers.show(verdict.value()),
                            Numbers.spread(verdict.min(), verdict.max()),
                            goal.atMost() ? "≤" : "≥",
                            Numbers.show(goal.bound()),
                            verdict.met() ? "met" : verdict.fails() ? "**missed**" : "missed, an aim"));
        }
        return table.toString();
    }

    /** One table for each kind of row; what a row adds to its kind stands in the first column. */
    private static String figures(List<Figure> figures) {
        Map<String, List<Figure>> kinds = figures.stream()
                .collect(Collectors.groupingBy(MarkdownReport::kind, LinkedHashMap::new, Collectors.toList()));
        return kinds.entrySet().stream()
                .map(kind -> "### " + kind.getKey() + "\n\n" + table(kind.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String kind(Figure figure) {
        return figure.row().replaceFirst(",.*", "");
    }

    private static String table(List<Figure> kind) {
        Set<String> metrics = distinct(kind, MarkdownReport::heading);
        StringBuilder table = new StringBuilder("| | |");
        metrics.forEach(metric -> table.append(' ').append(metric).append(" |"));
        table.append("\n|---|---|").append("--:|".repeat(metrics.size())).append('\n');
        for (String row : distinct(kind, Figure::row)) {
            List<Figure> own =
                    kind.stream().filter(figure -> figure.row().equals(row)).toList();
            for (String subject : distinct(own, Figure::subject)) {
                String variant = row.contains(", ") ? row.replaceFirst("[^,]*, ", "") : "";
                table.append("| ").append(variant).append(" | ").append(subject).append(" |");
                for (String metric : metrics) {
                    table.append(' ').append(cell(own, subject, metric)).append(" |");
                }
                table.append('\n');
            }
        }
        return table.toString();
    }

    private static String heading(Figure figure) {
        return figure.metric() + ", " + figure.unit();
    }

    private static String cell(List<Figure> row, String subject, String metric) {
        return row.stream()
                .filter(figure ->
                        figure.subject().equals(subject) && heading(figure).equals(metric))
                .map(figure -> {
                    String spread = Numbers.spread(figure.min(), figure.max());
                    return Numbers.show(figure.median()) + (spread.isEmpty() ? "" : " (" + spread + ")");
                })
                .findFirst()
                .orElse("");
    }

    private static Set<String> distinct(List<Figure> figures, Function<Figure, String> property) {
        return figures.stream().map(property).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String machine(Map<String, String> machine) {
        StringBuilder table = new StringBuilder("| | |\n|---|---|\n");
        machine.forEach((name, value) ->
                table.append("| ").append(name).append(" | ").append(value).append(" |\n"));
        return table.toString();
    }
}
