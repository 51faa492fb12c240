/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ddm4j.benchmark.runner.figure.Results;
import io.github.ddm4j.benchmark.runner.process.Jvm;
import io.github.ddm4j.benchmark.runner.process.Subjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the adapter adds when the transport answers in memory; by JMH. */
public final class OverheadRow implements Row {

    public static final String TIME = "time per call";
    static final String ALLOCATED = "allocated per call";

    private static final Map<String, Subjects> SUBJECTS = Map.of("ddm4j", Subjects.DDM4J, "feign", Subjects.FEIGN);

    @Override
    public String name() {
        return "no network";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        for (int round = 0; round < plan.fewRounds(); round++) {
            for (Map.Entry<String, Subjects> subject : SUBJECTS.entrySet()) {
                measure(jvm, plan, results, subject.getKey(), subject.getValue().title());
            }
        }
    }

    /** In a JVM of its own, warmed up for long and with a core for the compiler: it takes its time. */
    private void measure(Jvm jvm, Plan plan, Results results, String method, String subject)
            throws IOException, InterruptedException {
        Path json = Files.createTempFile("jmh", ".json");
        List<String> arguments = new ArrayList<>(List.of("AdapterOverhead." + method + "$", "-f", "1"));
        arguments.addAll(
                List.of("-wi", Integer.toString(plan.jmhWarmUps()), "-w", "1s", "-i", "2", "-r", "1s", "-prof", "gc"));
        arguments.addAll(List.of("-rf", "json", "-rff", json.toString()));
        jvm.run(Jvm.Core.ANY, "micro", "org.openjdk.jmh.Main", arguments);
        for (JsonNode benchmark : new ObjectMapper().readTree(json.toFile())) {
            addForks(results, subject, TIME, "us", 1_000, benchmark.path("primaryMetric"));
            JsonNode allocation = benchmark.path("secondaryMetrics").path("gc.alloc.rate.norm");
            addForks(results, subject, ALLOCATED, "bytes", 1, allocation);
        }
        Files.delete(json);
    }

    private void addForks(Results results, String subject, String metric, String unit, int divisor, JsonNode measured) {
        for (JsonNode fork : measured.path("rawData")) {
            double sum = 0;
            for (JsonNode iteration : fork) {
                sum += iteration.asDouble();
            }
            results.add(name(), subject, metric, unit, sum / fork.size() / divisor);
        }
    }
}
