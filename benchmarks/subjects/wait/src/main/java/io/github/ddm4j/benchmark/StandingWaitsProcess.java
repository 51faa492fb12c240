/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.Timekeeper;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What is there while jobs are waited for with our flow, in real time: {@code WAITS/WAITS_AN_INSTANCE}. */
public final class StandingWaitsProcess {

    /** What has to be loaded is loaded then, and does not count as theirs. */
    private static final Waits FEW = new Waits(2, 1);

    private StandingWaitsProcess() {}

    public static void main(String[] args) throws InterruptedException {
        Waits waits = Waits.parse(args[0]);
        Used before = Used.now();
        stand(FEW);
        Used.awaitThreads(before.threads());
        Used loaded = Used.now();
        stand(waits).print(waits.where(), loaded, waits.count());
    }

    private static Used stand(Waits waits) {
        Timekeeper time = Timekeeper.system();
        JobProvider provider = new JobProvider(waits.count(), waits.anInstance(), time::elapsed);
        try (time;
                ScaleOutFlow flow = FlowWaitProcess.flow(provider, time)) {
            List<CompletableFuture<?>> all = FlowWaitProcess.start(flow, provider);
            Used used = Used.now();
            if (all.stream().anyMatch(CompletableFuture::isDone)) {
                throw new IllegalStateException("a wait has ended already");
            }
            return used;
        }
    }
}
