/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

import java.io.IOException;
import java.util.List;

/** One client under more and more threads. How waits and the fake grow stands in their own rows. */
final class GrowthRow implements Row {

    static final String CALL = "growth, call";
    static final List<Integer> SIZES = List.of(1, 10, 100, 1_000, 10_000);

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        List<String> arguments = new java.util.ArrayList<>(List.of(Subjects.DDM4J.type(), ""));
        arguments.add("16:" + plan.warmUpMillis() + ":1");
        for (int threads : SIZES) {
            arguments.add(threads + ":1:" + plan.callMillis());
        }
        try (Provider provider = new Provider(jvm)) {
            arguments.set(1, provider.listen("ok").uri());
            for (int round = 0; round < plan.rounds(); round++) {
                List<String> printed = jvm.run(Jvm.Core.MEASURED, Subjects.DDM4J.module(), "CallProcess", arguments);
                results.addPrinted(CALL, Subjects.DDM4J.title(), printed.subList(5, printed.size()));
            }
        }
    }
}
