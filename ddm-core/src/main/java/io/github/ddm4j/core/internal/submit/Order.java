/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.port.Correlation;
import java.time.Duration;
import java.util.Optional;

/** One submission under way. Goes from thread to thread, but is never in two. */
final class Order {

    private final Wish wish;
    private final Optional<IdempotencyKey> key;
    private final Handover handover;
    private final Duration end;
    private final Optional<String> traceId;
    private volatile int attempt;
    private volatile Optional<String> requestId = Optional.empty();

    /**
     * @param wish the caller's wish
     * @param key the key of its record; empty if it has none
     * @param handover when its order leaves
     * @param end the time from which it is too late to send, by {@code Timekeeper.elapsed()}
     * @param traceId the caller's trace
     */
    Order(Wish wish, Optional<IdempotencyKey> key, Handover handover, Duration end, Optional<String> traceId) {
        this.wish = wish;
        this.key = key;
        this.handover = handover;
        this.end = end;
        this.traceId = traceId;
    }

    Wish wish() {
        return wish;
    }

    Optional<IdempotencyKey> key() {
        return key;
    }

    Handover handover() {
        return handover;
    }

    Duration end() {
        return end;
    }

    /** Begins an attempt. The first has number 1. */
    void attempt(int number) {
        attempt = number;
        requestId = Optional.empty();
    }

    /** Takes in the receipt of the attempt under way. */
    void answered(ScaleOutReceipt receipt) {
        requestId = receipt.requestId();
    }

    /** Returns the names of the attempt under way. */
    Correlation correlation() {
        return new Correlation(wish.instanceId(), key, attempt, requestId, traceId);
    }

    /** Returns the names of the attempt that failed so. */
    Correlation correlation(Throwable failure) {
        return failure instanceof ScaleOutException told
                ? correlation().withRequestId(told.requestId())
                : correlation();
    }
}
