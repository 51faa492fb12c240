/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** The whole of a job with our flow, in a time that jumps over the pauses. A class of its own: a first call loads no flow. */
final class Ddm4jJob {

    /** When the server's answers say that it is. */
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static final int NO_LIMIT = 1_000_000;

    private Ddm4jJob() {}

    static void run(FeignScaleOutAdapter adapter, InstanceId instance, ScaleOutRequest request) {
        QuickTime time = new QuickTime(NOW);
        try (ScaleOutFlow flow = ScaleOutFlow.builder(adapter)
                .callBudget(NO_LIMIT, Duration.ofMinutes(1))
                .time(time)
                .build()) {
            flow.preview(instance, request);
            Submission submission = flow.submit(instance, request);
            CompletableFuture<?> nodes = flow.await((Submission.Applied) submission);
            time.runUntil(nodes::isDone);
            nodes.join();
        }
    }
}
