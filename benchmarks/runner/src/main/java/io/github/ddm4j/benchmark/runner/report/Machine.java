/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.report;

import io.github.ddm4j.benchmark.runner.process.Jvm;
import io.github.ddm4j.benchmark.runner.process.Subjects;
import io.github.ddm4j.benchmark.runner.row.FakeRow;
import io.github.ddm4j.benchmark.runner.row.Plan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a run took place, without anything that names the place. */
public final class Machine {

    private static final Pattern JAR = Pattern.compile(
            "(ddm-adapter-feign|huaweicloud-sdk-ddm|feign-core|feign-okhttp|feign-hc5|okhttp(?:-jvm)?|httpclient5"
                    + "|jackson-databind|resilience4j-circuitbreaker|wiremock|jmh-core)-([0-9].*)\\.jar");

    private Machine() {}

    public static Map<String, String> facts(Jvm jvm, Plan plan) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put("mode", plan == Plan.SHORT ? "short" : "full");
        facts.put("forks", Integer.toString(plan.rounds()));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("processor", processor());
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("jdk", System.getProperty("java.vendor") + " " + Runtime.version());
        facts.put("pinned", jvm.pins() ? "client and server to one core each" : "no");
        versions(jvm).forEach(facts::put);
        return facts;
    }

    /** How many wanted a core in the last minute: what else the machine was doing, and the row before. */
    public static String load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? "unknown" : Numbers.show(load);
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst(".*:\\s*", ""))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** By subject, because two of them may have different versions of the same library. */
    private static Map<String, String> versions(Jvm jvm) {
        Map<String, String> versions = new LinkedHashMap<>();
        for (Subjects subject : Subjects.values()) {
            versions.put(subject.title(), versions(jvm, subject.module()));
        }
        versions.put(FakeRow.WIREMOCK, versions(jvm, "subjects/wiremock"));
        versions.put("jmh", versions(jvm, "micro"));
        versions.values().removeIf(String::isEmpty);
        return versions;
    }

    private static String versions(Jvm jvm, String module) {
        List<String> found = new ArrayList<>();
        for (Path jar : jvm.classPath().dependencies(module)) {
            Matcher matcher = JAR.matcher(jar.getFileName().toString());
            if (matcher.matches()) {
                found.add(matcher.group(1) + " " + matcher.group(2));
            }
        }
        return String.join(", ", found);
    }
}
