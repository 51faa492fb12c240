/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ddm4j.benchmark.runner.figure.Figure;
import io.github.ddm4j.benchmark.runner.figure.Goal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The run for machines. */
public final class JsonReport {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonReport() {}

    public static void write(Path file, Map<String, String> machine, List<Figure> figures, List<Goal.Verdict> verdicts)
            throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode facts = root.putObject("run");
        machine.forEach(facts::put);
        ArrayNode results = root.putArray("results");
        figures.forEach(figure -> add(results.addObject(), figure));
        ArrayNode ratios = root.putArray("ratios");
        ArrayNode limits = root.putArray("limits");
        for (Goal.Verdict verdict : verdicts) {
            boolean limit = verdict.goal().peer().isEmpty();
            add(limit ? limits.addObject() : ratios.addObject(), verdict);
        }
        JSON.writeValue(file.toFile(), root);
    }

    private static void add(ObjectNode node, Figure figure) {
        node.put("row", figure.row());
        node.put("subject", figure.subject());
        node.put("metric", figure.metric());
        node.put("unit", figure.unit());
        node.put("median", rounded(figure.median()));
        node.put("min", rounded(figure.min()));
        node.put("max", rounded(figure.max()));
    }

    private static void add(ObjectNode node, Goal.Verdict verdict) {
        Goal goal = verdict.goal();
        node.put("row", goal.row());
        node.put("metric", goal.metric());
        node.put("subject", goal.of());
        goal.peer().ifPresent(peer -> node.put("peer", peer.subject()).put("peer_row", peer.row()));
        node.put("value", rounded(verdict.value()));
        node.put("min", rounded(verdict.min()));
        node.put("max", rounded(verdict.max()));
        node.put(goal.atMost() ? "at_most" : "at_least", goal.bound());
        node.put("must", goal.must());
        node.put("met", verdict.met());
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
