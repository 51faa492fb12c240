/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests.kill;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.flow.KeyStatus;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.jdbc.JdbcSubmissionJournal;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.Optional;

/** A replica that survives, and makes a wish again and again until it is settled. */
final class Replica implements AutoCloseable {

    private final FeignScaleOutAdapter adapter;
    private final SubmissionJournal journal;
    private final ScaleOutFlow flow;

    Replica(String database, String provider, boolean audited) {
        this.adapter = KillWorker.adapter(provider, audited);
        this.journal = KillWorker.journal(database);
        this.flow = KillFlow.of(adapter, adapter, adapter, journal, adapter.auditPort());
    }

    /** What the journal says of the key in the end, and what was told last. */
    record End(KeyStatus status, String told) {}

    /** Makes the wish until it is settled, or in a doubt that only a person can settle, or time is over. */
    End untilSettled(String key, String instance, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            String told = KillWorker.submitted(flow, key, instance);
            Optional<KeyStatus> status = flow.find(new IdempotencyKey(key));
            if (status.isPresent() && (isSettled(status.get()) || System.nanoTime() > end)) {
                return new End(status.get(), told);
            }
            Thread.sleep(200);
        }
    }

    private static boolean isSettled(KeyStatus status) {
        return status.state() == KeyState.APPLIED
                || (status.state() == KeyState.IN_DOUBT
                        && status.evidence().orElseThrow().doubt() == Doubt.UNSEEN_ORDER);
    }

    static CircuitBreakerRegistry neverOpen() {
        return CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .minimumNumberOfCalls(100_000)
                .slidingWindowSize(100_000)
                .build());
    }

    @Override
    public void close() {
        flow.close();
        adapter.close();
        if (journal instanceof JdbcSubmissionJournal jdbc) {
            jdbc.close();
        }
    }
}
