/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.row;

import io.github.ddm4j.benchmark.runner.figure.Results;
import io.github.ddm4j.benchmark.runner.process.Jvm;
import io.github.ddm4j.benchmark.runner.process.Provider;
import io.github.ddm4j.benchmark.runner.process.Subjects;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** A process is killed when its order has arrived and is not answered yet; the next one has the same wish. */
public final class KillRow implements Row {

    public static final String ROW = "duplicates, killed, the same wish again";
    private static final int AT_ONCE = 4;
    private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();

    /** What becomes of one wish. */
    private record Fate(long orders, List<String> printed) {}

    private record Wisher(String title, String module, String type) {

        static Wisher of(Subjects subject) {
            return new Wisher(subject.title(), subject.module(), subject.type());
        }
    }

    private static final List<Wisher> WISHERS = List.of(
            new Wisher(Subjects.DDM4J.title(), "subjects/kill", Subjects.PACKAGE + "JournaledSubject"),
            new Wisher("ddm4j, no journal", Subjects.DDM4J.module(), Subjects.DDM4J.type()),
            Wisher.of(Subjects.SDK),
            Wisher.of(Subjects.FEIGN),
            Wisher.of(Subjects.FEIGN_OKHTTP),
            Wisher.of(Subjects.FEIGN_HC5),
            Wisher.of(Subjects.JAVA_NET_HTTP));

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        ExecutorService all = Executors.newFixedThreadPool(AT_ONCE);
        try (Provider provider = Provider.plain(jvm)) {
            for (Wisher wisher : WISHERS) {
                List<Future<Fate>> fates = new ArrayList<>();
                for (int i = 0; i < plan.kills(); i++) {
                    fates.add(all.submit(() -> wish(jvm, provider, wisher)));
                }
                long orders = 0;
                for (Future<Fate> fate : fates) {
                    orders += fate.get().orders();
                }
                double perWish = (double) orders / plan.kills();
                results.add(ROW, wisher.title(), DuplicatesRow.ORDERS, "orders", perWish * DuplicatesRow.CALLS);
                told(results, wisher, fates);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            all.shutdownNow();
        }
    }

    /** What those were told that lived to hear it: no peer is, because its second order is held as the first one was. */
    private static void told(Results results, Wisher wisher, List<Future<Fate>> fates)
            throws InterruptedException, ExecutionException {
        Results sums = new Results();
        for (Future<Fate> fate : fates) {
            sums.addPrinted(ROW, wisher.title(), fate.get().printed());
        }
        sums.figures()
                .forEach(figure -> results.add(
                        figure.row(),
                        figure.subject(),
                        figure.metric(),
                        figure.unit(),
                        figure.values().stream().mapToDouble(value -> value).sum()));
    }

    private static Fate wish(Jvm jvm, Provider provider, Wisher wisher) throws IOException, InterruptedException {
        Provider.Port port = provider.listen("held");
        Path folder = Files.createTempDirectory("journal");
        Jvm process = jvm.with("-Dbenchmark.journal=" + folder.resolve("journal"));
        try {
            run(process, provider, wisher, port, 1);
            if (provider.orders(port) != 1) {
                throw new IllegalStateException(wisher.title() + " has not ordered");
            }
            List<String> printed = run(process, provider, wisher, port, 2);
            return new Fate(provider.orders(port), printed);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /** Lets a process wish until it has ended, or so many orders have arrived: then it is killed. */
    private static List<String> run(Jvm jvm, Provider provider, Wisher wisher, Provider.Port port, int orders)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process process = jvm.start(
                Jvm.Core.ANY, wisher.module(), "DuplicatesProcess", List.of(wisher.type(), port.uri(), "1", "1"));
        while (process.isAlive() && provider.orders(port) < orders && System.nanoTime() - begun < LONGEST_NANOS) {
            Thread.sleep(20);
        }
        if (process.isAlive()) {
            process.destroyForcibly().waitFor();
            return List.of();
        }
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            return out.lines().toList();
        }
    }
}
