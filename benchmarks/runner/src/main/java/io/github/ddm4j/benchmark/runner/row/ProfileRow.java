/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.row;

import io.github.ddm4j.benchmark.runner.figure.Results;
import io.github.ddm4j.benchmark.runner.process.Jvm;
import io.github.ddm4j.benchmark.runner.process.Profiler;
import io.github.ddm4j.benchmark.runner.process.Provider;
import io.github.ddm4j.benchmark.runner.process.Stack;
import io.github.ddm4j.benchmark.runner.process.Subjects;
import io.github.ddm4j.benchmark.runner.process.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the CPU time of our adapter goes: of warm orders and reads, and of a new JVM up to its first
 * receipt, without TLS and over it. */
public final class ProfileRow implements Row {

    private static final String ORDER = "of a warm order";
    private static final String READ = "of a warm read";
    private static final String START = "of a new JVM to its first receipt";
    private static final String TLS = START + " over TLS";
    private static final String LOADING = "in all of them: loading classes";

    private final Path out;

    public ProfileRow(Path out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        Optional<Profiler> profiler = Profiler.forThisSystem();
        if (profiler.isEmpty()) {
            System.out.print("no profiler for this system, left out; ");
            return;
        }
        try (Provider provider = Provider.plain(jvm)) {
            String uri = provider.listen("ok").uri();
            call(jvm, plan, profiler.get(), uri, results, "order", ORDER);
            call(jvm, plan, profiler.get(), uri, results, "read", READ);
            start(jvm, plan, profiler.get(), uri, results, START, "profile-start.html");
        }
        try (TrustStore trust = TrustStore.make();
                Provider provider = Provider.tls(jvm, trust)) {
            String uri = provider.resumed("ok").uri();
            start(trust.client(jvm), plan, profiler.get(), uri, results, TLS, "profile-start-tls.html");
        }
    }

    private void call(Jvm jvm, Plan plan, Profiler profiler, String uri, Results results, String work, String metric)
            throws IOException, InterruptedException {
        Path stacks = Files.createTempFile("stacks", ".collapsed");
        jvm.with("-Dbenchmark.agent=" + profiler.agent(stacks))
                .run(
                        Jvm.Core.MEASURED_WHEN_WARM,
                        Subjects.DDM4J.module(),
                        "CallProcess",
                        List.of(
                                Subjects.DDM4J.type(),
                                Integer.toString(plan.warmUpMillis()),
                                "",
                                work,
                                uri,
                                "16:" + 2 * plan.callMillis()));
        add(results, metric, stacks);
        Profiler.draw(stacks, "CPU time " + metric + ", 16 threads", out.resolve("profile-" + work + ".html"));
        Files.delete(stacks);
    }

    private void start(Jvm jvm, Plan plan, Profiler profiler, String uri, Results results, String metric, String file)
            throws IOException, InterruptedException {
        Path all = Files.createTempFile("stacks", ".collapsed");
        Path stacks = Files.createTempFile("stacks", ".collapsed");
        for (int i = 0; i < plan.starts(); i++) {
            jvm.with("-agentpath:" + profiler.agent(stacks))
                    .run(
                            Jvm.Core.MEASURED,
                            Subjects.DDM4J.module(),
                            "FirstCallProcess",
                            List.of(Subjects.DDM4J.type(), uri));
            add(results, metric, stacks);
            Files.write(all, Files.readAllBytes(stacks), StandardOpenOption.APPEND);
        }
        Profiler.draw(all, "CPU time " + metric, out.resolve(file));
        Files.delete(stacks);
        Files.delete(all);
    }

    /** By whose it is, the largest first. */
    private void add(Results results, String metric, Path collapsed) throws IOException {
        List<Stack> stacks =
                Files.readAllLines(collapsed).stream().map(Stack::parse).toList();
        Map<String, Long> owners =
                stacks.stream().collect(Collectors.groupingBy(Stack::owner, Collectors.summingLong(Stack::samples)));
        double all = owners.values().stream().mapToLong(samples -> samples).sum();
        long loading = stacks.stream()
                .filter(stack -> stack.passes("java/lang/ClassLoader.loadClass"))
                .mapToLong(Stack::samples)
                .sum();
        owners.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(owner -> results.add(name(), owner.getKey(), metric, "%", 100 * owner.getValue() / all));
        results.add(name(), LOADING, metric, "%", 100 * loading / all);
    }
}
