/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One client under more and more threads. How waits and the fake grow stands in their own rows. */
final class GrowthRow implements Row {

    static final String CALL = "growth, call";
    static final List<Integer> SIZES = List.of(1, 10, 100, 1_000, 10_000);

    /** From there on the time grows with the threads, so that each makes several calls. */
    private static final int THREADS_FOR_LONGER = 1_000;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>();
        for (int threads : SIZES) {
            arguments.add(threads + ":" + plan.callMillis() * Math.max(1, threads / THREADS_FOR_LONGER));
        }
        try (Provider provider = new Provider(jvm)) {
            arguments.addAll(
                    0,
                    List.of(Subjects.DDM4J.type(), provider.listen("ok").uri(), Integer.toString(plan.warmUpMillis())));
            for (int round = 0; round < plan.rounds(); round++) {
                results.addPrinted(
                        CALL,
                        Subjects.DDM4J.title(),
                        jvm.run(Jvm.Core.MEASURED_WHEN_WARM, Subjects.DDM4J.module(), "CallProcess", arguments));
            }
        }
    }
}
