/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends requests that are past their deadline or whose caller was interrupted. One thread looks at all of them, since
 * blocking I/O can be ended only from outside, and no timeout of the HTTP client bounds the whole of a call.
 */
final class CallWatch implements AutoCloseable {

    private static final long TICK_NANOS = Duration.ofMillis(10).toNanos();

    /** Ticks to go on for without a call, so that a steady stream of calls need not wake the thread for each. */
    private static final int LINGER_TICKS = 20;

    private final Set<Exchange> inFlight = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean parked;
    private final CountDownLatch closing = new CountDownLatch(1);

    CallWatch(String name) {
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    void add(Exchange exchange) {
        inFlight.add(exchange);
        if (parked) {
            LockSupport.unpark(thread);
        }
        if (closed()) {
            exchange.cut(Exchange.Cut.CLOSE);
        }
    }

    void remove(Exchange exchange) {
        inFlight.remove(exchange);
    }

    boolean closed() {
        return closing.getCount() == 0;
    }

    void awaitClose(Duration time) throws InterruptedException {
        closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void run() {
        int quietTicks = 0;
        while (!closed()) {
            if (!inFlight.isEmpty()) {
                quietTicks = 0;
                cutWhatIsOver();
            } else if (++quietTicks > LINGER_TICKS) {
                quietTicks = 0;
                parkUntilNeeded();
            }
            LockSupport.parkNanos(this, TICK_NANOS);
        }
    }

    /** Goes on whatever happens: without this thread no call would ever end by itself. */
    private void cutWhatIsOver() {
        long now = System.nanoTime();
        for (Exchange exchange : inFlight) {
            try {
                exchange.cutIfOver(now);
            } catch (Throwable notCut) {
                // Seen again in the next tick.
            }
        }
    }

    private void parkUntilNeeded() {
        parked = true;
        // Looked at again after the flag is up: a call that came in between has seen it, or is seen here.
        if (inFlight.isEmpty() && !closed()) {
            LockSupport.park(this);
        }
        parked = false;
    }

    /** Ends every request in flight, and the thread. */
    @Override
    public void close() {
        closing.countDown();
        LockSupport.unpark(thread);
        inFlight.forEach(exchange -> exchange.cut(Exchange.Cut.CLOSE));
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(Duration.ofSeconds(1).toMillis());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
