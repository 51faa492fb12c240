/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests.kill;

import io.github.ddm4j.core.internal.journal.JournalRecord;
import io.github.ddm4j.core.internal.journal.KeyState;
import io.github.ddm4j.core.internal.journal.Result;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.jdbc.JdbcSubmissionJournal;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;

/** A replica that survives, and makes a wish again and again until it is settled. */
final class Replica implements AutoCloseable {

    private final FeignScaleOutAdapter adapter;
    private final SubmissionJournal journal;
    private final MiniFlow flow;

    Replica(String database, String provider) {
        this.adapter = KillWorker.adapter(provider);
        this.journal = KillWorker.journal(database);
        this.flow = new MiniFlow(adapter, journal);
    }

    /** What becomes of it in the end, or the last thing that was told. */
    Result untilSettled(String key, String instance, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            Result result = flow.submit(new IdempotencyKey(key), new InstanceId(instance), KillWorker.oneNode());
            if (isSettled(result) || System.nanoTime() > end) {
                return result;
            }
            Thread.sleep(200);
        }
    }

    private static boolean isSettled(Result result) {
        if (!(result instanceof Result.Told told)) {
            return false;
        }
        JournalRecord record = told.record();
        return record.state() == KeyState.APPLIED
                || (record.state() == KeyState.IN_DOUBT && record.word().equals("UNSEEN_ORDER"));
    }

    static CircuitBreakerRegistry neverOpen() {
        return CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .minimumNumberOfCalls(1_000_000)
                .slidingWindowSize(1_000_000)
                .build());
    }

    @Override
    public void close() {
        adapter.close();
        if (journal instanceof JdbcSubmissionJournal jdbc) {
            jdbc.close();
        }
    }
}
