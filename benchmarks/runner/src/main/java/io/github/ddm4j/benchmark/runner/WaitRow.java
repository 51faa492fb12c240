/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

import java.io.IOException;
import java.util.List;

/** Many jobs waited for at the same time, by our flow and by a poller for each. */
final class WaitRow implements Row {

    static final String NAME = "wait";
    static final String LARGEST = NAME + ", waits 10000";
    static final String THREADS = "threads";
    static final String HEAP = "heap per wait";
    static final String CALLS = "provider calls a minute";
    static final String PEAK = "most provider calls in any minute";
    static final String CPU = "cpu per wait";

    private static final String MODULE = "subjects/wait";
    private static final List<String> SIZES =
            GrowthRow.SIZES.stream().map(String::valueOf).toList();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        for (int round = 0; round < plan.rounds(); round++) {
            results.addPrinted(
                    NAME, Subjects.DDM4J.title(), jvm.run(Jvm.Core.MEASURED, MODULE, "FlowWaitProcess", SIZES));
        }
        results.addPrinted(NAME, "a poller per job", jvm.run(Jvm.Core.ANY, MODULE, "PollerProcess", List.of("10000")));
    }
}
