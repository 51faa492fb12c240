/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.ScaleOutGoal;
import io.github.ddm4j.core.flow.Timekeeper;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Waits for jobs with our flow: {@code WAITS...}. */
public final class FlowWaitProcess {

    private static final int FEW = 10_000;

    private FlowWaitProcess() {}

    public static void main(String[] args) {
        for (String count : args) {
            life(Integer.parseInt(count));
        }
        for (String count : args) {
            int waits = Integer.parseInt(count);
            String where = "waits " + waits;
            double micros = life(waits);
            Sample.print(where, "cpu per wait", "us", micros);
            WaitLife.of(waits).print(where);
            standing(where, waits);
        }
    }

    /** CPU time of a wait; again and again while there are few of them. */
    private static double life(int waits) {
        int lives = Math.max(1, FEW / waits);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < lives; i++) {
            WaitLife.of(waits);
        }
        return (threads.getCurrentThreadCpuTime() - cpu) / 1e3 / lives / waits;
    }

    /** What is there while they wait, in real time. */
    private static void standing(String where, int waits) {
        Used before = Used.now();
        Timekeeper time = Timekeeper.system();
        JobProvider provider = new JobProvider(waits, time::elapsed);
        try (time;
                ScaleOutFlow flow = flow(provider, time)) {
            List<CompletableFuture<?>> all = start(flow, waits);
            Used.now().print(where, before, all.size());
        }
    }

    static ScaleOutFlow flow(JobProvider provider, Timekeeper time) {
        return ScaleOutFlow.builder(FlowWaitProcess::sendNothing, provider, provider)
                .time(time)
                .build();
    }

    private static <T> T sendNothing(Object instanceId, Object request) {
        throw new IllegalStateException("a wait sends nothing");
    }

    static List<CompletableFuture<?>> start(ScaleOutFlow flow, int waits) {
        List<CompletableFuture<?>> all = new ArrayList<>(waits);
        for (int i = 0; i < waits; i++) {
            ScaleOutGoal goal = new ScaleOutGoal(
                    JobProvider.instanceId(i),
                    Optional.empty(),
                    JobProvider.NODES,
                    Optional.of(JobProvider.jobId(i)),
                    JobProvider.START,
                    Set.of());
            all.add(flow.await(goal, Duration.ofDays(30)));
        }
        return all;
    }
}
