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
import java.util.stream.Stream;

/** Waits for jobs with our flow, in a time that jumps: {@code WAITS/WAITS_AN_INSTANCE...}. */
public final class FlowWaitProcess {

    private static final int FEW = 10_000;

    private FlowWaitProcess() {}

    public static void main(String[] args) {
        List<Waits> all = Stream.of(args).map(Waits::parse).toList();
        // What the smaller ones take is compiled then.
        live(all.get(all.size() - 1));
        for (Waits waits : all) {
            Life life = live(waits);
            Sample.print(waits.where(), "cpu per wait", "us", life.micros());
            life.last().print(waits.where());
        }
    }

    private record Life(double micros, WaitLife last) {}

    /** Again and again while there are few of them. */
    private static Life live(Waits waits) {
        int lives = Math.max(1, FEW / waits.count());
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        WaitLife last = waits.live();
        for (int i = 1; i < lives; i++) {
            last = waits.live();
        }
        return new Life((threads.getCurrentThreadCpuTime() - cpu) / 1e3 / lives / waits.count(), last);
    }

    static ScaleOutFlow flow(JobProvider provider, Timekeeper time) {
        return ScaleOutFlow.builder(FlowWaitProcess::sendNothing, provider, provider)
                .time(time)
                .build();
    }

    private static <T> T sendNothing(Object instanceId, Object request) {
        throw new IllegalStateException("a wait sends nothing");
    }

    static List<CompletableFuture<?>> start(ScaleOutFlow flow, JobProvider provider) {
        List<CompletableFuture<?>> all = new ArrayList<>(provider.jobs());
        for (int i = 0; i < provider.jobs(); i++) {
            ScaleOutGoal goal = new ScaleOutGoal(
                    provider.instanceId(i),
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
