/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.row;

import io.github.ddm4j.benchmark.runner.figure.Results;
import io.github.ddm4j.benchmark.runner.process.Jvm;
import io.github.ddm4j.benchmark.runner.process.Subjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Many jobs waited for at the same time, by our flow and by a poller for each. */
public final class WaitRow implements Row {

    static final String NAME = "wait";
    static final String SIZE = NAME + ", waits ";
    static final String ONE_EACH = SIZE + "10000";
    static final String TEN_EACH = SIZE + "10000, ten an instance";
    static final String THREADS = "threads";
    static final String HEAP = "heap per wait";
    static final String CALLS = "provider calls a minute";
    static final String PEAK = "most provider calls in any minute";
    static final String LAST = "job's end to answer, last";
    static final String CPU = "cpu per wait";

    private static final String ONE = "10000/1";
    private static final String TEN = "10000/10";
    private static final String MODULE = "subjects/wait";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Jvm jvm, Plan plan, Results results) throws IOException, InterruptedException {
        List<String> sizes = new ArrayList<>();
        GrowthRow.SIZES.forEach(size -> sizes.add(size + "/1"));
        sizes.add(TEN);
        for (int round = 0; round < plan.fewRounds(); round++) {
            results.addPrinted(
                    NAME, Subjects.DDM4J.title(), jvm.run(Jvm.Core.MEASURED, MODULE, "FlowWaitProcess", sizes));
            for (String size : List.of(ONE, TEN)) {
                results.addPrinted(
                        NAME,
                        Subjects.DDM4J.title(),
                        jvm.run(Jvm.Core.ANY, MODULE, "StandingWaitsProcess", List.of(size)));
            }
        }
        results.addPrinted(NAME, "a poller per job", jvm.run(Jvm.Core.ANY, MODULE, "PollerProcess", List.of("10000")));
    }
}
