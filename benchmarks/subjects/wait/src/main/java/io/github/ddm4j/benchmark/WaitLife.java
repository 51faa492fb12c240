/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import io.github.ddm4j.core.ScaleOutFlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * All of many waits, from the first one to the last node, in a time that jumps.
 *
 * @param answers when each of them was answered, the first one first
 */
record WaitLife(Requests requests, Duration time, List<Duration> answers) {

    static WaitLife of(int waits, int anInstance) {
        QuickTime time = new QuickTime(JobProvider.START);
        JobProvider provider = new JobProvider(waits, anInstance, time::elapsed);
        List<Duration> answers = new ArrayList<>(waits);
        try (ScaleOutFlow flow = FlowWaitProcess.flow(provider, time)) {
            List<CompletableFuture<?>> all = FlowWaitProcess.start(flow, provider);
            all.forEach(future -> future.thenRun(() -> answers.add(time.elapsed())));
            time.runUntil(() -> answers.size() == waits);
        }
        return new WaitLife(provider.requests(), time.elapsed(), answers);
    }

    void print(String where) {
        Sample.print(
                where, "provider calls a minute", "1/min", requests.total() / Math.max(1, time.toSeconds() / 60.0));
        Sample.print(where, "most provider calls in any minute", "1/min", requests.peak());
        Sample.print(where, "job's end to answer, median", "s", lateSeconds(waits() / 2));
        Sample.print(where, "job's end to answer, last", "s", lateSeconds(waits() - 1));
    }

    private int waits() {
        return answers.size();
    }

    private double lateSeconds(int wait) {
        return answers.get(wait).minus(JobProvider.JOB_TIME).toMillis() / 1e3;
    }
}
