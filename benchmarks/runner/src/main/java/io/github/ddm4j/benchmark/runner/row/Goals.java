/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.row;

import io.github.ddm4j.benchmark.runner.figure.Goal;
import io.github.ddm4j.benchmark.runner.figure.Results;
import io.github.ddm4j.benchmark.runner.process.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must be reached. */
public final class Goals {

    private static final String OURS = Subjects.DDM4J.title();
    private static final String SIGNING = Subjects.DDM4J_SIGNED.title();
    private static final String SDK = Subjects.SDK.title();
    private static final String FLOOR = Subjects.FLOOR.title();
    private static final String FEIGN = Subjects.FEIGN.title();

    /** Seconds until the last of 10,000 waits was answered in the last run before waits shared what they read. */
    private static final double LAST_ANSWER = 30_165;

    private Goals() {}

    /** Those that a run has measured. */
    public static List<Goal.Verdict> against(Results results) {
        return all().stream()
                .map(goal -> goal.against(results))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Goal> all() {
        List<Goal> goals = new ArrayList<>();
        reads(goals);
        orders(goals);
        goals.add(Goal.atMost(CallRow.one(JobRow.JOB), CallRow.CPU, OURS, SDK, 0.60));
        goals.add(Goal.atMost(CallRow.one(JobRow.JOB), CallRow.ALLOCATED, OURS, SDK, 0.60));
        goals.add(Goal.atMost("no network", OverheadRow.TIME, OURS, FEIGN, 1.0));
        goals.add(Goal.atMost(StartRow.HTTP, StartRow.TIME, OURS, SDK, 0.70));
        goals.add(Goal.atMost(StartRow.HTTPS, StartRow.TIME, OURS, SDK, 0.80));
        goals.add(Goal.besides(StartRow.SHARED, StartRow.TIME, OURS, StartRow.HTTP, 0.60));
        goals.add(Goal.besides(StartRow.HTTPS_SHARED, StartRow.TIME, OURS, StartRow.HTTPS, 0.60));
        goals.add(Goal.atMost("class path", FootprintRow.BYTES, OURS, SDK, 0.40));
        goals.add(Goal.limit("class path", FootprintRow.JARS, OURS, 12));
        goals.add(Goal.limit("class path", FootprintRow.MORE_JARS, OURS, 2));
        for (DuplicatesRow.Fault fault : DuplicatesRow.Fault.values()) {
            goals.add(Goal.limit(fault.row(), DuplicatesRow.ORDERS, OURS, DuplicatesRow.CALLS));
        }
        goals.add(Goal.limit(KillRow.ROW, DuplicatesRow.ORDERS, OURS, DuplicatesRow.CALLS));
        waits(goals);
        goals.add(Goal.floor(FakeRow.IN_MEMORY, FakeRow.RATE, OURS, 200_000));
        goals.add(Goal.atMost(FakeRow.SERVER, FakeRow.START, OURS, FakeRow.WIREMOCK, 0.20));
        goals.add(Goal.atLeast(FakeRow.SERVER, FakeRow.REQUESTS, OURS, FakeRow.WIREMOCK, 2));
        goals.add(Goal.limit("kit", KitRow.TIME, KitRow.IN_MEMORY, 5));
        goals.add(Goal.limit("kit", KitRow.TIME, KitRow.OVER_HTTP, 10));
        for (Flatness.Series series : Flatness.SERIES) {
            goals.add(Goal.limit(series.row(), Flatness.METRIC, OURS, 2).aim());
        }
        return goals;
    }

    private static void reads(List<Goal> goals) {
        for (String row : List.of(CallRow.one(CallRow.READ), CallRow.sixteen(CallRow.READ))) {
            goals.add(Goal.atMost(row, CallRow.CPU, OURS, SDK, 0.60));
            goals.add(Goal.atMost(row, CallRow.CPU, OURS, FLOOR, 1.40));
            goals.add(Goal.atMost(row, CallRow.ALLOCATED, OURS, SDK, 0.55));
        }
    }

    private static void orders(List<Goal> goals) {
        String one = CallRow.one(CallRow.ORDER);
        String sixteen = CallRow.sixteen(CallRow.ORDER);
        goals.add(Goal.atMost(one, CallRow.CPU, OURS, SDK, 0.70));
        goals.add(Goal.atMost(one, CallRow.CPU, OURS, FLOOR, 1.30));
        goals.add(Goal.atMost(sixteen, CallRow.CPU, OURS, SDK, 0.80));
        goals.add(Goal.atMost(sixteen, CallRow.CPU, OURS, FLOOR, 1.20));
        for (String row : List.of(one, sixteen)) {
            goals.add(Goal.atMost(row, CallRow.ALLOCATED, OURS, SDK, 0.85));
            goals.add(Goal.atMost(row, CallRow.ALLOCATED, OURS, FLOOR, 1.05));
            goals.add(Goal.atMost(row, CallRow.ALLOCATED, SIGNING, SDK, 1.00));
            goals.add(Goal.atMost(row, CallRow.ALLOCATED, SIGNING, FLOOR, 1.30));
        }
        for (String row : List.of(CallRow.one(TlsRow.FULL), CallRow.sixteen(TlsRow.FULL))) {
            goals.add(Goal.atMost(row, CallRow.ALLOCATED, OURS, SDK, 1.00));
            goals.add(Goal.atMost(row, CallRow.ALLOCATED, OURS, FLOOR, 1.05));
        }
        // TCP, the request, and with TLS 1.3 one more.
        goals.add(Goal.limit(Price.NEW, Price.TRIPS, OURS, 2));
        goals.add(Goal.limit(Price.TLS, Price.TRIPS, OURS, 3));
    }

    private static void waits(List<Goal> goals) {
        for (String row : List.of(WaitRow.ONE_EACH, WaitRow.TEN_EACH)) {
            goals.add(Goal.limit(row, WaitRow.THREADS, OURS, 2));
            goals.add(Goal.limit(row, WaitRow.HEAP, OURS, 1_024));
            goals.add(Goal.limit(row, WaitRow.CALLS, OURS, 60));
            goals.add(Goal.limit(row, WaitRow.PEAK, OURS, 60));
        }
        goals.add(Goal.limit(WaitRow.ONE_EACH, WaitRow.LAST, OURS, Math.rint(0.35 * LAST_ANSWER)));
        goals.add(Goal.limit(WaitRow.TEN_EACH, WaitRow.LAST, OURS, Math.rint(0.10 * LAST_ANSWER)));
    }
}
