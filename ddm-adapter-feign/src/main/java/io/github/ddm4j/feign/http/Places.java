/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The bound on connections in use. A caller has a place only once {@link #take} has returned. A caller that is
 * interrupted or out of time while it waits has none to give back, so none can get lost.
 */
final class Places implements AutoCloseable {

    private static final int ENOUGH_FOR_ALL = 1_000_000;

    private final Semaphore free;

    Places(int most) {
        free = new Semaphore(most, true);
    }

    /** Waits for a place, until the exchange is cut off. */
    void take(HttpExchange exchange) throws InterruptedIOException {
        try {
            while (!free.tryAcquire(Math.max(0, exchange.timeLeft()), TimeUnit.NANOSECONDS)) {
                exchange.refuseIfOver();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for a connection");
        }
    }

    void giveBack() {
        free.release();
    }

    int free() {
        return free.availablePermits();
    }

    /** Lets everybody through who waits; whoever comes through then finds that the exchange is cut off. */
    @Override
    public void close() {
        free.release(ENOUGH_FOR_ALL);
    }
}
