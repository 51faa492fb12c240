/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must be reached. */
final class Goals {

    private static final String OURS = Subjects.DDM4J.title();
    private static final String SIGNING = Subjects.DDM4J_SIGNED.title();
    private static final String SDK = Subjects.SDK.title();
    private static final String FLOOR = Subjects.FLOOR.title();
    private static final String FEIGN = Subjects.FEIGN.title();
    private static final String NOBODY = "";

    private Goals() {}

    /** Those that a run has measured. */
    static List<Goal.Verdict> against(Results results) {
        return all().stream()
                .map(goal -> goal.against(results))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Goal> all() {
        List<Goal> goals = new ArrayList<>();
        for (String row : List.of(CallRow.ONE, CallRow.SIXTEEN)) {
            goals.add(Goal.atMost(row, CallRow.CPU, OURS, FLOOR, 1.40));
            // With a token, as most use it, and signing, as the SDK does.
            for (String ours : List.of(OURS, SIGNING)) {
                goals.add(Goal.atMost(row, CallRow.CPU, ours, SDK, 0.60));
                goals.add(Goal.atMost(row, CallRow.ALLOCATED, ours, SDK, 0.55));
            }
        }
        goals.add(Goal.atLeast(CallRow.SIXTEEN, CallRow.RATE, OURS, SDK, 1.4));
        goals.add(Goal.atLeast(CallRow.SIXTEEN, CallRow.RATE, SIGNING, SDK, 1.4));
        goals.add(Goal.atMost("no network", OverheadRow.TIME, OURS, FEIGN, 1.0));
        goals.add(Goal.atMost(StartRow.HTTP, StartRow.TIME, OURS, SDK, 0.60));
        goals.add(Goal.atMost(StartRow.HTTPS, StartRow.TIME, OURS, SDK, 0.60));
        goals.add(Goal.atMost("class path", FootprintRow.BYTES, OURS, SDK, 0.40));
        goals.add(Goal.atMost("class path", FootprintRow.JARS, OURS, NOBODY, 12));
        for (String row : DuplicatesRow.faults().values()) {
            goals.add(Goal.atMost(row, DuplicatesRow.ORDERS, OURS, NOBODY, 10_000));
        }
        goals.add(Goal.atMost(WaitRow.LARGEST, WaitRow.THREADS, OURS, NOBODY, 2));
        goals.add(Goal.atMost(WaitRow.LARGEST, WaitRow.HEAP, OURS, NOBODY, 1_024));
        goals.add(Goal.atMost(WaitRow.LARGEST, WaitRow.CALLS, OURS, NOBODY, 60));
        goals.add(Goal.atMost(WaitRow.LARGEST, WaitRow.PEAK, OURS, NOBODY, 60));
        goals.add(Goal.atLeast(FakeRow.IN_MEMORY, FakeRow.RATE, OURS, NOBODY, 200_000));
        goals.add(Goal.atMost(FakeRow.SERVER, FakeRow.START, OURS, FakeRow.WIREMOCK, 0.20));
        goals.add(Goal.atLeast(FakeRow.SERVER, FakeRow.REQUESTS, OURS, FakeRow.WIREMOCK, 2));
        goals.add(Goal.atMost("kit", KitRow.TIME, KitRow.IN_MEMORY, NOBODY, 5));
        goals.add(Goal.atMost("kit", KitRow.TIME, KitRow.OVER_HTTP, NOBODY, 5));
        return goals;
    }
}
