/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.row;

import io.github.ddm4j.benchmark.runner.figure.Results;
import io.github.ddm4j.benchmark.runner.process.Jvm;
import io.github.ddm4j.benchmark.runner.process.Provider;
import io.github.ddm4j.benchmark.runner.process.Subjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** One adapter under more and more threads that order. How waits and the fake grow stands in their own rows. */
public final class GrowthRow implements Row {

    static final String THREADS = "growth, threads ";
    static final String VIRTUAL = "growth, virtual threads, threads ";
    static final List<Integer> SIZES = List.of(1, 10, 100, 1_000, 10_000);

    /** From there on the time grows with the threads, so that each makes several calls. */
    private static final int THREADS_FOR_LONGER = 1_000;

    private static final int LONGEST = 6;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        try (Provider provider = Provider.plain(jvm)) {
            String uri = provider.listen("ok").uri();
            for (int round = 0; round < plan.fewRounds(); round++) {
                measure(jvm, plan, results, "growth", uri);
                String newest = System.getProperty("benchmark.newest", "");
                if (newest.isEmpty()) {
                    System.out.print("no JDK with virtual threads, left out; ");
                } else {
                    Jvm virtual = jvm.on(Path.of(newest)).with("-Dbenchmark.virtual=true");
                    measure(virtual, plan, results, "growth, virtual threads", uri);
                }
            }
        }
    }

    private static void measure(Jvm jvm, Plan plan, Results results, String row, String uri)
            throws IOException, InterruptedException {
        String sizes = SIZES.stream()
                .map(threads -> threads + ":"
                        + plan.callMillis() * Math.max(1, Math.min(LONGEST, threads / THREADS_FOR_LONGER)))
                .collect(Collectors.joining(","));
        List<String> arguments =
                List.of(Subjects.DDM4J.type(), Integer.toString(plan.warmUpMillis()), "", "order", uri, sizes);
        results.addPrinted(
                row,
                Subjects.DDM4J.title(),
                jvm.run(Jvm.Core.MEASURED_WHEN_WARM, Subjects.DDM4J.module(), "CallProcess", arguments));
    }
}
